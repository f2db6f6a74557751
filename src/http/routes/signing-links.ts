import { type Context, Hono } from "hono";
import { SealType } from "../../../schemas/api/envelope.ts";
import {
  AskCodeInput,
  CodeSent,
  CompleteAllInput,
  CompleteInput,
  ConsentInput,
  DeclineInput,
  LinkState,
  OpenSessionInput,
  PrepareInput,
  Prepared,
  ReadingInput,
  ServerKeyInput,
  SessionOpened,
  ShownText,
  SigningResult,
  SigningResults,
  SigningTask,
  TransferInput,
  Transferred,
} from "../../../schemas/api/signing-link.ts";
import { askCode, askIntentCode } from "../../app/link/ask-code.ts";
import { completeAll } from "../../app/link/complete-all.ts";
import { recordConsent, recordReading } from "../../app/link/consent.ts";
import { declineByLink, transferByLink } from "../../app/link/decline.ts";
import { linkState } from "../../app/link/link-state.ts";
import type { OpenLink } from "../../app/link/open-link.ts";
import { openLink, openSession, siblingLink } from "../../app/link/session.ts";
import { completeByLink, prepareByLink, signWithServerKey } from "../../app/link/sign-by-link.ts";
import { signingCertificate } from "../../app/link/signing-certificate.ts";
import { signingResult } from "../../app/link/signing-result.ts";
import { signingTask } from "../../app/link/signing-task.ts";
import { shownText } from "../../app/link/shown-text.ts";
import { sealPictureOf, shownDocument, signedCopy } from "../../app/link/signer-files.ts";
import { addressOf } from "../client-address.ts";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { deviceToken, giveCookies, presented } from "../link-cookies.ts";
import { operation, type Operation } from "../openapi.ts";
import { ownPage } from "../own-page.ts";
import { readInput } from "../read-input.ts";
import { fileResponse } from "../stored-file.ts";

const tokenOf = (c: Context<Env>): string => c.req.param("token") ?? "";

/** The link of the address under its session; under `/with/:link/` another one of the same signer. */
async function opened(c: Context<Env>): Promise<OpenLink> {
  const token = tokenOf(c);
  const purpose = c.req.method === "POST" ? "act" : "look";
  const asked = { ...presented(c, token), address: addressOf(c), purpose } as const;
  const own = await openLink(c.var.house, token, asked);
  const sibling = c.req.param("link");
  return sibling === undefined ? own : siblingLink(c.var.house, own, sibling);
}

const described = (
  spec: Pick<Operation, "id" | "summary" | "answer"> &
    Partial<Pick<Operation, "body" | "description" | "problems">>,
) =>
  operation({
    tag: "签署页面",
    scope: "public",
    problems: [401, 403, 404, 409, 410, 422, 429],
    ...spec,
  });

/**
 * `/s/:token/…`: what the signer's page asks for. No API key: the link, the code and the session of this browser instead. Only this
 * site's own page may write (`ownPage`); a GET changes nothing.
 */
