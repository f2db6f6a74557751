import { equalBytes, fromHex } from "../../../kit/bytes.ts";
import type { Contract } from "./flow.ts";

/** The bytes to be read. Where WebCrypto is there, their digest has to be the one the task names. */
export async function fetchDocument(contract: Contract): Promise<void> {
  const bytes = await contract.api.bytes("document.pdf");
  const expected = fromHex(contract.task.document.sha256);
  if (globalThis.crypto?.subtle !== undefined && expected !== undefined) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (!equalBytes(digest, expected)) throw new Error("document.pdf ≠ sha256");
  }
  contract.displayed = bytes;
}
