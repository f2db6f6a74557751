import type { Caller } from "../app/caller.ts";
import type { House } from "../app/house.ts";
import type { Language } from "./language.ts";
import type { Trace } from "./trace.ts";

/** What a request carries through its route. */
export type Env = {
  Variables: {
    readonly house: House;
    readonly requestId: string;
    readonly trace: Trace | undefined;
    readonly language: Language;
    /** Where the request comes from, to count attempts; empty: not known. */
    readonly address: string;
    /** Set by `needKey`. */
    readonly caller: Caller;
    /** Set by `needIdempotencyKey`. */
    readonly idempotencyKey: string;
  };
};
