import { type Bytes, utf8 } from "../kit/bytes.ts";
import { sha256 } from "../kit/digest.ts";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { Ids } from "../ports/ids.ts";

/** Lower case without i, l, o, u: can be read aloud; 32 letters, so that a byte's low five bits choose without bias. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LOCATOR = 10;
const SECRET = 52;
const CHECKSUM = 6;
const SHAPE = /^zq_(live|test)_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{52})([0-9a-hjkmnp-tv-z]{6})$/;

const letters = (bytes: Bytes): string => Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("");

const checksumOf = async (text: string): Promise<string> =>
  letters(await sha256(utf8(text))).slice(0, CHECKSUM);

/** A new key: `zq_live_` + locator (finds the row) + 260 bits of secret + checksum (finds a slip without asking anybody). */
export async function newKeyText(ids: Ids, mode: KeyMode): Promise<{ key: string; locator: string }> {
  const locator = letters(ids.random(LOCATOR));
  const body = `zq_${mode}_${locator}${letters(ids.random(SECRET))}`;
  return { key: body + (await checksumOf(body)), locator };
}

/** The locator of a well-formed key; undefined when a character was lost or changed. */
export async function locatorOf(key: string): Promise<string | undefined> {
  const parts = SHAPE.exec(key);
  if (parts === null) return undefined;
  const sound = (await checksumOf(key.slice(0, -CHECKSUM))) === parts[4];
  return sound ? parts[2] : undefined;
}
