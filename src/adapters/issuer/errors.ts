import { HouseError } from "../../kit/errors.ts";

/** Why a configured issuer gave no certificate. Public: never renamed, only retired. */
export type IssuerFault =
  /** No connection, no answer in time, or a server error, after all tries. */
  | "issuer.unreachable"
  /** The issuer said no, or is not there: trying again changes nothing. */
  | "issuer.refused"
  /** More bytes than certificates have. */
  | "issuer.too_large"
  /** What came is not a certificate for this key and subject under a configured anchor. */
  | "issuer.unsound"
  /** The key is elsewhere and no PKCS#10 came with the request. */
  | "issuer.key_elsewhere";

/** No certificate was had from outside. */
export class IssuerError extends HouseError<IssuerFault> {}
