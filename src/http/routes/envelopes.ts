import { Hono } from "hono";
import {
  EmbedInput,
  EmbedView,
  EnvelopeList,
  EnvelopeView,
  ExtendEnvelopeInput,
  MessageList,
  ResendInput,
  SendAgreementInput,
  SendEnvelopeInput,
  SignEnvelopeInput,
  VoidEnvelopeInput,
} from "../../../schemas/api/envelope.ts";
import { ListQuery } from "../../../schemas/api/list.ts";
import { BeginSigningInput, SigningView } from "../../../schemas/api/signing.ts";
import { beginSigning } from "../../app/signing/begin-signing.ts";
import { envelopeEvidence } from "../../app/evidence/envelope-evidence.ts";
import { listMessages } from "../../app/link/list-messages.ts";
import { sendAgreement } from "../../app/link/send-agreement.ts";
import {
  embedSession,
  extendEnvelope,
  remindEnvelope,
  resendLink,
  voidEnvelope,
} from "../../app/link/sender-moves.ts";
import { listEnvelopes } from "../../app/list-envelopes.ts";
import { getEnvelope } from "../../app/get-envelope.ts";
import { sendEnvelope } from "../../app/send-envelope.ts";
import { signEnvelope } from "../../app/sign-envelope.ts";
import type { Env } from "../env.ts";
import { needIdempotencyKey, once } from "../once.ts";
import { operation } from "../openapi.ts";
import { readInput, readQuery } from "../read-input.ts";
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
        description:
          "生成含全部签名位的 PDF。合同有阻断项时不能发出，`findings` 列出各项。`recipients` 里的人轮到时收到签署链接；没有指定签署人的席位以本机构的密钥签署。撤销、拒签、过期之后可以再发。",
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
    "/",
    operation({
      id: "listEnvelopes",
      tag: "签署",
      summary: "列出自己发起的签署流程",
      scope: "contracts:read",
      query: ListQuery,
      answer: { schema: EnvelopeList, says: "一页签署流程，新的在前" },
      problems: [400],
    }),
    async (c) => c.json(await listEnvelopes(c.var.house, c.var.caller, readQuery(c, ListQuery))),
  )
  .get(
    "/:id/messages",
    operation({
      id: "envelopeMessages",
      tag: "签署",
      summary: "这个签署流程发出的消息",
      description:
        "种类、通道、状态、次数、失败的代码；不含消息内容（测试密钥除外：测试不发消息，内容在此）。",
      scope: "envelopes:send",
      query: ListQuery,
      answer: { schema: MessageList, says: "一页消息，新的在前" },
      problems: [400, 404],
    }),
    async (c) => {
      const query = { ...readQuery(c, ListQuery), envelopeId: c.req.param("id") };
      return c.json(await listMessages(c.var.house, c.var.caller, query));
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
  )
  .post(
    "/:id/void",
    operation(
      {
        id: "voidEnvelope",
        tag: "签署",
        summary: "撤销",
        description: "须写原因；已邀请的人收到通知。合同可以再次发出。",
        scope: "envelopes:send",
        body: VoidEnvelopeInput,
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, VoidEnvelopeInput)), id: c.req.param("id") };
      return once(c, {
        operation: "voidEnvelope",
        scope: "envelopes:send",
        input,
        status: 200,
        run: (caller) => voidEnvelope(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/extend",
    operation(
      {
        id: "extendEnvelope",
        tag: "签署",
        summary: "延期",
        description: "签署中的、已过期的都可以延期；已有的签署仍然有效。",
        scope: "envelopes:send",
        body: ExtendEnvelopeInput,
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, ExtendEnvelopeInput)), id: c.req.param("id") };
      return once(c, {
        operation: "extendEnvelope",
        scope: "envelopes:send",
        input,
        status: 200,
        run: (caller) => extendEnvelope(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/remind",
    operation(
      {
        id: "remindEnvelope",
        tag: "签署",
        summary: "催签",
        description: "给轮到的人再发一次消息；链接已过期的换新。每个流程一天最多 6 次。",
        scope: "envelopes:send",
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { id: c.req.param("id") };
      return once(c, {
        operation: "remindEnvelope",
        scope: "envelopes:send",
        input,
        status: 200,
        run: (caller) => remindEnvelope(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/resend",
    operation(
      {
        id: "resendLink",
        tag: "签署",
        summary: "重发链接",
        description: "旧链接即失效；写错的手机号可以同时改正。",
        scope: "envelopes:send",
        body: ResendInput,
        answer: { schema: EnvelopeView, says: "签署流程" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, ResendInput)), id: c.req.param("id") };
      return once(c, {
        operation: "resendLink",
        scope: "envelopes:send",
        input,
        status: 200,
        run: (caller) => resendLink(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/sessions",
    operation(
      {
        id: "embedSession",
        tag: "签署",
        summary: "嵌入签署",
        description:
          '给自己的网站一个 15 分钟的签署地址，用来跳转（`return_url`，签完可以返回）或嵌入（`frame_origin`，写进 iframe 的 src）；网站须在本机构的名单（`/embed-origins`）或全站名单中。验证码仍只发给签署人本人。嵌入的页面办完时向外层页面 postMessage `{type: "zhiqi.signing", state}`，签署结果以 `GET /v1/envelopes/{id}` 为准。',
        scope: "envelopes:send",
        body: EmbedInput,
        answer: { status: 201, schema: EmbedView, says: "签署地址" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, EmbedInput)), id: c.req.param("id") };
      return once(c, {
        operation: "embedSession",
        scope: "envelopes:send",
        input,
        status: 201,
        run: (caller) => embedSession(c.var.house, caller, input),
      });
    },
  )
  .post(
    "/:id/agreements",
    operation(
      {
        id: "sendAgreement",
        tag: "签署",
        summary: "发出变更协议或解除协议",
        description:
          "已完成的合同只能由各方另签协议变更或解除。协议是新的签署流程，`previous_id` 指向原来的；各方签完解除协议，原流程即为已解除。",
        scope: "envelopes:send",
        body: SendAgreementInput,
        answer: { status: 201, schema: EnvelopeView, says: "签署流程" },
        problems: [404, 429],
      },
      "creates",
    ),
    needIdempotencyKey(),
    async (c) => {
      const input = { ...(await readInput(c, SendAgreementInput)), id: c.req.param("id") };
      return once(c, {
        operation: "sendAgreement",
        scope: "envelopes:send",
        input,
        status: 201,
        run: (caller) => sendAgreement(c.var.house, caller, input),
      });
    },
  );
