import type { CheckReport, ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { Contract, Seat } from "../../schemas/contract.ts";
import type { VerificationReport } from "../../schemas/verification.ts";
import { saidOtherwise } from "../extract/consistency.ts";
import { type Extraction, extractContract } from "../extract/extract-contract.ts";
import { assertNamedAsItIs, readUpload, uploadKind } from "../extract/read-upload.ts";
import type { UploadedText } from "../extract/uploaded-text.ts";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import { dayInShanghai } from "../kit/dates.ts";
import { verifyDocument } from "../verify/verify-document.ts";
import { checkContractFile } from "./desk/check-contract-file.ts";
import { refuseRichText } from "./desk/refuse-rich-text.ts";
import { readVariant } from "./desk/read-variant.ts";
import { asSigned, isOpenDay } from "./documents/as-signed.ts";
import { attachedContract, saidOtherwiseThanData } from "./documents/attached-contract.ts";
import { judgeDocument } from "./documents/judge-document.ts";
import { judgeScan } from "./documents/judge-scan.ts";
import { placesInEnglish } from "./documents/places-in-english.ts";
import { lastSigningDay, signaturesFrom, signaturesTyped } from "./documents/signatures-in-contract.ts";
import { signingCertificates } from "./documents/signing-certificates.ts";
import type { House } from "./house.ts";
import type { ReadingNote } from "../extract/reading-notes.ts";

/** What a document check needs: a clock, and where there is one the issuer whose anchors signatures are judged by. */
export type DocumentDesk = Pick<House, "clock"> & Partial<Pick<House, "issuer">>;

/** An uploaded file and how it is to be asked. `variant` is text from outside; `stage` and `asOf` (a day) default as for JSON. */
export type DocumentQuestion = {
  readonly file: Bytes;
  readonly name?: string | undefined;
  readonly variant?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly asOf?: string | undefined;
  readonly language?: ReportLanguage | undefined;
};

/** Fewer characters than this are no contract: a stamp, a page number, a scanner's mark. */
const LEAST_TEXT = 60;

/**
 * Checks an uploaded contract: JSON as it is; DOCX and PDF by what their text says, or by the data our PDFs carry with the
 * text compared value by value. Signatures in a PDF are read for the stages sign and file. A scan is judged by nobody: it
 * answers `review` with the reviewer's form. Changes and keeps nothing. Throws `desk.unknown_variant`, `extract.*`, `docx.*`,
 * `pdf.*`, and what the parser throws for JSON.
 */
export async function checkDocument(desk: DocumentDesk, asked: DocumentQuestion): Promise<CheckReport> {
  const report = await checked(desk, asked);
  return asked.language === "en" ? placesInEnglish(report) : report;
}

async function checked(desk: DocumentDesk, asked: DocumentQuestion): Promise<CheckReport> {
  refuseRichText(asked.file);
  const kind = uploadKind(asked.file);
  assertNamedAsItIs(asked.name ?? "", kind);
  if (kind === "json") return checkJson(desk, asked);
  const variant = asked.variant === undefined ? undefined : readVariant(asked.variant);
  const uploaded = readUpload(asked.file, kind);
  const asOf = asked.asOf ?? dayInShanghai(desk.clock.now());
  const file = asked.name ?? "";
  const attached = kind === "pdf" ? attachedContract(asked.file) : undefined;
  if (isUnreadable(uploaded))
    return judgeScan({
      uploaded,
      variant,
      stage: asked.stage ?? "draft",
      asOf,
      file,
      language: asked.language,
    });
  const signed = kind === "pdf" ? await verified(desk, asked) : undefined;
  const extraction = extractContract(uploaded, variant ?? attached?.variant);
  const signings =
    signed === undefined
      ? undefined
      : signaturesFrom(signed, {
          names: namesOf(attached ?? extraction.contract),
          certificates: signingCertificates(asked.file),
        });
  const electronic = (signings?.signatures.length ?? 0) > 0;
  const stage = asked.stage ?? (electronic ? "sign" : "draft");
  const said =
    attached === undefined
      ? saidOtherwise(extraction, stage === "draft" ? "not asked" : "asked")
      : saidOtherwiseThanData(attached, extraction);
  const base =
    attached === undefined ? extraction.contract : { ...attached, ...(variant !== undefined && { variant }) };
  const contract = withSignings(withOpenDay(base), {
    extraction,
    signings,
    stage,
    said,
    origin: attached === undefined ? "text" : "attached",
  });
  return judgeDocument({
    uploaded,
    extraction,
    contract,
    data: attached === undefined ? "text" : "attached",
    variantGiven: variant !== undefined || attached !== undefined,
    said,
    electronic,
    notes: [...uploaded.notes, ...extraction.notes, ...signatureNotes(signed)],
    asked: { stage, asOf, file, language: asked.language },
  });
}

/**
 * Nothing in it can be judged: a scan, or a PDF whose pages are blank or in a code nobody reads. What a PDF shows cannot be
 * told from what could not be read of it; a Word file without words and pictures is known to be empty.
 */
const isUnreadable = (uploaded: UploadedText): boolean =>
  lengthOf(uploaded) < LEAST_TEXT &&
  (uploaded.format === "pdf" || uploaded.pictured || uploaded.picturePages.length > 0);

const checkJson = (
  desk: DocumentDesk,
  { file, name, variant, stage, asOf, language }: DocumentQuestion,
): CheckReport =>
  checkContractFile({ clock: desk.clock, bytes: file, file: name ?? "", variant, stage, asOf, language });

const lengthOf = ({ blocks }: UploadedText): number =>
  blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === "text"
        ? block.text.length
        : block.rows.flat().reduce((all, { text }) => all + text.length, 0)),
    0,
  );

