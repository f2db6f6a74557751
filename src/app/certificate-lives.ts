import type { CertificateState } from "../../schemas/api/readiness.ts";
import { HouseError } from "../kit/errors.ts";
import type { House } from "./house.ts";

/** - `pki.certificate_ended`: a certificate of the house is over; what it signs from now on counts for nothing. */
export class PkiError extends HouseError<"pki.certificate_ended"> {}

/** A certificate is said to be ending this long before it does. */
const WARNING_DAYS = 30;
const DAY = 24 * 3_600_000;

/** The house's own certificates in use, with their ends: `ending` 30 days ahead, `ended` afterwards. */
export async function certificateLives(
  house: Pick<House, "pki" | "clock">,
): Promise<readonly CertificateState[]> {
  const now = house.clock.now().getTime();
  return (await house.pki.lives()).map(({ name, notAfter }) => {
    const left = notAfter.getTime() - now;
    const state = left <= 0 ? "ended" : left <= WARNING_DAYS * DAY ? "ending" : "good";
    return { name, not_after: notAfter.toISOString(), days_left: Math.floor(left / DAY), state };
  });
}
