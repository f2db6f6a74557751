import { assert, json, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { DEPTH_LIMIT, parseJson, pointerOf, readBody } from "../../src/http/read-body.ts";
import { utf8 } from "../../src/kit/bytes.ts";

/** A body that would go on for ever; counts how much of it was taken. */
function endless(): { request: Request; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      taken += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  const request = new Request("http://house/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, taken: () => taken };
}

describe("a body", () => {
  it("without an end is refused soon after the limit, not read on", async () => {
    const { request, taken } = endless();
    await expect(readBody(request, 10_000)).rejects.toMatchObject({ code: "http.body_too_large" });
    expect(taken()).toBeLessThan(20_000);
  });

  it("whose declared length is over the limit is refused unread", async () => {
    const request = new Request("http://house/", {
      method: "POST",
      body: "short",
      headers: { "content-length": "99999999" },
    });
    await expect(readBody(request, 1000)).rejects.toMatchObject({ code: "http.body_too_large" });
    expect(request.bodyUsed).toBe(false);
  });

  it("of exactly the limit is read whole", async () => {
    const request = new Request("http://house/", { method: "POST", body: new Uint8Array(1000) });
    expect((await readBody(request, 1000)).length).toBe(1000);
  });
});

describe("JSON", () => {
  const deep = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

  it("at the depth limit is read, one level deeper is refused", () => {
    expect(() => parseJson(utf8(deep(DEPTH_LIMIT)))).not.toThrow();
    expect(() => parseJson(utf8(deep(DEPTH_LIMIT + 1)))).toThrow(
      expect.objectContaining({ code: "http.body_too_deep" }),
    );
  });

  it("with brackets in its strings is not deep", () => {
    expect(parseJson(utf8(JSON.stringify({ a: "[".repeat(1000), b: '\\"[[' })))).toMatchObject({
      b: '\\"[[',
    });
  });

  it.each(["", "{", "'a'", "{]", "NaN", "[1,]", "[1e400]", '["\\ud800"]', '{"\\udc00":1}'])(
    "%j is refused with a code",
    (text) => {
      expect(() => parseJson(utf8(text))).toThrow(
        expect.objectContaining({ code: text === "" ? "http.body_missing" : "http.not_json" }),
      );
    },
  );

  it("in another encoding than UTF-8 is refused", () => {
    expect(() => parseJson(new Uint8Array([0x22, 0xd6, 0xd0, 0x22]))).toThrow(
      expect.objectContaining({ code: "http.not_json" }),
    );
  });

  it("that JSON.parse reads and that is not deep is read the same", () => {
    assert(
      property(json({ maxDepth: 10 }), (text) => {
        expect(parseJson(utf8(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });

  it("pointers escape what RFC 6901 says", () => {
    expect(pointerOf(["parties", 0, "a/b", "c~d"])).toBe("#/parties/0/a~1b/c~0d");
  });
});
