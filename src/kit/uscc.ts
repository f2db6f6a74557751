/** Unified social credit codes (GB 32100-2015) and the organisation code inside them (GB 11714). */

/** The 31 characters in the order of their values; I, O, S, V and Z are not used. */
export const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** What is wrong with a code. `organisation`: the whole code checks, the inner organisation code does not. */
export type UsccFault = "length" | "case" | "alphabet" | "checksum" | "organisation";

/**
 * Check character over any text of the alphabet: weights 3^i mod 31, (31 − Σ) mod 31, so that 31 wraps to 0.
 * Undefined when the text holds another character. Register numbers use it too.
 */
export function checkCharacter(text: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const sign of text) {
    const value = USCC_ALPHABET.indexOf(sign);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31];
}

/** Check character of an eight-character organisation code body (GB 11714): 10 is X, 11 is 0. */
export function organisationCheck(body: string): string | undefined {
  if (!/^[0-9A-Z]{8}$/.test(body)) return undefined;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = Array.from(body).reduce(
    (total, sign, at) => total + Number.parseInt(sign, 36) * (weights[at] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 11) return "0";
  return check === 10 ? "X" : String(check);
}

/** The first fault of a code, or undefined for a sound one. Does not ask any register whether the code exists. */
export function usccFault(code: string): UsccFault | undefined {
  if (code.length !== 18) return "length";
  if (/[a-z]/.test(code)) return "case";
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return "alphabet";
  if (checkCharacter(code.slice(0, 17)) !== code[17]) return "checksum";
  return organisationCheck(code.slice(8, 16)) === code[16] ? undefined : "organisation";
}
