import type { Contract } from "../../schemas/contract.ts";
import { openDocx } from "../formats/docx/open-docx.ts";
import type { XmlElement } from "../formats/docx/xml-tree.ts";
import type { Bytes } from "../kit/bytes.ts";
import { contractValues } from "./contract-values.ts";
import { DocumentError } from "./document-error.ts";
import { fillTemplate } from "./fill-template.ts";

/**
 * The contract as a Word document in the words of the template. What the contract lacks shows as a blank; whether it may
 * be lacking is for completeness to say. Throws DocumentError, `document.seat_missing` when a party could not sign here.
 */
export async function contractDocument(contract: Contract, template: Bytes): Promise<Bytes> {
  const { docx } = await fillTemplate({ template, values: contractValues(contract) });
  refuseSeatless(contract, docx);
  return docx;
}

function refuseSeatless(contract: Contract, docx: Bytes): void {
  const opened = openDocx(docx);
  const body = opened.xml(opened.main);
  const tags = new Set(body === undefined ? [] : signTags(body));
  const seat = contract.parties?.find((party) => !tags.has(`sign:${party.seat}`))?.seat;
  if (seat !== undefined)
    throw new DocumentError("document.seat_missing", `模板没有${seat}的签章处，请换用与合同类型相符的模板`, {
      seat,
    });
}

function signTags(element: XmlElement): string[] {
  const own = element.name === "w:tag" ? [element.attributes["w:val"] ?? ""] : [];
  return [...own, ...element.children.flatMap(signTags)];
}
