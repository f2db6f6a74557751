import { systemClock } from "../adapters/clock.ts";
import { cryptoIds } from "../adapters/ids.ts";
import { httpRevocation } from "../adapters/revocation/http-revocation.ts";
import { httpTsa } from "../adapters/tsa/http-tsa.ts";
import type { Authorities } from "../app/desk/archive-file.ts";
import { isAddress, RuntimeError } from "./settings.ts";

/** A time-stamping authority at an address and issuers at the places their certificates name. Throws `runtime.tsa_malformed`. */
export function outsideAuthorities(tsa: string): Authorities {
  if (!isAddress(tsa))
    throw new RuntimeError("runtime.tsa_malformed", `--tsa 应为 http(s) 地址，不是 ${tsa.slice(0, 200)}`);
  return { timestamps: httpTsa({ url: tsa }), revocation: httpRevocation(), ids: cryptoIds(systemClock) };
}
