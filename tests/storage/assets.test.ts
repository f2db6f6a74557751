import { describe, expect, it } from "vitest";
import { fetchedAssets } from "../../src/adapters/fetched-assets.ts";

const words = new TextEncoder().encode("宋体");

describe("assets read through a binding", () => {
  it("of a first request that was cut off are read by the next one, and from then on once", async () => {
    let asked = 0;
    const binding = {
      fetch: async (): Promise<Response> => {
        asked += 1;
        if (asked === 1) await new Promise<never>(() => undefined);
        return new Response(words);
      },
    };
    const assets = fetchedAssets(binding, "/templates/");
    void assets.read("fonts/song.ttf");
    expect(await assets.read("fonts/song.ttf")).toEqual(words);
    expect(await assets.read("fonts/song.ttf")).toEqual(words);
    expect(asked).toBe(2);
  });

  it("that failed once are asked for again; what is not there, and what is no plain path, is undefined", async () => {
    const answers = [new Response(null, { status: 500 }), new Response(words)];
    const binding = { fetch: async () => answers.shift() ?? new Response(null, { status: 404 }) };
    const assets = fetchedAssets(binding, "/templates/");
    await expect(assets.read("a.docx")).rejects.toThrow("500");
    expect(await assets.read("a.docx")).toEqual(words);
    expect(await assets.read("b.docx")).toBeUndefined();
    for (const path of ["../secret", "/etc/passwd", "a//b", ".hidden", ""]) {
      expect(await assets.read(path), path).toBeUndefined();
    }
  });
});
