import { describe, expect, it } from "vitest";
import { addPerson } from "../../src/app/add-person.ts";
import { type Answer, answerOnce, type Command } from "../../src/app/answer-once.ts";
import { AppError } from "../../src/app/app-error.ts";
import type { Caller } from "../../src/app/caller.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import type { House } from "../../src/app/house.ts";
import { createApiKey } from "../../src/app/create-api-key.ts";
import { demoHouse } from "./test-house.ts";

const command: Command = { key: "k1", operation: "addPerson", request: { name: "梁一诺" } };
const answer: Answer = { status: 201, body: { id: "per_1" } };

describe("a command under an Idempotency-Key", () => {
  it("runs once and answers the same again", async () => {
    const { house, callers } = await demoHouse();
    let runs = 0;
    const run = async (): Promise<Answer> => {
      runs += 1;
      return answer;
    };
    expect(await answerOnce(house, callers.agency, command, run)).toEqual({ ...answer, replayed: false });
    expect(await answerOnce(house, callers.agency, command, run)).toEqual({ ...answer, replayed: true });
    expect(runs).toBe(1);
  });

  it("with another request is refused, for another tenant it is another key", async () => {
    const { house, callers } = await demoHouse();
    await answerOnce(house, callers.agency, command, async () => answer);
    const other = { ...command, request: { name: "葛小满" } };
    await expect(answerOnce(house, callers.agency, other, async () => answer)).rejects.toMatchObject({
      code: "app.idempotency_mismatch",
    });
    expect((await answerOnce(house, callers.enterprise, other, async () => answer)).replayed).toBe(false);
  });

  it("is refused while it runs, and goes on after its runner died", async () => {
    const { house, callers, clock } = await demoHouse();
    await answerOnce(house, callers.agency, command, async () => {
      await expect(answerOnce(house, callers.agency, command, async () => answer)).rejects.toMatchObject({
        code: "app.idempotency_in_flight",
      });
      clock.set("2022-03-15T02:02:00Z");
      const late = await answerOnce(house, callers.agency, command, async () => answer);
      expect(late.replayed).toBe(false);
      return answer;
    });
  });

  it("that was refused may be corrected and sent again", async () => {
    const { house, callers } = await demoHouse();
    const refused = answerOnce(house, callers.agency, command, async () => {
      throw new AppError("app.not_found", "没有");
    });
    await expect(refused).rejects.toMatchObject({ code: "app.not_found" });
    expect((await answerOnce(house, callers.agency, command, async () => answer)).replayed).toBe(false);
  });

  it("whose answer could not be kept answers with what it made, at once", async () => {
    const { house, callers } = await demoHouse();
    const add = async (caller: Caller): Promise<Answer> => ({
      status: 201,
      body: await addPerson(house, caller, { name: "梁一诺" }),
    });
    let made: Answer | undefined;
    const cut = answerOnce(house, callers.agency, command, async (caller) => {
      made = await add(caller);
      throw new Error("the connection broke");
    });
    await expect(cut).rejects.toThrow("the connection broke");
    const again = await answerOnce(house, callers.agency, command, add);
    expect(again).toEqual({ ...made, replayed: false });
  });

  it("whose first runner was only slow commits once", async () => {
    const { house, callers, clock } = await demoHouse();
    const add = async (caller: Caller): Promise<Answer> => ({
      status: 201,
      body: await addPerson(house, caller, { name: "梁一诺" }),
    });
    const slow = answerOnce(house, callers.agency, command, async (caller) => {
      clock.set("2022-03-15T02:02:00Z");
      await answerOnce(house, callers.agency, command, add);
      return add(caller);
    });
    await expect(slow).rejects.toMatchObject({ code: "store.version_conflict" });
    expect((await answerOnce(house, callers.agency, command, add)).replayed).toBe(true);
  });

  it("never keeps the text of a new API key", async () => {
    const { house, callers } = await demoHouse();
    const input = { name: "测试", mode: "live", scopes: ["contracts:read" as const] } as const;
    const run = async (caller: Caller): Promise<Answer> => ({
      status: 201,
      body: await createApiKey(house, caller, { ...input, scopes: [...input.scopes] }),
    });
    const first = await answerOnce(house, callers.agency, command, run);
    const again = await answerOnce(house, callers.agency, command, run);
    expect(first.body).toHaveProperty("key");
    expect(again.body).not.toHaveProperty("key");
    expect(again.replayed).toBe(true);
  });
});

describe("after 48 hours", () => {
  const add = (house: House) => async (caller: Caller) => ({
    status: 201,
    body: await addPerson(house, caller, { name: "梁一诺" }),
  });

  it("the rows of commands are purged by the regular drain, a bounded number at a time", async () => {
    const { house, callers, clock } = await demoHouse();
    const keys = Array.from({ length: 150 }, (_, at) => `k${at}`);
    for (const key of keys) await answerOnce(house, callers.agency, { ...command, key }, async () => answer);
    const kept = async () => {
      const tenantId = callers.agency.organisationId;
      const rows = await Promise.all(keys.map((key) => house.store.idempotencyKey({ tenantId, key })));
      return rows.filter((row) => row !== undefined).length;
    };
    await drainOutbox(house);
    expect(await kept()).toBe(150);
    clock.set("2022-03-17T02:00:00Z");
    await drainOutbox(house);
    expect(await kept()).toBe(50);
    await drainOutbox(house);
    expect(await kept()).toBe(0);
  });

  it("a key that made something still makes nothing more: the client hears what it made", async () => {
    const { house, callers, clock } = await demoHouse();
    const made = await answerOnce(house, callers.agency, command, add(house));
    clock.set("2022-03-18T02:00:00Z");
    await drainOutbox(house);
    for (const _again of [1, 2]) {
      const late = answerOnce(house, callers.agency, command, add(house));
      await expect(late).rejects.toMatchObject({
        code: "app.idempotency_expired",
        facts: { subject: `person:${Object(made.body).id}` },
      });
    }
  });
});
