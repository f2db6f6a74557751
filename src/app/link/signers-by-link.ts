import { Seat } from "../../../schemas/contract.ts";
import type { ContractEvidence } from "../../../schemas/contract-evidence.ts";
import type { LinkRecord } from "../../ports/link-records.ts";
import type { StepRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";
import { signedAmong } from "./signed-among.ts";

type Signer = NonNullable<NonNullable<ContractEvidence["signers"]>[number]>;
type SignedLink = { readonly link: LinkRecord; readonly step: StepRecord };

/** Seats of the others that share this property of the link. */
const sharing = (
  own: SignedLink,
  all: readonly SignedLink[],
  of: (link: LinkRecord) => string | null,
): Seat[] => {
  const shared = all.filter(
    ({ link, step }) => step.seat !== own.step.seat && of(own.link) !== null && of(link) === of(own.link),
  );
  return [...new Set(shared.map(({ step }) => Seat.parse(step.seat)))];
};

/**
 * What is known of those who signed an envelope by link: when they agreed to what, when their code came back, and with whom they share
 * phone or device. No number, no name, no digest. Empty where nobody signed by link.
 */
export async function signersByLink(house: House, envelopeId: string | null): Promise<Signer[]> {
  if (envelopeId === null) return [];
  const links = await house.store.linksOf(envelopeId);
  if (links.length === 0) return [];
  const steps = await house.store.steps(envelopeId);
  const signedWith = await signedAmong(house, links);
  const signed = links.flatMap((link): SignedLink[] => {
    const step = steps.find(({ order, state }) => order === link.order && state === "signed");
    return step === undefined || !signedWith.has(link.id) ? [] : [{ link, step }];
  });
  return Promise.all(signed.map((own) => signerOf(house, own, signed)));
}

async function signerOf(house: House, own: SignedLink, all: readonly SignedLink[]): Promise<Signer> {
  const { link, step } = own;
  const events = await house.store.events(`link:${link.id}`);
  const at = (type: string): string | null => events.find((event) => event.type === type)?.at ?? null;
  return {
    seat: Seat.parse(step.seat),
    noticeVersion: link.consentVersions?.split("/")[1] ?? null,
    noticeConsentAt: at("link.consented"),
    agreedAt: at("link.signed"),
    otpVerifiedAt: at("link.opened"),
    linkOpenedAt: link.openedAt,
    samePhoneAs: sharing(own, all, ({ toFingerprint }) => toFingerprint),
    sameDeviceAs: sharing(own, all, ({ deviceFingerprint }) => deviceFingerprint),
  };
}
