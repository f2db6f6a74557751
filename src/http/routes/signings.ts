import { Hono } from "hono";
import { EnvelopeView } from "../../../schemas/api/envelope.ts";
import { CompleteSigningInput, PreparedSigningView, SigningView } from "../../../schemas/api/signing.ts";
import { completeSigning } from "../../app/signing/complete-signing.ts";
import { getSigning } from "../../app/signing/get-signing.ts";
import { prepareSigning } from "../../app/signing/prepare-signing.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";

/** `/v1/signings`: one party signs with a key of its own, which the server never sees. Begun at `/v1/envelopes/:id/signings`. */
export const signings = new Hono<Env>()
  .get(
    "/:id",
    operation({
      id: "getSigning",
      tag: "签署",
      summary: "查看自己发起的一次签署",
      scope: "envelopes:sign",
      answer: { schema: SigningView, says: "这次签署" },
      problems: [404],
    }),
    async (c) => c.json(await getSigning(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .post(
    "/:id/prepare",
    operation(
      {
        id: "prepareSigning",
        tag: "签署",
        summary: "取得待签署的修订",
        description:
          "在当前文件之后追加未签名的修订并保存；`appended` 接在已展示的文件之后即为待签文件。签署端应自行核对：前缀未变、只填自己的签名域。换一个 Idempotency-Key 再次调用即重新准备。",
        scope: "envelopes:sign",
        answer: { schema: PreparedSigningView, says: "待签署的修订" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { id: c.req.param("id") };
      return once(c, {
        operation: "prepareSigning",
        scope: "envelopes:sign",
        input,
        status: 200,
        run: (caller) => prepareSigning(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/complete",
    operation(
      {
        id: "completeSigning",
        tag: "签署",
        summary: "交回签名，完成签署",
        description: "核对签名后嵌入并加盖时间戳。同时提交多次，只有一次成功。",
        scope: "envelopes:sign",
        body: CompleteSigningInput,
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, CompleteSigningInput)), id: c.req.param("id") };
      return once(c, {
        operation: "completeSigning",
        scope: "envelopes:sign",
        input,
        status: 200,
        run: (caller) => completeSigning(c.var.house, caller, input),
      });
    },
  );
