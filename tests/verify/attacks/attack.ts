import type { Bytes } from "../../../src/kit/bytes.ts";
import type { SignedFile } from "./signed-file.ts";

/** One published attack, made anew from a file somebody signed a moment ago. Throws where the file has nothing to attack that way. */
export type Attack = { readonly family: string; readonly name: string; make(file: SignedFile): Bytes };
