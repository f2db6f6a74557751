import type { Contract } from "../../../schemas/contract.ts";
import { parseContractText } from "../../contract/parse.ts";
import { attachedFiles, openPdf } from "../../formats/pdf/index.ts";
import { type Bytes, fromUtf8, latin1 } from "../../kit/bytes.ts";
import { DeskError } from "./desk-error.ts";
import { refuseRichText } from "./refuse-rich-text.ts";

/** Name under which the canonical contract JSON travels inside our PDFs. */
export const ATTACHED_CONTRACT = "contract.json";

/**
 * The contract in a file: contract JSON, or one of our PDFs, which carries the data its text shows (no signatures, no
 * filing). Throws `desk.no_contract_inside` for anything else, `pdf.*` for a PDF that cannot be read strictly, and what
 * the parser throws for a wrong shape.
 */
export function readContractFile(bytes: Bytes): Contract {
  refuseRichText(bytes);
  const start = latin1(bytes, 0, 5);
  if (start === "%PDF-") return contractInPdf(bytes);
  if (start.startsWith("PK")) {
    throw new DeskError(
      "desk.no_contract_inside",
      "这是 DOCX 或压缩包，里面没有合同数据；请给出合同 JSON 或由本系统生成的 PDF · a DOCX or ZIP has no contract data inside; give contract JSON or a PDF of ours",
    );
  }
  return parseContractText(textOf(bytes));
}

function contractInPdf(pdf: Bytes): Contract {
  const attached = attachedFiles(openPdf(pdf).at()).find((file) => file.name === ATTACHED_CONTRACT);
  if (attached) return parseContractText(textOf(attached.bytes));
  throw new DeskError(
    "desk.no_contract_inside",
    "此 PDF 不含合同数据，不是由本系统生成的；请给出合同 JSON · this PDF is none of ours and has no contract data inside; give contract JSON",
  );
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new DeskError(
      "desk.no_contract_inside",
      "文件不是 UTF-8 文本；请给出合同 JSON 或由本系统生成的 PDF · not a text in UTF-8; give contract JSON or a PDF of ours",
      {},
      { cause },
    );
  }
}
