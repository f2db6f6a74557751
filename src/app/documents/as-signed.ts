import type { Contract, PartySignature } from "../../../schemas/contract.ts";

/**
 * A contract with the signatures it got, and its day of signing: left open, it is the day the last party signed, as the
 * contract's own clause has it. `day` is undefined as long as a party has not signed; then the day stays open.
 */
export const asSigned = (
  agreed: Contract,
  { signatures, day }: { readonly signatures: PartySignature[]; readonly day: string | undefined },
): Contract => ({
  ...agreed,
  signDate: isOpenDay(agreed.signDate) ? (day ?? agreed.signDate) : agreed.signDate,
  signatures,
});

/** Whether nothing stands where the day belongs: no key, nothing, or the line of a form. */
export const isOpenDay = (day: string | null | undefined): boolean =>
  (day ?? "").replaceAll(/[\s_＿﹍—－-]|年|月|日/gu, "") === "";
