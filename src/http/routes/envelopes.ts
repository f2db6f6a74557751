import { Hono } from "hono";
import { EnvelopeView, SendEnvelopeInput, SignEnvelopeInput } from "../../../schemas/api/envelope.ts";
import { BeginSigningInput, SigningView } from "../../../schemas/api/signing.ts";
import { beginSigning } from "../../app/signing/begin-signing.ts";
import { envelopeEvidence } from "../../app/evidence/envelope-evidence.ts";
import { getEnvelope } from "../../app/get-envelope.ts";
import { sendEnvelope } from "../../app/send-envelope.ts";
import { signEnvelope } from "../../app/sign-envelope.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

/** `/v1/envelopes`: a contract on its way to its signers. */
export const envelopes = new Hono<Env>()
  .post(
    "/",
    operation(
      {
        id: "sendEnvelope",
        tag: "签署",
        summary: "发出签署",
        description: "生成含全部签名位的 PDF。合同有阻断项时不能发出，`findings` 列出各项。",
        scope: "envelopes:send",
        body: SendEnvelopeInput,
        answer: { status: 201, schema: EnvelopeView, says: "签署流程" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = await readInput(c, SendEnvelopeInput);
      return once(c, {
        operation: "sendEnvelope",
        scope: "envelopes:send",
        input,
        status: 201,
        run: (caller) => sendEnvelope(c.var.house, caller, input),
      });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getEnvelope",
      tag: "签署",
      summary: "查看签署流程",
      scope: "contracts:read",
      answer: { schema: EnvelopeView, says: "签署流程" },
      problems: [404],
    }),
    async (c) => c.json(await getEnvelope(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .get(
    "/:id/evidence",
    operation({
      id: "envelopeEvidence",
      tag: "签署",
      summary: "取离线证据包",
      description:
        "ZIP：每一步的 PDF、留痕与摘要、签名与时间戳令牌、证书、信任四事实，以及用公开工具（sha256sum、openssl、pdfsig、qpdf）逐项核对的说明。",
      scope: "contracts:read",
      answer: { file: "application/zip", says: "证据包" },
      problems: [404],
    }),
    async (c) => fileResponse(await envelopeEvidence(c.var.house, c.var.caller, { id: c.req.param("id") })),
  )
  .post(
    "/:id/sign",
    operation(
      {
        id: "signEnvelope",
        tag: "签署",
        summary: "签署",
        description:
          "以服务器为此次签署生成、用后即弃的密钥签署；`trust` 如实写明密钥由服务器持有。各方只签自己的席位，须按顺序。",
        scope: "envelopes:sign",
        body: SignEnvelopeInput,
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, SignEnvelopeInput)), id: c.req.param("id") };
      return once(c, {
        operation: "signEnvelope",
        scope: "envelopes:sign",
        input,
        status: 200,
        run: (caller) => signEnvelope(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/signings",
    operation(
      {
        id: "beginSigning",
        tag: "签署",
        summary: "以自己的密钥开始签署",
        description:
          "密钥在签署人一端生成（浏览器、介质等），凭 PKCS#10 为此次签署取得证书；随后 prepare、complete。私钥从不到达服务器。",
        scope: "envelopes:sign",
        body: BeginSigningInput,
        answer: { status: 201, schema: SigningView, says: "这次签署" },
        problems: [404],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, BeginSigningInput)), id: c.req.param("id") };
      return once(c, {
        operation: "beginSigning",
        scope: "envelopes:sign",
        input,
        status: 201,
        run: (caller) => beginSigning(c.var.house, caller, input),
      });
    },
  );
