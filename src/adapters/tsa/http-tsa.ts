import type { TimestampAuthority } from "../../ports/timestamp-authority.ts";
import { askOutside, type Patience } from "../outside/ask-outside.ts";
import { TsaError } from "./errors.ts";

/** A time-stamping authority of somebody else. */
export type HttpTsa = {
  /** http(s); a query is kept. */
  readonly url: string;
  /** `Authorization` header, when the authority wants one. */
  readonly authorization?: string | undefined;
  /** Room kept for its tokens, in bytes. 16 KB fits every authority known to us; smaller files when it is set lower. */
  readonly longestToken?: number | undefined;
  readonly patience?: Partial<Patience> | undefined;
};

/** Tokens of authorities with long chains reach 8 KB; this leaves a little above 16 KB. */
export const LONGEST_OUTSIDE_TOKEN = 16 * 1024 + 256;
/** The status around a token. */
const AROUND = 4096;

/**
 * An authority over HTTP (RFC 3161 §3.4): POST application/timestamp-query, the answer not looked into. Tries again after what
 * may pass. Throws `tsa.unreachable`, `tsa.refused`, `tsa.too_large`.
 */
export function httpTsa(tsa: HttpTsa): TimestampAuthority {
  const longestToken = tsa.longestToken ?? LONGEST_OUTSIDE_TOKEN;
  return {
    kind: "configured",
    place: tsa.url,
    longestToken,
    ask: async (request) => {
      const answer = await askOutside({
        url: tsa.url,
        body: request,
        headers: {
          "Content-Type": "application/timestamp-query",
          Accept: "application/timestamp-reply",
          ...(tsa.authorization === undefined ? {} : { Authorization: tsa.authorization }),
        },
        most: Math.max(longestToken, LONGEST_OUTSIDE_TOKEN) + AROUND,
        patience: tsa.patience,
      });
      if ("bytes" in answer) return answer.bytes;
      throw new TsaError(
        `tsa.${answer.failed}`,
        `时间戳服务没有给出时间戳（${tsa.url}） · no timestamp from ${tsa.url}: ${answer.failed}`,
        { place: tsa.url, ...(answer.status === undefined ? {} : { status: answer.status }) },
      );
    },
  };
}
