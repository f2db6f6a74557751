import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { assert, integer, nat, property } from "fast-check";
import { cpuMillisecondsSince } from "../../cpu-time.ts";
import { DocxError } from "../../../src/formats/docx/errors.ts";
import { DOCX_LIMITS } from "../../../src/formats/docx/limits.ts";
import { openDocx } from "../../../src/formats/docx/open-docx.ts";
import { child, descend } from "../../../src/formats/docx/xml-tree.ts";
import type { Bytes } from "../../../src/kit/bytes.ts";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const documentOf = (body: string): string => `<w:document ${W}><w:body>${body}</w:body></w:document>`;
const zipped = (files: Record<string, string | Uint8Array>): Bytes =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === "string" ? strToU8(content) : content,
      ]),
    ),
  );
const docx = (body: string): Bytes => zipped({ "word/document.xml": documentOf(body) });
const main = (bytes: Bytes) => {
  const file = openDocx(bytes);
  return file.xml(file.main);
};
const fault = (open: () => unknown): string => {
  try {
    open();
  } catch (error) {
    if (error instanceof DocxError) return error.code;
    throw error;
  }
  return "none";
};

describe("a DOCX", () => {
  it("is read part by part, with relations resolved inside the package", () => {
    const relations =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="t/header" Target="../../../header1.xml"/><Relationship Id="b" Type="t/link" Target="https://example.com/" TargetMode="External"/></Relationships>';
    const file = openDocx(
      zipped({ "word/document.xml": documentOf("<w:p/>"), "word/_rels/document.xml.rels": relations }),
    );
    expect(file.relations(file.main).get("a")).toEqual({
      type: "t/header",
      target: "header1.xml",
      external: false,
    });
    expect(file.relations(file.main).get("b")).toMatchObject({
      target: "https://example.com/",
      external: true,
    });
    expect(file.relations("word/none.xml").size).toBe(0);
    expect(file.read("word/none.xml")).toBeUndefined();
  });

  it("means the same under any prefix and in the strict namespace", () => {
    const strict =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p x:rsid="1"/></x:body></x:document>';
    const paragraph = descend(main(zipped({ "word/document.xml": strict })), "w:body", "w:p");
    expect(paragraph?.attributes["w:rsid"]).toBe("1");
  });

  it("keeps character data, predefined entities and CDATA exactly", () => {
    const body = child(main(docx("<w:p><w:t>甲&amp;乙&#x4E19;<![CDATA[<丁>]]></w:t></w:p>")), "w:body");
    expect(descend(body, "w:p", "w:t")?.text).toBe("甲&乙丙<丁>");
  });

  it("in UTF-16 is read like in UTF-8", () => {
    const text = documentOf("<w:p><w:t>甲</w:t></w:p>");
    const utf16 = new Uint8Array(2 + text.length * 2);
    utf16.set([0xff, 0xfe]);
    for (let index = 0; index < text.length; index += 1)
      new DataView(utf16.buffer).setUint16(2 + index * 2, text.charCodeAt(index), true);
    expect(descend(main(zipped({ "word/document.xml": utf16 })), "w:body", "w:p", "w:t")?.text).toBe("甲");
  });
});