export const signingLinks = new Hono<Env>()
  .use("/:token/*", async (c, next) => {
    if (c.req.method === "POST") return ownPage()(c, next);
    return next();
  })
  .get(
    "/:token/state",
    described({
      id: "linkState",
      summary: "链接现在如何",
      description: "验证码之前可知的：谁发起、发往哪里、能否签署。不含合同内容。",
      answer: { schema: LinkState, says: "状态" },
    }),
    async (c) => c.json(await linkState(c.var.house, tokenOf(c))),
  )
  .post(
    "/:token/codes",
    described({
      id: "askCode",
      summary: "取验证码",
      description: "`open` 打开链接；`intent` 表示签署意愿，须先打开。验证码只发往发起方指定的手机号或邮箱。",
      body: AskCodeInput,
      answer: { status: 202, schema: CodeSent, says: "已发出" },
    }),
    async (c) => {
      const input = await readInput(c, AskCodeInput);
      const address = addressOf(c);
      const sent =
        input.purpose === "open"
          ? await askCode(c.var.house, tokenOf(c), { address })
          : await askIntentCode(c.var.house, await opened(c), { ...input, address });
      return c.json(sent, 202);
    },
  )
  .post(
    "/:token/session",
    described({
      id: "openLink",
      summary: "以验证码打开",
      description: "会话 30 分钟，绑定此链接与此浏览器；凭 Cookie（嵌入的页面凭 `Zhiqi-Session` 请求头）。",
      body: OpenSessionInput,
      answer: { schema: SessionOpened, says: "会话与任务" },
    }),
    async (c) => {
      const { code } = await readInput(c, OpenSessionInput);
      const token = tokenOf(c);
      const asked = { code, address: addressOf(c), device: deviceToken(c) };
      const session = await openSession(c.var.house, token, asked);
      if (session.answer.session === null) giveCookies(c, token, session);
      return c.json(session.answer);
    },
  )
  .post(
    "/:token/complete-all",
    described({
      id: "completeAllByLink",
      summary: "一次意愿，签署几份合同",
      description: "每份各自读过、各自准备好签名；验证码须为这几份取得。一份失败不影响其他。",
      body: CompleteAllInput,
      answer: { schema: SigningResults, says: "逐份的结果" },
    }),
    async (c) => {
      const input = await readInput(c, CompleteAllInput);
      return c.json(await completeAll(c.var.house, await opened(c), { ...input, address: addressOf(c) }));
    },
  );

/** JSON, packed where the reader takes it: its words are for a slow line. */
function packed(c: Context<Env>, json: Uint8Array<ArrayBuffer>): Response {
  const headers = { "Content-Type": "application/json; charset=utf-8", Vary: "Accept-Encoding" };
  if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return new Response(json, { headers });
  const body = new Blob([json]).stream().pipeThrough(new CompressionStream("gzip"));
  const answer = { headers: { ...headers, "Content-Encoding": "gzip" }, encodeBody: "manual" };
  return new Response(body, answer);
}

type End = readonly [
  method: "get" | "post",
  path: string,
  spec: Parameters<typeof described>[0],
  answer: (c: Context<Env>) => Promise<Response>,
];

