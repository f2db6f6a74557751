import { assert, asyncProperty, string, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryOf, filesOfForm } from "../../src/http/multipart-form.ts";
import { type Bytes, utf8 } from "../../src/kit/bytes.ts";

const form = (text: string) => filesOfForm(utf8(text.replaceAll("\n", "\r\n")), "b");
const part = (disposition: string, contents = "%PDF"): string =>
  `--b\nContent-Disposition: form-data; ${disposition}\nContent-Type: application/pdf\n\n${contents}\n`;

/** A form as the platform writes it, with a second field beside the file. */
async function written(file: Uint8Array<ArrayBuffer>, name: string): Promise<[Bytes, string]> {
  const made = new FormData();
  made.set("note", "a field without a file");
  made.set("file", new Blob([file]), name);
  const request = new Request("http://house/", { method: "POST", body: made });
  return [new Uint8Array(await request.arrayBuffer()), request.headers.get("content-type") ?? ""];
}

describe("a form with a file", () => {
  it("any bytes under any name come out as the platform wrote them", async () => {
    await assert(
      asyncProperty(
        uint8Array({ maxLength: 300 }),
        string({ unit: "grapheme", minLength: 1 }),
        async (file, name) => {
          const bytes = Uint8Array.from(file);
          const [body, mediaType] = await written(bytes, name.replaceAll("\\", "_").toWellFormed());
          const [found] = filesOfForm(body, boundaryOf(mediaType) ?? "") ?? [];
          expect(found?.bytes).toEqual(bytes);
          expect(found?.name.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("Chinese names, quotes and an empty file are read", () => {
    const [file] = form(`${part('name="file"; filename="合同%22甲%22.pdf"', "")}--b--\n`) ?? [];
    expect(file).toMatchObject({ field: "file", name: '合同"甲".pdf', bytes: new Uint8Array() });
    const [escaped] = form(`${part('name="file"; filename="a\\"b.pdf"')}--b--`) ?? [];
    expect(escaped?.name).toBe('a"b.pdf');
  });

  it("a file name that looks like a field's name does not become one", () => {
    const [file] = form(`${part('filename="x; name=%22file%22"; name="other"')}--b--`) ?? [];
    expect(file?.field).toBe("other");
  });

  it("the file is a part of the body, not a copy", async () => {
    const [body, mediaType] = await written(new Uint8Array(1000), "a.pdf");
    expect(filesOfForm(body, boundaryOf(mediaType) ?? "")?.[0]?.bytes.buffer).toBe(body.buffer);
  });

  it.each([
    ["nothing", ""],
    ["another boundary", part('name="file"').replaceAll("--b", "--c")],
    ["no closing delimiter", part('name="file"; filename="a"')],
    ["a part without headers' end", "--b\nContent-Disposition: form-data; name=a\n--b--"],
    ["a part without a name", "--b\nContent-Type: text/plain\n\nx\n--b--"],
    ["words behind a delimiter", `--bx${part('name="file"').slice(3)}--b--`],
    ["more parts than anybody sends", `${part('name="a"').repeat(100)}--b--`],
  ])("%s is no form", (_, text) => {
    expect(form(text)).toBeUndefined();
  });

  it.each([
    ["multipart/form-data; boundary=abc", "abc"],
    ['multipart/form-data; charset=utf-8; boundary="a b"', "a b"],
    ["multipart/form-data", undefined],
    ["multipart/form-data; boundary=", undefined],
  ])("the boundary of %s", (mediaType, boundary) => {
    expect(boundaryOf(mediaType)).toBe(boundary);
  });
});
