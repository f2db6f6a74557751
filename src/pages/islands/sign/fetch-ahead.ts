import type { Contract, Flow } from "./flow.ts";
import { fetchDocument } from "./fetch-document.ts";
import { serverText } from "./reader.ts";

const started = new WeakSet<object>();

/**
 * Fetches what the reading page will need while a message is on its way to the phone: small parts first, then the reader of
 * originals, half a megabyte, at low priority. Built files are kept for a year, so this is done once. Failures do not matter here.
 */
export async function fetchReaderAhead(flow: Flow): Promise<void> {
  if (started.has(flow)) return;
  started.add(flow);
  const parts = [
    flow.screens.consent,
    flow.screens.reading,
    () => import("./words-of-file.ts"),
    () => import("./signing.ts"),
  ];
  for (const part of parts) await part().catch(() => undefined);
  for (const address of flow.given.readerUrls) {
    const answer = await fetch(address, { priority: "low" }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
  }
}

/** Fetches the contract itself while the statements before it are read: its words, then its bytes. */
export async function fetchContractAhead(contract: Contract): Promise<void> {
  if (started.has(contract)) return;
  started.add(contract);
  await serverText(contract);
  await fetchDocument(contract).catch(() => undefined);
}
