import type { SigningCertificate } from "../../../schemas/contract-evidence.ts";
import type { Contract, PartySignature, Seat } from "../../../schemas/contract.ts";
import type { VerificationReport } from "../../../schemas/verification.ts";
import type { SigningBlock } from "../../extract/signing.ts";
import { dayInShanghai, readInstant } from "../../kit/dates.ts";

/** What the sound signatures of a PDF say in the contract shape, and under which digest they were made. */
export type ElectronicSigning = {
  readonly signatures: PartySignature[];
  readonly docSha256: string | undefined;
};

/** What else the file says of who signed: the parties' names, and the certificates by the field they signed. */
export type SigningFacts = {
  readonly names: ReadonlyMap<Seat, string>;
  readonly certificates: ReadonlyMap<string, SigningCertificate>;
};

const SEATS: readonly Seat[] = ["甲方", "乙方", "丙方", "丁方"];

/**
 * Electronic signatures of a verified PDF, by the seat their field is named after: one a seat, as the register records it. A
 * signature that does not hold counts as made over something else (SIG-08). The time is the trusted one, else the one claimed.
 */
export function signaturesFrom(
  report: VerificationReport,
  { names, certificates }: SigningFacts,
): ElectronicSigning {
  const made = report.signatures.filter(({ kind }) => kind === "signature");
  const signatures = SEATS.flatMap((seat): PartySignature[] => {
    const own = made.filter(({ field }) => field.includes(seat));
    const last = own.at(-1);
    if (last === undefined) return [];
    const representative = own.find(({ field }) => field.includes("法定代表人")) ?? last;
    const { person } = subjectOf(representative.signer ?? "");
    const name =
      own.flatMap(({ signer }) => subjectOf(signer ?? "").organisation ?? [])[0] ?? names.get(seat);
    const certificate = certificates.get(representative.field);
    return [
      {
        seat,
        ...(name !== undefined && { partyName: name, sealName: name }),
        sealType: "合同专用章",
        ...(person !== undefined && { signer: person }),
        signedAt: last.time.trusted ?? last.time.claimed,
        docSha256: own.every(isSound) ? report.sha256 : "0".repeat(64),
        electronic: true,
        ...(certificate !== undefined && { certificate }),
      },
    ];
  });
  return { signatures, docSha256: signatures.length === 0 ? undefined : report.sha256 };
}

const isSound = ({ integrity }: VerificationReport["signatures"][number]): boolean =>
  integrity === "intact" || integrity === "extended";

/** The day the last of the parties signed; undefined as long as one has not, or signed at a time nobody knows. */
export function lastSigningDay(
  { parties }: Pick<Contract, "parties">,
  signatures: readonly PartySignature[],
): string | undefined {
  const seats = (parties ?? []).map(({ seat }) => seat);
  const all = seats.length > 0 && seats.every((seat) => signatures.some((one) => one.seat === seat));
  const times = signatures.map(({ signedAt }) => readInstant(signedAt));
  const known = times
    .flatMap((time) => (time === undefined ? [] : [time]))
    .sort((a, b) => a.getTime() - b.getTime());
  const last = known.at(-1);
  return all && last !== undefined && known.length === times.length ? dayInShanghai(last) : undefined;
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
    .map(({ seat, name, signer, signerRole, day }) => ({
      seat,
      ...(name !== undefined && { partyName: name.text }),
      ...(signer !== undefined && { signer }),
      ...(signerRole !== undefined && /代表|代理|负责人|合伙人/u.test(signerRole) && { signerRole }),
      ...(day !== undefined && { signedAt: /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00+08:00` : day }),
    }));
