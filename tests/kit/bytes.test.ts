import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase64, fromHex, toBase64, toHex } from "../../src/kit/bytes.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

it("bytes come back from base64 and base64url, with padding or without, on one line or many", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64(bytes);
      const bare = text.replaceAll("=", "");
      const url = bare.replaceAll("+", "-").replaceAll("/", "_");
      const lines = text.replaceAll(/.{1,64}/g, "$&\r\n");
      for (const written of [text, bare, url, lines, `${text}\n`, ` ${bare} `])
        expect(fromBase64(written)).toEqual(bytes);
    }),
  );
});

it("padding followed by a line end is padding", () => {
  expect(fromBase64("5ZCI5Q==\n")).toEqual(fromHex("e59088e5"));
});

it.each(["A", "AB=C", "AAA===", "钥匙", "AAAA*", "="])("%s is not base64", (text) => {
  expect(fromBase64(text)).toBeUndefined();
});

it("a megabyte of padding is refused at once", () => {
  const started = process.cpuUsage();
  expect(fromBase64(`${"=".repeat(1_000_000)}A`)).toBeUndefined();
  expect(cpuMillisecondsSince(started)).toBeLessThan(1000);
});

it("hexadecimal goes there and back, and an odd digit is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
  expect(fromHex("abc")).toBeUndefined();
});
