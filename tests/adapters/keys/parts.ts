import { fixedClock } from "../../../src/adapters/clock.ts";
import { cryptoIds } from "../../../src/adapters/ids.ts";
import { memorySecrets } from "../../../src/adapters/keys/memory-secrets.ts";
import type { CaParts } from "../../../src/adapters/ca/authorities.ts";
import type { Bytes } from "../../../src/kit/bytes.ts";

/** A master key of 32 equal bytes. */
export const masterKeyOf = (byte: number): Bytes => new Uint8Array(32).fill(byte);

/** Parts of a vault or a CA with a store of its own; `now` is the judges' clock unless said. */
export function makeParts(changes: Partial<CaParts> = {}): CaParts {
  const clock = fixedClock(new Date(Math.floor(Date.now() / 1000) * 1000));
  return { secrets: memorySecrets(), masterKey: masterKeyOf(1), ids: cryptoIds(clock), clock, ...changes };
}
