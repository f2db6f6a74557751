import { readdirSync, readFileSync } from "node:fs";
import type { Bytes } from "../../src/kit/bytes.ts";
import { corpus } from "./corpus/index.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const SAMPLE = new URL("../layout/sample-contract.docx", import.meta.url);

/** Every document that is measured, by name: templates filled with their samples, the first sample contract, and the corpus. */
export function documents(): ReadonlyMap<string, Bytes> {
  const filled = readdirSync(FIXTURES)
    .filter((name) => name.endsWith(".docx"))
    .map((name) => [name.slice(0, -5), new Uint8Array(readFileSync(new URL(name, FIXTURES)))] as const);
  return new Map([
    ...filled,
    ["sample-contract", new Uint8Array(readFileSync(SAMPLE))] as const,
    ...corpus(),
  ]);
}
