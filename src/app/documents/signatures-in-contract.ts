import type { PartySignature, Seat } from "../../../schemas/contract.ts";
import type { VerificationReport } from "../../../schemas/verification.ts";
import type { SigningBlock } from "../../extract/signing.ts";

/** What the sound signatures of a PDF say in the contract shape, and under which digest they were made. */
export type ElectronicSigning = {
  readonly signatures: PartySignature[];
  readonly docSha256: string | undefined;
};

const SEATS: readonly Seat[] = ["甲方", "乙方", "丙方", "丁方"];

/**
 * Electronic signatures of a verified PDF, by the seat their field is named after. A signature that does not hold counts as
 * made over something else (SIG-08). The time is the trusted one, else the one claimed.
 */
export function signaturesFrom(
  report: VerificationReport,
  names: ReadonlyMap<Seat, string>,
): ElectronicSigning {
  const signatures = report.signatures.flatMap((signature): PartySignature[] => {
    const seat = SEATS.find((each) => signature.field.includes(each));
    if (seat === undefined || signature.kind !== "signature") return [];
    const { organisation, person } = subjectOf(signature.signer ?? "");
    const sound = signature.integrity === "intact" || signature.integrity === "extended";
    const name = organisation ?? names.get(seat);
    return [
      {
        seat,
        ...(name !== undefined && { partyName: name, sealName: name }),
        sealType: "合同专用章",
        ...(person !== undefined && { signer: person }),
        signedAt: signature.time.trusted ?? signature.time.claimed,
        docSha256: sound ? report.sha256 : "0".repeat(64),
        electronic: true,
      },
    ];
  });
  return { signatures, docSha256: signatures.length === 0 ? undefined : report.sha256 };
}

/** Organisation and person of a subject as people read it: 「周启明（石家庄恒砺传感科技有限公司）」 or CN=…, O=…. */
function subjectOf(signer: string): {
  readonly organisation: string | undefined;
  readonly person: string | undefined;
} {
  const organisation =
    /(?:^|[,，]\s*)O=([^,，]+)/u.exec(signer)?.[1] ??
    /[（(]([^（）()]*(?:[（(][^（）()]*[）)])?[^（）()]*)[）)]$/u.exec(signer)?.[1];
  const person = /(?:^|[,，]\s*)CN=([^,，]+)/u.exec(signer)?.[1] ?? signer.split(/[（(，,]/u)[0];
  return {
    organisation: organisation?.trim(),
    person: person === undefined || person.trim() === "" ? undefined : person.trim(),
  };
}

/** Names and days typed under the signatures: all that a text can tell of a signing on paper. */
export const signaturesTyped = (blocks: readonly SigningBlock[]): PartySignature[] =>
  blocks
    .filter(({ name, day }) => name !== undefined || day !== undefined)
    .map(({ seat, name, signer, day }) => ({
      seat,
      ...(name !== undefined && { partyName: name.text }),
      ...(signer !== undefined && { signer }),
      ...(day !== undefined && { signedAt: /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00+08:00` : day }),
    }));
