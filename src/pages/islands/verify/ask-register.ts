import type { ReceiptView } from "../../../../schemas/api/receipt.ts";
import type { FiledRelation } from "../../../../schemas/verification.ts";

/** What the register said. `unreachable`: nobody answered (offline); `unknown`: there is no such receipt. */
export type Registered<Found> = Found | "unknown" | "unreachable";

type Told = { readonly filed: FiledRelation | null; readonly receipt: ReceiptView | null };

/** States of one file that are asked about: a contract has a handful. */
const MOST_STATES = 6;

async function ask(question: { register_no: string } | { sha256: string }): Promise<Registered<Told>> {
  try {
    const answer = await fetch("/v1/verifications", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
    });
    if (answer.status === 404 || answer.status === 422) return "unknown";
    // Our own API on our own origin: its shape is that of schemas/api.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return answer.ok ? ((await answer.json()) as Told) : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** A receipt by its number. Sends the number and nothing else. */
export async function receiptOf(registerNo: string): Promise<Registered<ReceiptView>> {
  const told = await ask({ register_no: registerNo });
  return typeof told === "string" ? told : (told.receipt ?? "unknown");
}

/**
 * How a file stands to what was filed, by fingerprints alone: that of the whole file, and where nobody knows it those of its signed
 * states, longest first: a file that begins with the filed one is that one with something added (`later`).
 */
export async function relationOf(
  sha256: string,
  states: readonly { readonly sha256: string }[],
): Promise<Registered<FiledRelation>> {
  const whole = await filedAs(sha256);
  if (typeof whole === "string" || whole.relation !== "unrelated") return whole;
  for (const state of [...states].reverse().slice(0, MOST_STATES)) {
    if (state.sha256 === sha256) continue;
    const part = await filedAs(state.sha256);
    if (typeof part === "string") return part;
    if (part.relation === "same" || part.relation === "later") return { ...part, relation: "later" };
  }
  return whole;
}

async function filedAs(sha256: string): Promise<Registered<FiledRelation>> {
  const told = await ask({ sha256 });
  return typeof told === "string" ? told : (told.filed ?? "unknown");
}
