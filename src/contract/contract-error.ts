import type { ContractProblemCode } from "../../schemas/contract-text.ts";
import { HouseError } from "../kit/errors.ts";

/** Why a text or value is not a contract. `contract.wrong_shape` carries `facts.problems`, everything else is about the whole text. */
export type ContractFault =
  | "contract.wrong_shape"
  | "contract.not_json"
  | "contract.too_large"
  | "contract.too_deep";

/** One problem of the wire shape: a JSON Pointer, a public code, and what to do about it in Chinese. */
export type ContractProblem = {
  readonly pointer: string;
  readonly code: ContractProblemCode;
  readonly detail: string;
};

/** The value offered is not a contract. Defects of a contract that could be read are findings, never this. */
export class ContractError extends HouseError<ContractFault> {}
