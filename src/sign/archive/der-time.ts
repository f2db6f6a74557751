import { latin1 } from "../../kit/bytes.ts";
import type { DerElement } from "../../kit/der-read.ts";

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

/** The instant of a UTCTime or GeneralizedTime in Zulu (RFC 5280 §4.1.2.5), fractions of seconds kept to milliseconds; else undefined. */
export function derTime(element: DerElement | undefined): Date | undefined {
  if (element?.tag !== UTC_TIME && element?.tag !== GENERALIZED_TIME) return undefined;
  const text = latin1(element.content);
  const short = element.tag === UTC_TIME;
  const full = short ? `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}` : text;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(full);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "0"] = match;
  const instant = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}Z`,
  );
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
