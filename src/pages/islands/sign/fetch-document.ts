import { equalBytes, fromHex } from "../../../kit/bytes.ts";
import type { Bytes } from "../../../kit/bytes.ts";
import type { Contract } from "./flow.ts";

/** Requests on their way, so that a file asked for ahead is not asked for again. */
const onTheWay = new WeakMap<Contract, Promise<Bytes>>();

/**
 * The bytes to be read and signed, asked for once. Where WebCrypto is there, their digest has to be the one the task names; a task
 * that is older than the file is asked for again. Throws when they differ.
 */
export async function fetchDocument(contract: Contract): Promise<void> {
  if (contract.displayed !== undefined) return;
  const asked = onTheWay.get(contract) ?? contract.api.bytes("document.pdf");
  onTheWay.set(contract, asked);
  try {
    const bytes = await asked;
    if (!(await isNamed(contract, bytes))) {
      contract.task = await contract.api.task();
      if (!(await isNamed(contract, bytes))) throw new Error("document.pdf ≠ sha256");
    }
    contract.displayed = bytes;
  } finally {
    onTheWay.delete(contract);
  }
}

async function isNamed({ task }: Contract, bytes: Bytes): Promise<boolean> {
  const expected = fromHex(task.document.sha256);
  if (globalThis.crypto?.subtle === undefined || expected === undefined) return true;
  return equalBytes(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), expected);
}
