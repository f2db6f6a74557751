import { HouseError } from "../../kit/errors.ts";

/** Why a time-stamping authority gave no answer. Public: never renamed, only retired. */
export type TsaFault =
  /** No connection, no answer in time, or a server error, after all tries. */
  | "tsa.unreachable"
  /** An HTTP answer that trying again will not change: wrong address, no permission. */
  | "tsa.refused"
  /** More bytes than a timestamp may have. */
  | "tsa.too_large";

/** No timestamp was had. */
export class TsaError extends HouseError<TsaFault> {}
