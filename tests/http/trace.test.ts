import { expect, it } from "vitest";
import { readTrace } from "../../src/http/trace.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

it("a caller's trace is taken over", () => {
  expect(readTrace(`00-${TRACE}-00f067aa0ba902b7-01`)).toEqual({
    traceId: TRACE,
    parent: "00f067aa0ba902b7",
  });
});

it.each([
  undefined,
  "",
  "nonsense",
  `ff-${TRACE}-00f067aa0ba902b7-01`,
  `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
])("%s counts as no trace", (header) => {
  expect(readTrace(header)).toBeUndefined();
});