/** What a session can do with its own link, and alike with the others of the same signer. */
const ENDS: readonly End[] = [
  [
    "get",
    "task",
    { id: "signingTask", summary: "任务", answer: { schema: SigningTask, says: "要签的、已办的、可办的" } },
    async (c) => c.json(await signingTask(c.var.house, await opened(c))),
  ],
  [
    "get",
    "document.pdf",
    { id: "shownDocument", summary: "要签的文件", answer: { file: "application/pdf", says: "PDF" } },
    async (c) => fileResponse(await shownDocument(c.var.house, await opened(c))),
  ],
  [
    "get",
    "text",
    {
      id: "shownText",
      summary: "要签的文件的文字",
      description: "在慢网上先于文件到达；页面从文件的字节重新取出文字，与此比较，不一致即以文件为准并说明。",
      answer: { schema: ShownText, says: "逐页的文字" },
    },
    async (c) => packed(c, await shownText(c.var.house, await opened(c))),
  ],
  [
    "get",
    "seals/:kind",
    { id: "signerSeal", summary: "印章图形", answer: { file: "image/svg+xml", says: "SVG" } },
    async (c) => {
      const kind = SealType.safeParse((c.req.param("kind") ?? "").replace(/\.svg$/, ""));
      if (!kind.success) throw new HttpError("http.not_found", "没有这种印章");
      const svg = await sealPictureOf(c.var.house, await opened(c), kind.data);
      return c.body(svg, 200, { "Content-Type": "image/svg+xml" });
    },
  ],
  [
    "post",
    "consents",
    {
      id: "consentByLink",
      summary: "同意签署声明与个人信息告知",
      body: ConsentInput,
      answer: { schema: SigningTask, says: "任务" },
    },
    async (c) => {
      const input = await readInput(c, ConsentInput);
      return c.json(await recordConsent(c.var.house, await opened(c), input));
    },
  ],
  [
    "post",
    "reading",
    {
      id: "readByLink",
      summary: "阅读记录",
      description: "阅读时长由服务器自同意之时起算。",
      body: ReadingInput,
      answer: { schema: SigningTask, says: "任务" },
    },
    async (c) => {
      const input = await readInput(c, ReadingInput);
      return c.json(await recordReading(c.var.house, await opened(c), input));
    },
  ],
  [
    "post",
    "prepare",
    {
      id: "prepareByLink",
      summary: "取得证书与待签的修订",
      description: "页面须自行核对：`appended` 之前就是展示过的文件，之后只填自己的签名域。",
      body: PrepareInput,
      answer: { schema: Prepared, says: "待签的修订" },
    },
    async (c) => {
      const input = await readInput(c, PrepareInput);
      return c.json(await prepareByLink(c.var.house, await opened(c), input));
    },
  ],
  [
    "post",
    "complete",
    {
      id: "completeByLink",
      summary: "交回签名与意愿验证码",
      body: CompleteInput,
      answer: { schema: SigningResult, says: "结果" },
    },
    async (c) => {
      const input = await readInput(c, CompleteInput);
      return c.json(await completeByLink(c.var.house, await opened(c), { ...input, address: addressOf(c) }));
    },
  ],
  [
    "post",
    "server-key",
    {
      id: "signWithServerKey",
      summary: "由服务器的密钥签署",
      description: "仅在发起方允许、页面不能生成密钥时；信任事实如实写明 `key: server`。",
      body: ServerKeyInput,
      answer: { schema: SigningResult, says: "结果" },
    },
    async (c) => {
      const input = await readInput(c, ServerKeyInput);
      return c.json(
        await signWithServerKey(c.var.house, await opened(c), { ...input, address: addressOf(c) }),
      );
    },
  ],
  [
    "post",
    "decline",
    {
      id: "declineByLink",
      summary: "拒签",
      body: DeclineInput,
      answer: { schema: SigningResult, says: "结果" },
    },
    async (c) => {
      const input = await readInput(c, DeclineInput);
      return c.json(await declineByLink(c.var.house, await opened(c), input));
    },
  ],
  [
    "post",
    "transfer",
    {
      id: "transferByLink",
      summary: "转交本单位的其他人",
      body: TransferInput,
      answer: { schema: Transferred, says: "已转交" },
    },
    async (c) => {
      const input = await readInput(c, TransferInput);
      return c.json(await transferByLink(c.var.house, await opened(c), input));
    },
  ],
  [
    "get",
    "result",
    { id: "signingResult", summary: "结果", answer: { schema: SigningResult, says: "结果" } },
    async (c) => c.json(signingResult(c.var.house, await opened(c))),
  ],
  [
    "get",
    "signed.pdf",
    { id: "signedCopy", summary: "签好的文件", answer: { file: "application/pdf", says: "PDF" } },
    async (c) => fileResponse(await signedCopy(c.var.house, await opened(c))),
  ],
  [
    "get",
    "certificate.pdf",
    {
      id: "signingCertificate",
      summary: "签署证明",
      description: "全部签署完成之后：谁、如何确认身份、何时、哪些字节、信任事实。",
      answer: { file: "application/pdf", says: "PDF" },
    },
    async (c) => fileResponse(await signingCertificate(c.var.house, await opened(c))),
  ],
];

const siblingId = (id: string): string => `${id}OfAnother`;

for (const [method, path, spec, answer] of ENDS) {
  signingLinks.on(method.toUpperCase(), `/:token/${path}`, described(spec), answer);
  const sibling = { ...spec, id: siblingId(spec.id), summary: `${spec.summary}（同一签署人的另一份）` };
  signingLinks.on(method.toUpperCase(), `/:token/with/:link/${path}`, described(sibling), answer);
}
