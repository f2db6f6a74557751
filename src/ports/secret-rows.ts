import type { Bytes } from "../kit/bytes.ts";
import type { SecretStore } from "./keys.ts";

/** One row that is to change from exactly these bytes to those. */
export type SecretChange = { readonly name: string; readonly from: Bytes; readonly to: Bytes };

/** A SecretStore whose rows can be listed, and rewritten together. */
export interface SecretRows extends SecretStore {
  /** Names that begin with the prefix, in order. */
  names(prefix: string): Promise<readonly string[]>;
  /**
   * Rewrites all these rows or none, durable when it returns. False, and nothing changed, when one of them is no longer what
   * the change says it is.
   */
  rewrite(changes: readonly SecretChange[]): Promise<boolean>;
}
