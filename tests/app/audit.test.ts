import { assert, asyncProperty, constantFrom, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { brokenAt, nextEvent } from "../../src/app/audit.ts";
import type { AuditEvent } from "../../src/ports/records.ts";
import { newDisk, openHouse } from "./test-house.ts";

async function chain(length: number): Promise<AuditEvent[]> {
  const clock = fixedClock("2022-03-15T02:00:00Z");
  const house = await openHouse(await newDisk(), clock);
  for (let version = 1; version <= length; version += 1) {
    clock.set(new Date(Date.UTC(2022, 2, 15, 2, version)));
    const deed = {
      aggregate: "contract:ctr_1",
      version,
      type: "contract.changed",
      facts: { n: version, 名: "甲" },
    };
    await house.store.commit([{ event: await nextEvent(house, { organisationId: "org_1" }, deed) }]);
  }
  return [...(await house.store.events("contract:ctr_1"))];
}

describe("an audit chain", () => {
  it("that nobody touched is whole, also after a round through the database", async () => {
    expect(await brokenAt(await chain(6))).toBeUndefined();
  });

  it("shows where any field of any event was changed", async () => {
    const events = await chain(5);
    const field = constantFrom("aggregate", "version", "type", "at", "actor", "facts", "previous", "hash");
    await assert(
      asyncProperty(nat(4), field, async (at, name) => {
        const change = { [name]: name === "facts" ? { n: 99 } : name === "version" ? 9 : "x" };
        const forged = events.map((event, n): AuditEvent => (n === at ? { ...event, ...change } : event));
        expect(await brokenAt(forged)).toBe(at + 1);
      }),
    );
  });

  it("shows where an event was left out or two were swapped", async () => {
    const events = await chain(5);
    expect(await brokenAt(events.toSpliced(2, 1))).toBe(3);
    expect(await brokenAt([events[1]!, events[0]!, ...events.slice(2)])).toBe(1);
  });

  it("cannot be continued over a gap", async () => {
    const house = await openHouse(await newDisk());
    const deed = { aggregate: "contract:none", version: 2, type: "contract.changed", facts: {} };
    await expect(nextEvent(house, { organisationId: "org_1" }, deed)).rejects.toMatchObject({
      code: "app.audit_broken",
    });
  });
});
