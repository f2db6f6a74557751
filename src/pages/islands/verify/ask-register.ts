import type { PaperView } from "../../../../schemas/api/paper.ts";
import type { ReceiptView } from "../../../../schemas/api/receipt.ts";
import type { FiledRelation } from "../../../../schemas/verification.ts";
import type { HeldRecord, SignedState } from "./engine-messages.ts";

/** What the register said. `unreachable`: nobody answered (offline); `unknown`: there is no such receipt. */
export type Registered<Found> = Found | "unknown" | "unreachable";

type Told = {
  readonly filed: FiledRelation | null;
  readonly receipt: ReceiptView | null;
  readonly papers: readonly PaperView[] | null;
  readonly held_since: string | null;
};

/** How a file stands to what was filed, and since when its states are on record. */
export type Standing = { readonly filed: FiledRelation; readonly held: readonly HeldRecord[] };

/** States of one file that are asked about: a contract has a handful. */
const MOST_STATES = 6;

type RegisterQuestion =
  | { readonly register_no: string }
  | { readonly document_no: string }
  | { readonly sha256: string };

async function ask(question: RegisterQuestion): Promise<Registered<Told>> {
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

/** Receipts and letters by their document number (文号). Sends the number and nothing else. */
export async function papersOf(documentNo: string): Promise<Registered<readonly PaperView[]>> {
  const told = await ask({ document_no: documentNo });
  return typeof told === "string" ? told : (told.papers ?? "unknown");
}

type State = { readonly length: number; readonly sha256: string };

/**
 * How a file stands to what was filed, by fingerprints alone: that of the whole file, and those of its signed states, longest first:
 * a file that begins with the filed one is that one with something added (`later`).
 */
export async function relationOf(
  sha256: string,
  states: readonly SignedState[],
): Promise<Registered<Standing>> {
  const asked: State[] = [{ length: 0, sha256 }];
  for (const state of [...states].reverse().slice(0, MOST_STATES))
    if (state.sha256 !== sha256) asked.push(state);
  const held: HeldRecord[] = [];
  let filed: FiledRelation | undefined;
  for (const { length, sha256: digest } of asked) {
    const told = await ask({ sha256: digest });
    if (typeof told === "string") return told;
    if (told.filed === null) return "unknown";
    const whole = states.find((state) => state.sha256 === digest)?.length ?? length;
    if (told.held_since !== null && whole > 0)
      held.push({ length: whole, sha256: digest, since: told.held_since });
    const part = digest !== sha256;
    const { relation } = told.filed;
    if (filed === undefined) filed = told.filed;
    else if (part && filed.relation === "unrelated" && (relation === "same" || relation === "later"))
      filed = { ...told.filed, relation: "later" };
  }
  return filed === undefined ? "unknown" : { filed, held };
}
