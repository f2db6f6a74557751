import { copyFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { brokenAt } from "../../../src/app/audit.ts";
import { createContract } from "../../../src/app/create-contract.ts";
import { drainOutbox } from "../../../src/app/drain-outbox.ts";
import type { House } from "../../../src/app/house.ts";
import { sendEnvelope } from "../../../src/app/send-envelope.ts";
import { storedBytes } from "../../../src/app/stored-file.ts";
import { verifyFile } from "../../../src/app/verify-file.ts";
import { createApp } from "../../../src/http/create-app.ts";
import { phoneOf, RECIPIENTS, type Reached } from "../../http/link/signer.ts";
import { mortalHouse, type Plan } from "../mortal-house.ts";
import { draftV1 } from "../sample.ts";
import { demoCallers, type Disk, newDisk, openHouse, SIGNING_DAY, type TestClock } from "../test-house.ts";

const served = (house: House, clock: TestClock): Reached => ({
  house,
  clock,
  app: createApp(house, { publicFile: () => Promise.resolve(undefined), report: () => undefined }),
});

/** The second party signs by its link; whoever was interrupted comes back with a new code and goes on. */
async function lastSignature(reached: Reached, envelopeId: string): Promise<void> {
  const { house } = reached;
  const [, second] = await house.store.steps(envelopeId);
  if (second?.state === "waiting") await (await phoneOf(reached, envelopeId, 2)).signs();
  while ((await drainOutbox(house, {})).more);
}

/** A contract that its first party has signed, on a disk that can be copied. */
async function halfSigned(): Promise<{ disk: Disk; envelopeId: string; at: Date }> {
  const clock = fixedClock(SIGNING_DAY);
  const disk = await newDisk();
  const house = await openHouse(disk, clock);
  const { agency } = await demoCallers(house);
  const { id } = await createContract(house, agency, { contract: draftV1({}) });
  const recipients = RECIPIENTS.map((one) => ({ ...one, step: "用印" as const }));
  const envelope = await sendEnvelope(house, agency, { contract_id: id, recipients });
  await (await phoneOf(served(house, clock), envelope.id, 1)).signs();
  while ((await drainOutbox(house, {})).more);
  return { disk, envelopeId: envelope.id, at: clock.now() };
}

async function copied({ file, blobs }: Disk): Promise<Disk> {
  const copy = await newDisk();
  for (const part of ["", "-wal"]) await copyFile(`${file}${part}`, `${copy.file}${part}`);
  return { file: copy.file, blobs };
}

/** What there is in the end: one of everything, whichever write was the last. */
async function assertOneOfEach(house: House, envelopeId: string, where: string): Promise<void> {
  const envelope = await house.store.envelope(envelopeId);
  expect(envelope, where).toMatchObject({ state: "completed", version: 4 });
  const documents = await house.store.documents(envelope?.contractId ?? "");
  expect(
    documents.map(({ kind, step }) => `${kind} ${step}`),
    where,
  ).toEqual(["docx 0", "revision 0", "revision 1", "revision 2", "revision 3"]);
  const { rows } = await house.store.messages({ envelopeId }, { limit: 100 });
  const news = rows.filter(({ kind }) => kind !== "code").map(({ kind }) => kind);
  expect(news.toSorted(), where).toEqual(["completed", "completed", "invitation", "invitation"]);
  expect(
    rows.filter(({ state }) => state === "queued"),
    where,
  ).toEqual([]);
  const links = await house.store.linksOf(envelopeId);
  for (const aggregate of [`envelope:${envelopeId}`, ...links.map(({ id }) => `link:${id}`)])
    expect(await brokenAt(await house.store.events(aggregate)), `${where} ${aggregate}`).toBeUndefined();
  for (const { id } of links) {
    const signed = (await house.store.events(`link:${id}`)).filter(({ type }) => type === "link.signed");
    expect(signed, where).toHaveLength(1);
  }
  const pdf = await storedBytes(house, envelope?.currentDigest ?? "");
  expect(await verifyFile(house, { pdf, fileName: "a.pdf" }), where).toMatchObject({ verdict: "valid" });
}

it("a process killed at any of its writes while the last party signs by link loses nothing and signs once", async () => {
  const base = await halfSigned();
  const counted = fixedClock(base.at);
  const plain = await mortalHouse(await copied(base.disk), counted, { write: Infinity, when: "before" });
  await lastSignature(served(plain.house, counted), base.envelopeId);
  const writes = plain.writes();
  expect(writes).toBeGreaterThan(20);
  const plans: Plan[] = Array.from({ length: writes }, (_, at): Plan[] => [
    { write: at + 1, when: "after" },
    ...(at % 3 === 0 ? [{ write: at + 1, when: "before" } as const] : []),
  ]).flat();
  for (const plan of plans) {
    const disk = await copied(base.disk);
    const clock = fixedClock(base.at);
    const first = await mortalHouse(disk, clock, plan);
    const died = await lastSignature(served(first.house, clock), base.envelopeId).catch(
      (error: unknown) => error,
    );
    expect(died, JSON.stringify(plan)).toBeInstanceOf(Error);
    clock.set(new Date(clock.now().getTime() + 10 * 60_000));
    const house = await openHouse(disk, clock);
    await lastSignature(served(house, clock), base.envelopeId);
    await assertOneOfEach(house, base.envelopeId, JSON.stringify(plan));
  }
  process.stdout.write(`killed ${plans.length} times at ${writes} writes\n`);
}, 300_000);