describe("a hostile DOCX", () => {
  it("that is no zip, or empty, is docx.not_a_zip", () => {
    expect(fault(() => openDocx(strToU8("%PDF-1.7 not a zip at all, however long it may be")))).toBe(
      "docx.not_a_zip",
    );
    expect(fault(() => openDocx(new Uint8Array(0)))).toBe("docx.not_a_zip");
  });

  it("without a document is docx.part_missing", () => {
    expect(fault(() => openDocx(zipped({ "readme.txt": "甲" })))).toBe("docx.part_missing");
  });

  it("over the size of a file is docx.too_large before anything is read", () => {
    expect(fault(() => openDocx(new Uint8Array(DOCX_LIMITS.file + 1)))).toBe("docx.too_large");
  });

  it("that unpacks to far more than it weighs is docx.too_large", () => {
    expect(fault(() => main(zipped({ "word/document.xml": new Uint8Array(19_000_000).fill(32) })))).toBe(
      "docx.too_large",
    );
  });

  it("that lies about its size is stopped while it is unpacked", () => {
    const bomb = zipped({ "word/document.xml": new Uint8Array(15_000_000).fill(32) });
    const view = new DataView(bomb.buffer);
    for (let at = 0; at + 4 < bomb.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    const before = process.cpuUsage();
    expect(fault(() => main(bomb))).toBe("docx.too_large");
    expect(cpuMillisecondsSince(before)).toBeLessThan(1000);
  });

  it("whose parts overlap, or one of which is damaged, is docx.corrupt_part", () => {
    const twice = zipSync(
      { "word/document.xml": strToU8(documentOf("")), "b.xml": strToU8("<b/>") },
      { level: 0 },
    );
    const view = new DataView(twice.buffer);
    const entries: number[] = [];
    for (let at = 0; at + 4 < twice.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) entries.push(at);
    const overlapping = twice.slice();
    new DataView(overlapping.buffer).setUint32(
      (entries[1] ?? 0) + 42,
      view.getUint32((entries[0] ?? 0) + 42, true),
      true,
    );
    expect(fault(() => openDocx(overlapping))).toBe("docx.corrupt_part");
    const damaged = twice.slice();
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    expect(fault(() => main(damaged))).toBe("docx.corrupt_part");
  });

  it("that is encrypted or packed in an unknown way is docx.unsupported_zip", () => {
    const patched = (offset: number, value: number): Bytes => {
      const bytes = docx("<w:p/>").slice();
      const view = new DataView(bytes.buffer);
      for (let at = 0; at + 4 < bytes.length; at += 1)
        if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + offset, value, true);
      return bytes;
    };
    expect(fault(() => openDocx(patched(8, 1)))).toBe("docx.unsupported_zip");
    expect(fault(() => main(patched(10, 12)))).toBe("docx.unsupported_zip");
  });

  it("with too many parts is docx.too_many_parts", () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}.xml`, "<p/>"]));
    expect(fault(() => openDocx(zipped(files), { ...DOCX_LIMITS, parts: 50 }))).toBe("docx.too_many_parts");
  });

  it("with a document type, with or without entities, is docx.doctype_refused", () => {
    const bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>';
    expect(fault(() => main(zipped({ "word/document.xml": bomb })))).toBe("docx.doctype_refused");
    expect(
      fault(() =>
        main(zipped({ "word/document.xml": '<!DOCTYPE w SYSTEM "http://example.com/x.dtd"><w/>' })),
      ),
    ).toBe("docx.doctype_refused");
  });

  it("with an undefined entity or broken tags is docx.malformed_xml", () => {
    for (const body of ["<w:p>&nbsp;</w:p>", "<w:p>", "<w:p></w:t></w:p>", "<w:p a=1/>"])
      expect(fault(() => main(docx(body)))).toBe("docx.malformed_xml");
  });

  it("nested without end is docx.too_deep, with elements without end docx.too_large", () => {
    expect(fault(() => main(docx(`${"<w:p>".repeat(5_000)}${"</w:p>".repeat(5_000)}`)))).toBe(
      "docx.too_deep",
    );
    const file = openDocx(docx("<w:p/>".repeat(200)), { ...DOCX_LIMITS, elements: 100 });
    expect(fault(() => file.xml(file.main))).toBe("docx.too_large");
  });

  it("changed in any byte is read or refused by code, never otherwise", () => {
    const whole = docx("<w:p><w:r><w:t>知识产权托管服务合同</w:t></w:r></w:p>");
    assert(
      property(nat(whole.length - 1), integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(fault(() => main(bytes))).toMatch(/^(?:none|docx\.)/);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