/** What the signatures of a PDF are worth; undefined when it has none. */
async function verified(
  desk: DocumentDesk,
  { file, name }: DocumentQuestion,
): Promise<VerificationReport | undefined> {
  if (!hasByteRange(file)) return undefined;
  const anchors = desk.issuer === undefined ? [] : [...(await desk.issuer.anchors())];
  const report = await verifyDocument(file, { file: name ?? "", anchors, at: desk.clock.now() });
  return report.signatures.length === 0 ? undefined : report;
}

/** Only a signed PDF has a /ByteRange in plain sight (ISO 32000-2 §12.8.1). */
function hasByteRange(pdf: Bytes): boolean {
  const word = utf8("/ByteRange");
  for (let at = pdf.indexOf(0x2f); at >= 0; at = pdf.indexOf(0x2f, at + 1))
    if (word.every((byte, index) => pdf[at + index] === byte)) return true;
  return false;
}

const namesOf = ({ parties }: Contract): ReadonlyMap<Seat, string> =>
  new Map((parties ?? []).flatMap(({ seat, name }) => (name ? [[seat, name] as const] : [])));

type Additions = {
  readonly extraction: Extraction;
  readonly signings: ReturnType<typeof signaturesFrom> | undefined;
  readonly stage: Stage;
  readonly said: readonly { readonly pointer: string; readonly text: string }[];
  readonly origin: "text" | "attached";
};

/** The line of a form where the day of signing goes is no day: at signing DOC-04 asks for it, a draft may leave it open. */
const withOpenDay = (contract: Contract): Contract =>
  isOpenDay(contract.signDate) && !isNil(contract.signDate) ? { ...contract, signDate: "" } : contract;

/** The text's own word that the day of signing is the last party's. Our own contracts are kept so without it. */
const LAST_PARTY_S_DAY = /签[订署]日期[^。；]{0,10}最后[^。；]{0,8}签[署订章字]/u;

/** The contract with what its file proves: signatures, the day they made, attachments in its pages, what is said twice. */
function withSignings(base: Contract, { extraction, signings, stage, said, origin }: Additions): Contract {
  const electronic = signings?.signatures ?? [];
  const typed = stage === "draft" ? [] : signaturesTyped(extraction.signing);
  const signatures = electronic.length > 0 ? electronic : typed;
  const byClause = origin === "attached" || LAST_PARTY_S_DAY.test(extraction.text);
  const day = electronic.length > 0 && byClause ? lastSigningDay(base, electronic) : undefined;
  return {
    ...(signatures.length > 0 ? asSigned(base, { signatures: [...signatures], day }) : base),
    ...(origin === "attached" && { attachments: withPages(base, extraction) }),
    ...(signings?.docSha256 !== undefined && { docSha256: signings.docSha256 }),
    evidence: {
      ...base.evidence,
      shown: said.slice(0, 300).map(({ pointer, text }) => ({ pointer, text })),
    },
  };
}

/** Attachments whose pages stand in the file are there; of the others the data say what they say. */
const withPages = ({ attachments }: Contract, { contract }: Extraction): Contract["attachments"] =>
  attachments?.map((attachment) => {
    const name = bare(attachment.name);
    const inPages = (contract.attachments ?? []).some(
      (one) => one.present === true && bare(one.name) === name,
    );
    return inPages && isNil(attachment.present) ? { ...attachment, present: true } : attachment;
  });

const isNil = (value: unknown): boolean => value === null || value === undefined;
const bare = (text: string | null | undefined): string => (text ?? "").replaceAll(/[《》\s]/gu, "");

const signatureNotes = (report: VerificationReport | undefined): readonly ReadingNote[] => {
  if (report === undefined) return [];
  const { signatures, integrity, trust } = report;
  const count = signatures.filter(({ kind }) => kind === "signature").length;
  return [
    {
      zh: `PDF 有 ${count} 个电子签名，完整性 ${integrity}，信任 ${trust}；详见验证报告`,
      en: `The PDF has ${count} electronic signatures, integrity ${integrity}, trust ${trust}; see the verification report`,
    },
    {
      zh: "核对时证书和签署时间按文件所载读取，没有判断签发者是否可信",
      en: "Certificates and times of signing were read as the file has them; whether their issuers are to be trusted was not judged",
    },
  ];
};
