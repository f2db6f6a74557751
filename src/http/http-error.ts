import { HouseError } from "../kit/errors.ts";

/** What can be wrong with a request before any use case sees it. Public: never renamed, only retired. */
export type HttpFault =
  | "http.body_missing"
  | "http.body_too_deep"
  | "http.body_too_large"
  | "http.body_unreadable"
  | "http.file_ambiguous"
  | "http.file_missing"
  | "http.idempotency_key_malformed"
  | "http.idempotency_key_missing"
  | "http.method_not_allowed"
  | "http.not_found"
  | "http.not_json"
  | "http.unexpected"
  | "http.unknown_version"
  | "http.unsupported_media_type"
  | "http.wrong_parameter"
  | "http.wrong_shape";

/** One defect of the request with its place: `pointer` is a JSON Pointer fragment (`#/parties/0/uscc`) or the name of a parameter. */
export type ProblemPart = { readonly pointer: string; readonly code: string; readonly detail: string };

/** A request that cannot be taken. `facts.problems`, where given, is a list of ProblemPart. */
export class HttpError extends HouseError<HttpFault> {}
