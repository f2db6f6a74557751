import { describe, expect, it } from "vitest";
import { idsOf, samples } from "./samples.ts";

describe("the valid contracts of the trade", () => {
  it.each(Object.keys(samples.valid))("%s has nothing to find at any stage", (name) => {
    expect(idsOf(name, [], "draft")).toEqual([]);
    expect(idsOf(name, [], "sign")).toEqual([]);
    expect(idsOf(name, [], "file")).toEqual([]);
  });
});

describe("the defective contracts of the trade", () => {
  it.each(samples.defective)(
    "$id finds exactly what is wrong: $desc",
    ({ base, patch, expect: expected }) => {
      expect(idsOf(base, patch)).toEqual(expected);
    },
  );
});
