import { Hono } from "hono";
import { AddPersonInput, PersonView } from "../../../schemas/api/organisation.ts";
import { addPerson } from "../../app/add-person.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";

/** `/v1/people`: who acts for an organisation. */
export const people = new Hono<Env>().post(
  "/",
  operation(
    {
      id: "addPerson",
      tag: "机构",
      summary: "登记人员",
      scope: "organisations:write",
      body: AddPersonInput,
      answer: { status: 201, schema: PersonView, says: "登记好的人员" },
    },
    "creates",
  ),
  needIdempotencyKey(),
  async (c) => {
    const input = await readInput(c, AddPersonInput);
    return once(c, {
      operation: "addPerson",
      scope: "organisations:write",
      input,
      status: 201,
      run: (caller) => addPerson(c.var.house, caller, input),
    });
  },
);
