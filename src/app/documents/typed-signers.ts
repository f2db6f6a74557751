import type { Contract } from "../../../schemas/contract.ts";
import type { DocumentPlace, UnreadElement } from "../../../schemas/extraction.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import { placeInEnglish, placeOf } from "../../completeness/place.ts";
import type { Extraction } from "../../extract/extract-contract.ts";
import { isBlank } from "../../kit/text.ts";

/** Where the name of a seat's signer is typed; undefined for any other pointer, and where none is. */
export function signerPlace(
  pointer: string,
  { signatures }: Pick<Contract, "signatures">,
  { signing }: Pick<Extraction, "signing">,
): DocumentPlace | undefined {
  const index = /^\/signatures\/(\d+)(?:\/signer)?$/.exec(pointer)?.[1];
  const seat = index === undefined ? undefined : signatures?.[Number(index)]?.seat;
  return signing.find((block) => block.seat === seat)?.signerAt;
}

/**
 * A question for every seat whose signer stands in the text: a typed name is no signature (Civil Code art. 490), and a text
 * does not show whether somebody signed over it. Electronic signatures are judged by themselves and ask nothing here.
 */
export function questionsOfTypedSigners(
  contract: Contract,
  { signing }: Pick<Extraction, "signing">,
  language: "zh" | "en",
): readonly UnreadElement[] {
  const law = lawFor(contract.variant);
  return (contract.signatures ?? []).flatMap(({ signer, electronic }, index) => {
    if (electronic === true || isBlank(signer)) return [];
    const pointer = `/signatures/${index}`;
    const at = signerPlace(pointer, contract, { signing }) ?? { quote: signer ?? "" };
    const english = language === "en";
    return [
      {
        rule: "SIG-01",
        pointer,
        element: english ? placeInEnglish(pointer, contract, law) : placeOf(pointer, contract, law),
        reason: "seal_on_paper" as const,
        question: english
          ? `“${signer}” is typed, which is no signature; look at the original: has this party signed or sealed?`
          : `“${signer}”是打印的字，不等于签名；请在原件上查看：这一方签了名或者盖了章没有`,
        at,
        answer: null,
      },
    ];
  });
}
