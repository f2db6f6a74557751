import { Hono } from "hono";
import {
  EmbedOriginsInput,
  OrganisationView,
  RegisterOrganisationInput,
} from "../../../schemas/api/organisation.ts";
import { getOrganisation } from "../../app/get-organisation.ts";
import { registerOrganisation } from "../../app/register-organisation.ts";
import { setEmbedOrigins } from "../../app/set-embed-origins.ts";
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
  )
  .put(
    "/:id/embed-origins",
    operation({
      id: "setEmbedOrigins",
      tag: "机构",
      summary: "可嵌入签署页面的网站",
      description:
        "本机构自己的网站（只写到主机名与端口），可以嵌入本机构发起的签署页面，或在签完后返回。整表替换。只限 https，本机除外。",
      scope: "organisations:write",
      body: EmbedOriginsInput,
      answer: { schema: OrganisationView, says: "机构" },
      problems: [404],
    }),
    async (c) => {
      const input = { ...(await readInput(c, EmbedOriginsInput)), id: c.req.param("id") };
      return c.json(await setEmbedOrigins(c.var.house, c.var.caller, input));
    },
  );
