import { HouseError } from "../../kit/errors.ts";

export type DeskFault =
  | "desk.no_contract_inside"
  | "desk.unknown_variant"
  | "desk.earlier_signature_broken"
  | "desk.level_not_offered"
  | "desk.nothing_signed"
  | "desk.rich_text"
  | "desk.seal_not_readable"
  | "desk.signing_not_allowed";

/**
 * - `desk.no_contract_inside`: the file is neither a contract JSON nor a PDF that carries one.
 * - `desk.unknown_variant`: `--variant` is no kind of contract we have.
 * - `desk.earlier_signature_broken`: the file to be signed carries a signature that does not hold.
 * - `desk.level_not_offered`: a signature level we cannot reach; never lowered in silence.
 * - `desk.nothing_signed`: a PDF without signatures has no evidence to take.
 * - `desk.rich_text`: an RTF file, where a contract was asked.
 * - `desk.seal_not_readable`: the seal description is not the JSON it should be.
 * - `desk.signing_not_allowed`: a certification or lock of an earlier signature forbids the one that was asked for.
 */
export class DeskError extends HouseError<DeskFault> {}
