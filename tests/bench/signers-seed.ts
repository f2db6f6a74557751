import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoContract } from "../../src/cli/demo-contract.ts";
import { authenticate } from "../../src/app/authenticate.ts";
import { createContract } from "../../src/app/create-contract.ts";
import type { House } from "../../src/app/house.ts";
import { seedDemo } from "../../src/app/seed-demo.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import type { Rendered, Renderer } from "../../src/ports/renderer.ts";
import { buildNodeHouse } from "../../src/runtime/node-house.ts";
import { packageRoot } from "../../src/runtime/node-package-root.ts";

/** How many contracts of each kind; `together` has two signers at once, the others one. */
export type Plan = {
  readonly alone: number;
  readonly together: number;
  readonly declining: number;
  readonly handing: number;
};

/** What becomes of a contract, said by its signers' phone numbers: the load reads it in the invitation. */
export const FATES = { alone: "138", together: "137", declining: "136", handing: "135" } as const;

/** The same contract is laid out once: what is measured is the signing. */
function oncePerDocument(renderer: Renderer): Renderer {
  const known = new Map<string, Promise<Rendered>>();
  return {
    render: async (request) => {
      const name = await sha256Hex(request.docx);
      const found = known.get(name) ?? renderer.render(request);
      known.set(name, found);
      return found;
    },
  };
}

const phoneAt = (fate: keyof Plan, at: number): string => `${FATES[fate]}${String(at).padStart(8, "0")}`;

async function sendOne(house: House, key: string, at: number, fate: keyof Plan): Promise<void> {
  const caller = await authenticate(house, key);
  const text = readFileSync(join(packageRoot(), "tests/fixtures/demo-contract.json"), "utf8");
  const contract = demoContract(JSON.parse(text) as { term: { start: string } }, house.clock.now());
  const made = await createContract(house, caller, { contract });
  await sendEnvelope(house, caller, {
    contract_id: made.id,
    order: fate === "together" ? "parallel" : "sequential",
    reading_seconds: 3,
    recipients: [
      { seat: "甲方", step: "用印", name: "周启明", phone: phoneAt(fate, 2 * at) },
      { seat: "乙方", step: "用印", name: "许知远", phone: phoneAt(fate, 2 * at + 1) },
    ],
  });
}

/** Contracts waiting for their signers in a data directory, written before the service opens it. */
export async function sendContracts(dataDir: string, plan: Plan, env: Record<string, string>): Promise<void> {
  const built = await buildNodeHouse({ dataDir, env });
  try {
    const house: House = { ...built.house, renderer: oncePerDocument(built.house.renderer) };
    const { agency } = await seedDemo(house);
    const fates = (Object.keys(FATES) as (keyof Plan)[]).flatMap((fate) =>
      Array.from({ length: plan[fate] }, () => fate),
    );
    for (const [at, fate] of fates.entries()) await sendOne(house, agency.key, at, fate);
  } finally {
    await built.close();
  }
}
