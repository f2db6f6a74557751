import type { Contract } from "../../schemas/contract.ts";
import type { Bytes } from "../kit/bytes.ts";
import { contractValues } from "./contract-values.ts";
import { DocumentError } from "./document-error.ts";
import { fillTemplate } from "./fill-template.ts";
import { prepareTemplate } from "./prepare-template.ts";

/**
 * The contract as a Word document in the words of the template. What the contract lacks shows as a blank; whether it may
 * be lacking is for completeness to say. Throws DocumentError, `document.seat_missing` when a party could not sign here.
 */
export async function contractDocument(contract: Contract, template: Bytes): Promise<Bytes> {
  await refuseSeatless(contract, template);
  return (await fillTemplate({ template, values: contractValues(contract) })).docx;
}

async function refuseSeatless(contract: Contract, template: Bytes): Promise<void> {
  const { signTags } = await prepareTemplate(template);
  const seat = contract.parties?.find((party) => !signTags.has(`sign:${party.seat}`))?.seat;
  if (seat !== undefined)
    throw new DocumentError("document.seat_missing", `模板没有${seat}的签章处，请换用与合同类型相符的模板`, {
      seat,
    });
}
