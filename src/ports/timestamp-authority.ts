import type { Bytes } from "../kit/bytes.ts";

/**
 * A time-stamping authority (RFC 3161): ours in the process, or somebody else's over HTTP. Carries messages only; whoever
 * asks checks the answer (`src/sign/timestamp`), because an authority may be broken or lie.
 */
export interface TimestampAuthority {
  readonly kind: "built-in" | "configured";
  /** Where it is, for messages and records: an address, or `built-in`. */
  readonly place: string;
  /** Most bytes a token of this authority may have; signatures reserve that much room for it. */
  readonly longestToken: number;
  /**
   * DER of a TimeStampReq → DER of a TimeStampResp, not looked into. Throws `tsa.unreachable` when there is none after all
   * retries, `tsa.too_large` when it is far beyond `longestToken`.
   */
  ask(request: Bytes): Promise<Bytes>;
}
