import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { findPapers } from "../../app/find-papers.ts";
import { getReceipt } from "../../app/get-receipt.ts";
import { verifyDigest } from "../../app/verify-digest.ts";
import { verifyFile } from "../../app/verify-file.ts";
import { certificatePem } from "../../kit/pem.ts";
import { HomePage } from "../../pages/home.tsx";
import { renderPage } from "../../pages/page.tsx";
import { ReceiptPage } from "../../pages/receipt.tsx";
import { STYLE } from "../../pages/style.ts";
import { FingerprintPage, PapersPage, VerificationPage, VerifyPage } from "../../pages/verify.tsx";
import type { Env } from "../env.ts";
import { kindOf } from "../problem.ts";
import { readFile } from "../read-file.ts";
import { VERIFY_POLICY } from "../security-headers.ts";

const FINGERPRINT = /^[0-9a-f]{64}$/;

const page = async (c: Context<Env>, content: Child): Promise<Response> => c.html(await renderPage(content));

/** The language the page was opened in; its forms hand it on. */
const languageOf = (c: Context<Env>): "zh" | "en" => (c.req.query("lang") === "en" ? "en" : "zh");

/** A page of `/verify`, which brings scripts of its own. */
const verifyPage = async (c: Context<Env>, content: Child): Promise<Response> =>
  c.html(await renderPage(content), undefined, { "Content-Security-Policy": VERIFY_POLICY });

/** Pages for people: no key, no script, the same use cases as `/v1`. */
export const publicPages = new Hono<Env>()
  .get("/", (c) => page(c, <HomePage />))
  .get("/style.css", (c) =>
    c.body(STYLE, 200, {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    }),
  )
  .get("/trust.pem", async (c) => {
    const anchors = await c.var.house.issuer.anchors();
    return c.body(anchors.map(certificatePem).join(""), 200, {
      "Content-Type": "application/x-pem-file",
      "Content-Disposition": 'attachment; filename="trust.pem"',
    });
  })
  .get("/r/:registerNo", async (c) => {
    const receipt = await getReceipt(c.var.house, { registerNo: c.req.param("registerNo") });
    return page(c, <ReceiptPage receipt={receipt} />);
  })
  .get("/verify", async (c) => {
    const asked = (c.req.query("q") ?? "").trim();
    const language = languageOf(c);
    if (asked === "") return verifyPage(c, <VerifyPage language={language} />);
    // The receipt prints the fingerprint in groups: white space is the printer's, not the reader's.
    const sha256 = asked.toLowerCase().replaceAll(/\s/g, "");
    if (FINGERPRINT.test(sha256)) {
      const filed = await verifyDigest(c.var.house, { sha256 });
      return verifyPage(c, <FingerprintPage sha256={sha256} filed={filed} language={language} />);
    }
    return paperOrQuestion(c, asked);
  })
  .post("/verify", async (c) => {
    const file = await readFile(c);
    const report = await verifyFile(c.var.house, { pdf: file.bytes, fileName: file.name });
    return verifyPage(c, <VerificationPage report={report} language={languageOf(c)} />);
  });

/** A document number has its brackets, a register number none: 冀知托补〔2022〕1号, 130100-2022-000001-9. */
const DOCUMENT_NO = /号$/u;

/** Leads to the receipt of a number or shows the papers of a document number, or says that there is none and asks again. */
async function paperOrQuestion(c: Context<Env>, asked: string): Promise<Response> {
  try {
    if (DOCUMENT_NO.test(asked)) {
      const papers = await findPapers(c.var.house, { documentNo: asked });
      return await verifyPage(c, <PapersPage papers={papers} language={languageOf(c)} />);
    }
    const receipt = await getReceipt(c.var.house, { registerNo: asked });
    return c.redirect(`/r/${encodeURIComponent(receipt.register_no)}`, 303);
  } catch (error) {
    if (kindOf(error).kind.status !== 404) throw error;
    c.status(404);
    return verifyPage(
      c,
      <VerifyPage
        language={languageOf(c)}
        message={{
          zh: `没有查到编号为“${asked.slice(0, 80)}”的回执或通知书，请核对后再试。`,
          en: `There is no receipt or letter with the number “${asked.slice(0, 80)}”. Check it and try again.`,
        }}
      />,
    );
  }
}
