import { describe, expect, it } from "vitest";
import { plannedWork } from "../../src/app/link/plan-work.ts";
import type { House } from "../../src/app/house.ts";
import { temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { runOutbox } from "../../src/runtime/outbox-runner.ts";

/** Work that nobody misses: reminders of envelopes that are not there end at once. */
const work = (house: House, name: string) =>
  plannedWork("envelope.expire", { subject: "env_none", name, dueAt: house.clock.now().toISOString() });

const isDone = async (house: House, name: string): Promise<boolean> =>
  (await house.store.outbox(`envelope.expire:${name}`))?.doneAt !== null;

async function doneWithin(house: House, name: string, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (await isDone(house, name)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

describe("the outbox of a Node house", () => {
  it("is drained at once when a commit leaves something to do, though its clock stands still", async () => {
    const { house, close } = await temporaryNodeHouse();
    const faults: unknown[] = [];
    const runner = runOutbox(house, (error) => faults.push(error));
    for (let at = 0; at < 20; at += 1) {
      await runner.house.store.commit([work(house, `w${at}`)]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await doneWithin(house, "w19", 2000)).toBe(true);
    await runner.end();
    await close();
    expect(faults).toEqual([]);
  });

  it("goes on with other work while one piece waits for somebody outside", async () => {
    const { house, close } = await temporaryNodeHouse();
    let answer: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const store = new Proxy(house.store, {
      get: (target, name): unknown =>
        name === "envelope"
          ? async (id: string) => {
              if (id === "env_slow") await stuck;
              return target.envelope(id);
            }
          : Reflect.get(target, name),
    });
    const runner = runOutbox({ ...house, store }, () => undefined);
    const dueAt = house.clock.now().toISOString();
    await runner.house.store.commit([
      plannedWork("envelope.expire", { subject: "env_slow", name: "slow", dueAt }),
    ]);
    await runner.house.store.commit([work(house, "behind")]);
    expect(await doneWithin(house, "behind", 5000)).toBe(true);
    expect(await isDone(house, "slow")).toBe(false);
    answer();
    await runner.end();
    expect(await isDone(house, "slow")).toBe(true);
    await close();
  });
});
