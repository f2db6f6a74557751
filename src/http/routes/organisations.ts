import { Hono } from "hono";
import { OrganisationView, RegisterOrganisationInput } from "../../../schemas/api/organisation.ts";
import { getOrganisation } from "../../app/get-organisation.ts";
import { registerOrganisation } from "../../app/register-organisation.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";

/** `/v1/organisations`: the tenants of the house. */
export const organisations = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "registerOrganisation",
        tag: "机构",
        summary: "登记机构",
        description: "托管机构、企业、园区、主管部门等。只有管理员能登记。",
        scope: "organisations:write",
        body: RegisterOrganisationInput,
        answer: { status: 201, schema: OrganisationView, says: "登记好的机构" },
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, RegisterOrganisationInput);
      return once(c, {
        operation: "registerOrganisation",
        scope: "organisations:write",
        input,
        status: 201,
        run: (caller) => registerOrganisation(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getOrganisation",
      tag: "机构",
      summary: "查看机构",
      scope: "organisations:read",
      answer: { schema: OrganisationView, says: "机构" },
      problems: [404],
    }),
    async (c) => c.json(await getOrganisation(c.var.house, c.var.caller, { id: c.req.param("id") })),
  );
