import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Env } from "../../src/http/env.ts";
import { HttpError } from "../../src/http/http-error.ts";
import { readFile } from "../../src/http/read-file.ts";

const app = new Hono<Env>()
  .post("/", async (c) => {
    const { name, bytes } = await readFile(c);
    return c.json({ name, length: bytes.length });
  })
  .onError((error, c) => c.json({ code: error instanceof HttpError ? error.code : String(error) }));

const answer = async (init: RequestInit) => (await app.request("/", { method: "POST", ...init })).json();

function form(file: Blob, field = "file"): FormData {
  const made = new FormData();
  made.set(field, file, "合同.pdf");
  return made;
}

/** A form whose file goes on for ever. */
function endlessForm(): RequestInit {
  const head = new TextEncoder().encode(
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n',
  );
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(begun ? new Uint8Array(1024 * 1024) : head);
      begun = true;
    },
  });
  const init = { body, headers: { "content-type": "multipart/form-data; boundary=b" }, duplex: "half" };
  return init;
}

describe("an uploaded file", () => {
  it("comes by form with its name, or as the body itself", async () => {
    expect(await answer({ body: form(new Blob(["%PDF-1.7"])) })).toEqual({ name: "合同.pdf", length: 8 });
    const headers = { "content-type": "application/pdf" };
    expect(await answer({ body: "%PDF-1.7", headers })).toEqual({ name: "document.pdf", length: 8 });
  });

  it("of a byte over 30 MB is refused, in a form and as a body; of 30 MB it is read", async () => {
    const limit = 30 * 1024 * 1024;
    const headers = { "content-type": "application/pdf" };
    expect(await answer({ body: form(new Blob([new Uint8Array(limit)])) })).toMatchObject({ length: limit });
    expect(await answer({ body: form(new Blob([new Uint8Array(limit + 1)])) })).toEqual({
      code: "http.body_too_large",
    });
    expect(await answer({ body: new Uint8Array(limit + 1), headers })).toEqual({
      code: "http.body_too_large",
    });
  });

  it("without an end is refused at the limit", async () => {
    expect(await answer(endlessForm())).toEqual({ code: "http.body_too_large" });
  });

  it.each<[string, RequestInit, string]>([
    ["that is not there", { body: form(new Blob(["x"]), "other") }, "http.file_missing"],
    ["that is empty", { body: form(new Blob([])) }, "http.file_missing"],
    [
      "in a broken form",
      { body: "nonsense", headers: { "content-type": "multipart/form-data; boundary=b" } },
      "http.body_unreadable",
    ],
    [
      "in a form without boundary",
      { body: "x", headers: { "content-type": "multipart/form-data" } },
      "http.body_unreadable",
    ],
    [
      "as plain text",
      { body: "x", headers: { "content-type": "text/plain" } },
      "http.unsupported_media_type",
    ],
  ])("%s is refused with a code", async (_, init, code) => {
    expect(await answer(init)).toEqual({ code });
  });
});
