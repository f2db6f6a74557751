import type { Contract } from "../../../schemas/contract.ts";
import type { DocumentPlace } from "../../../schemas/extraction.ts";
import { parseContractText } from "../../contract/parse.ts";
import { shownContract } from "../../contract/shown-contract.ts";
import { shownTexts } from "../../document/shown-texts.ts";
import type { SaidAgain } from "../../extract/consistency.ts";
import type { Extraction } from "../../extract/extract-contract.ts";
import { attachedFiles, openPdf } from "../../formats/pdf/index.ts";
import { type Bytes, fromUtf8 } from "../../kit/bytes.ts";
import { HouseError } from "../../kit/errors.ts";
import { DeskError } from "../desk/desk-error.ts";

/** Name under which our PDFs carry their data. */
const ATTACHED_CONTRACT = "contract.json";

/**
 * The contract data a PDF of ours carries; undefined for any other PDF, and for one whose objects cannot be read strictly.
 * Data that are there and are no contract throw `desk.no_contract_inside` and what the parser throws.
 */
export function attachedContract(pdf: Bytes): Contract | undefined {
  const file = filesIn(pdf).find(({ name }) => name === ATTACHED_CONTRACT);
  return file === undefined ? undefined : parseContractText(textOf(file.bytes));
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new DeskError("desk.no_contract_inside", "PDF 所附的合同数据不是 UTF-8 文本", {}, { cause });
  }
}

function filesIn(pdf: Bytes): ReturnType<typeof attachedFiles> {
  try {
    return attachedFiles(openPdf(pdf).at());
  } catch (fault) {
    if (fault instanceof HouseError && fault.code === "pdf.malformed") return [];
    throw fault;
  }
}

/** White space, widths of brackets and digits, and separators of thousands say nothing. */
const bare = (text: string): string => text.normalize("NFKC").replaceAll(/[\s,]/g, "");

/** Values whose text is read exactly, so that a difference is one. */
const EXACT =
  /^\/(?:title|contractNo|signDate|parties\/\d+\/(?:name|uscc|legalRep|address|contact\/(?:name|phone|email))|scope\/\d+\/(?:name|qty|unit|due)|term\/(?:start|end)|fee\/(?:amount|amountCn|account\/(?:name|no)|schedule\/\d+\/amount)|effect\/copies)$/;

/** Seats and forms of custody: words so common that they stand in every text, compared where the text says who pays and how. */
const COMMON: Readonly<Record<string, RegExp>> = {
  "/fee/payer": /^[甲乙丙丁](?=方$)/u,
  "/mode": /^(?:完全|部分|顾问|单项)/u,
};

/** Whether data and text name two different ones of such words. */
function isOtherWord(pointer: string, stated: string, read: string): boolean {
  const [one, other] = [stated, read].map((text) => COMMON[pointer]?.exec(text)?.[0]);
  return one !== undefined && other !== undefined && one !== other;
}

const NOWHERE: DocumentPlace = { quote: "（正文里没有）" };

/**
 * Attached data against the text, value by value: what the text does not show anywhere, and what it shows otherwise where
 * the value belongs. TXT-03 judges them: amounts by value, days by the calendar.
 */
export function saidOtherwiseThanData(data: Contract, extraction: Extraction): readonly SaidAgain[] {
  const text = bare(extraction.text);
  const read = new Map(extraction.values.map((value) => [value.pointer, value]));
  const said = new Map<string, SaidAgain>();
  for (const { pointer, text: words } of shownTexts(shownContract(data))) {
    const value = read.get(pointer);
    const exact = EXACT.test(pointer) || isOtherWord(pointer, words, String(value?.value));
    const own = value === undefined || !exact ? undefined : String(value.value);
    const exactly = own !== undefined && (value?.confidence ?? 0) >= 0.9;
    if (exactly && own !== undefined) {
      said.set(pointer, { pointer, text: own, at: value?.at ?? NOWHERE });
    } else if (!text.includes(bare(words)) && !/^\/(?:variant|parties\/\d+\/(?:role|seat))/.test(pointer))
      said.set(pointer, {
        pointer,
        text: value === undefined ? "（没有）" : String(value.value),
        at: value?.at ?? NOWHERE,
      });
  }
  return [...said.values()];
}
