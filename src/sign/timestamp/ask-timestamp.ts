import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { derUnsigned } from "../../kit/der.ts";
import { derOnly, derParts } from "../../kit/der-read.ts";
import { sha256 } from "../../kit/digest.ts";
import type { Ids } from "../../ports/ids.ts";
import type { TimestampAuthority } from "../../ports/timestamp-authority.ts";
import { ArchiveError } from "../archive/errors.ts";
import { readToken, type Token } from "./read-token.ts";
import { timestampRequest } from "./timestamp-request.ts";

/** Who is asked for the time, and where nonces come from. */
export type Timestamping = { readonly authority: TimestampAuthority; readonly ids: Pick<Ids, "random"> };

const NONCE_BYTES = 8;
/** A lie may be a slip of a proxy: it is asked once more, with another nonce. */
const TRIES = 2;

/**
 * A timestamp over these bytes (RFC 3161, SHA-256), every part of the answer checked: status, imprint, nonce, signature,
 * certificate and its purpose, size. Throws `timestamp.refused`, `timestamp.unsound`, `timestamp.too_large`, and what the
 * authority's door throws (`tsa.*`).
 */
export async function askTimestamp(stamped: Bytes, by: Timestamping): Promise<Token> {
  const digest = await sha256(stamped);
  for (let tried = 1; ; tried += 1) {
    const nonce = by.ids.random(NONCE_BYTES);
    const response = await by.authority.ask(timestampRequest(digest, nonce));
    try {
      return await checkedToken(response, { digest, nonce, by });
    } catch (error) {
      const lied = error instanceof ArchiveError && error.code === "timestamp.unsound";
      if (!lied || tried === TRIES) throw error;
    }
  }
}

type Question = { readonly digest: Bytes; readonly nonce: Bytes; readonly by: Timestamping };

async function checkedToken(response: Bytes, { digest, nonce, by }: Question): Promise<Token> {
  const { place, longestToken } = by.authority;
  const unsound = (why: string): ArchiveError =>
    new ArchiveError("timestamp.unsound", `the answer of the time-stamping authority is not sound: ${why}`, {
      place,
      why,
    });
  const outer = derOnly(response);
  const [statusInfo, token] = (outer && derParts(outer)) ?? [];
  const status = (statusInfo && derParts(statusInfo))?.[0];
  if (status?.tag !== 0x02 || status.content.length !== 1) throw unsound("it is not a TimeStampResp");
  const [code = 0] = status.content;
  if (code > 1) {
    throw new ArchiveError("timestamp.refused", `the time-stamping authority refused (status ${code})`, {
      place,
      status: code,
    });
  }
  if (token === undefined) throw unsound("it has no token");
  if (token.whole.length > longestToken) {
    throw new ArchiveError(
      "timestamp.too_large",
      `the timestamp has ${token.whole.length} bytes, ${longestToken} are reserved: raise the limit for this authority and sign again`,
      { place, size: token.whole.length, most: longestToken },
    );
  }
  const read = await readToken(token.whole.slice());
  if (typeof read === "string") throw unsound(read);
  if (read.digestName !== "SHA-256" || !equalBytes(read.imprint, digest))
    throw unsound("it is about other bytes");
  const asked = derUnsigned(nonce).subarray(2);
  if (read.nonce === undefined || !equalBytes(read.nonce, asked)) throw unsound("it answers another request");
  return read;
}
