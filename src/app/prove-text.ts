import type { Contract } from "../../schemas/contract.ts";
import { shownContract } from "../contract/shown-contract.ts";
import { shownTexts } from "../document/shown-texts.ts";
import { openDocx } from "../formats/docx/open-docx.ts";
import type { XmlElement } from "../formats/docx/xml-tree.ts";
import { AppError } from "./app-error.ts";
import type { Draft } from "./draft-document.ts";
import type { House } from "./house.ts";

/** Text without what typesetting may change: white space and width forms. */
const bare = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

const wordsIn = (element: XmlElement): string =>
  (element.name === "w:t" ? element.text : "") + element.children.map(wordsIn).join("");

/** Everything a reader of the Word document sees: body, headers, footers. */
function wordsOfDocx(docx: Draft["docx"]): string {
  const opened = openDocx(docx);
  const seen = opened.parts.filter(
    (part) => part === opened.main || /^word\/(?:header|footer)\d*\.xml$/.test(part),
  );
  return seen
    .map((part) => opened.xml(part))
    .reduce((text, root) => text + (root === undefined ? "" : wordsIn(root)), "");
}

/**
 * Proves, before anybody signs, that the document's text shows every value of the data attached to it (design.md decision
 * 4): in the Word document, whose text the layout repeats, and in the PDF itself where the house has a text reader. Throws
 * `app.text_differs`: that is our fault, and nothing was sent.
 */
export async function proveText(
  house: Pick<House, "textOf">,
  draft: Draft,
  contract: Contract,
): Promise<void> {
  const texts = [wordsOfDocx(draft.docx)];
  if (house.textOf !== undefined) texts.push(await house.textOf(draft.pdf));
  const shown = shownTexts(shownContract(contract));
  const missing = texts
    .map(bare)
    .flatMap((text) => shown.filter((value) => !text.includes(bare(value.text))));
  if (missing.length === 0) return;
  throw new AppError("app.text_differs", "生成的文件与合同数据不一致，没有发出，请联系我们", {
    pointers: [...new Set(missing.map(({ pointer }) => pointer))],
  });
}
