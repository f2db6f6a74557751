import { HouseError } from "../../kit/errors.ts";

/** What the built-in CA refuses. Public: never renamed, only retired. */
export type CaFault =
  /** A name that is empty or longer than X.520 allows, or a code that is no 统一社会信用代码. */
  | "ca.wrong_subject"
  /** Hours that are not positive or longer than an event certificate may live. */
  | "ca.wrong_validity"
  /** The issuing CA would end before the certificate, or begins after it. */
  | "ca.outside_validity"
  /** A serial number that this CA never gave. */
  | "ca.unknown_serial"
  /** The stored CA is not what this version wrote. */
  | "ca.damaged";

/** The built-in CA could not issue. */
export class CaError extends HouseError<CaFault> {}
