import { parseContract } from "../../contract/parse.ts";
import { formDocument, type FormData } from "../../document/forms/form-document.ts";
import { readFont } from "../../formats/fonts/read-font.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { partyWithRole } from "../../kit/contract-parties.ts";
import { dayInShanghai } from "../../kit/dates.ts";
import type { ContractRecord, FilingLetterRecord, OrganisationRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import { fieldPlansFromMarks } from "../../sign/field-plans.ts";
import { placeSignatureFields } from "../../sign/fields.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import type { House } from "../house.ts";
import { proveDrawn } from "../prove-drawn.ts";
import { bureauDesk, bureauSeal } from "../seals/bureau-seal.ts";
import { BUREAU_FIELD, sealPaper } from "../seals/seal-paper.ts";
import { sealUse } from "../seals/seat-seal.ts";
import { assetBytes } from "../stored-file.ts";
import { LETTER_FORMS } from "./letter-forms.ts";
import { documentNo } from "./letter-view.ts";

const SYSTEM = { organisationId: "system" };
const ABSENT = "没有填写";

/** The letter's form, filled. */
function dataOf(
  letter: FilingLetterRecord,
  { record, bureau }: { readonly record: ContractRecord; readonly bureau: OrganisationRecord },
): FormData {
  const { dueOn } = letter;
  return {
    documentNo: documentNo(letter, record.variant),
    recipient: partyWithRole(parseContract(record.contract), "agency")?.name ?? "",
    receivedOn: dayInShanghai(new Date(letter.submittedAt)),
    contractTitle: record.title,
    contractNo: record.contractNo,
    registerNo: letter.filingId,
    contactPerson: letter.contactPerson,
    phone: letter.phone,
    authority: bureau.name,
    issuedOn: dayInShanghai(new Date(letter.issuedAt)),
    reason: letter.reason,
    findings: letter.elements.map((element) => ({ ...element, value: element.value ?? ABSENT })),
    ...(dueOn === null ? {} : { dueOn }),
  };
}

/** The letter as a PDF with the bureau's field, unsigned; the same letter gives the same bytes. */
async function unsealed(house: House, letter: FilingLetterRecord, data: FormData): Promise<Bytes> {
  const { form } = LETTER_FORMS[letter.kind];
  const { docx } = await formDocument(form, data, await assetBytes(house, form.template));
  const rendered = await house.renderer.render({
    docx,
    title: `${form.title} ${String(data["documentNo"])}`,
    profile: "word",
    createdAt: new Date(letter.issuedAt),
    attachments: [],
  });
  proveDrawn(rendered.notes);
  const song = readFont(await assetBytes(house, "fonts/song.ttf"));
  return placeSignatureFields(rendered.pdf, fieldPlansFromMarks(rendered.marks), song);
}

/**
 * Makes and seals a letter, as the receipt is: with the bureau's own key and seal. Returns the changes that record it, for one
 * commit with the end of the work; none when it is sealed already. Whoever commits second loses on the letter's version.
 */
export async function sealLetter(house: House, id: string): Promise<Change[]> {
  const letter = await house.store.letter(id);
  const record = await house.store.contract(letter?.contractId ?? "");
  if (letter === undefined || record === undefined)
    throw new AppError("app.not_found", "没有找到这份通知书", {});
  if (letter.state === "ready") return [];
  const bureau = await house.store.bureauOf(letter.authorityCode);
  if (bureau === undefined)
    throw new AppError("app.no_authority", "备案机关没有登记", { code: letter.authorityCode });
  const desk = bureauDesk(bureau);
  const seal = await bureauSeal(house, desk, bureau.name);
  const draft = await unsealed(house, letter, dataOf(letter, { record, bureau }));
  const reason = LETTER_FORMS[letter.kind].words;
  const digest = await house.blobs.put(await sealPaper(house, draft, { bureau, seal, reason }));
  const use = sealUse(house, desk, { seal, envelopeId: `letter:${id}`, seat: BUREAU_FIELD, digest });
  const facts = { sha256: digest, ...use.facts };
  const deed = { aggregate: `letter:${id}`, version: 1, type: "letter.sealed", facts };
  return [
    { event: await nextEvent(house, SYSTEM, deed) },
    ...use.changes,
    { update: "letters", key: { id }, set: { state: "ready", digest } },
  ];
}
