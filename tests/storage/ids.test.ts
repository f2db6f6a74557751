import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { cryptoIds, seededIds } from "../../src/adapters/ids.ts";
import { directoryAssets } from "../../src/adapters/node/directory-assets.ts";

describe("ids", () => {
  it("of later milliseconds sort after earlier ones, and none comes twice", () => {
    const clock = fixedClock("2022-03-15T02:00:00.000Z");
    const ids = cryptoIds(clock);
    const made: string[] = [];
    for (let n = 0; n < 2000; n += 1) {
      clock.set(new Date(Date.UTC(2022, 2, 15, 2, 0, 0, n)));
      made.push(ids.next("ctr"));
    }
    expect(made.toSorted()).toEqual(made);
    expect(new Set(Array.from({ length: 2000 }, () => ids.next("ctr"))).size).toBe(2000);
    expect(made[0]).toMatch(/^ctr_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it("from a seed come again with the seed", () => {
    const clock = fixedClock("2022-03-15T02:00:00.000Z");
    expect(seededIds(clock, 7).next("x")).toBe(seededIds(clock, 7).next("x"));
    expect(seededIds(clock, 7).next("x")).not.toBe(seededIds(clock, 8).next("x"));
  });
});

describe("assets from a directory", () => {
  const assets = directoryAssets(new URL("../../templates", import.meta.url).pathname);

  it("are the files below it and nothing else", async () => {
    expect((await assets.read("fonts/song.ttf"))?.length).toBeGreaterThan(1000);
    for (const path of [
      "../package.json",
      "fonts/../../package.json",
      "/etc/passwd",
      "fonts",
      "fonts/none.ttf",
      "",
    ]) {
      expect(await assets.read(path)).toBeUndefined();
    }
  });
});
