import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openDocx } from "../../../src/formats/docx/open-docx.ts";
import { writeZip } from "../../../src/formats/docx/write-zip.ts";
import { utf8 } from "../../../src/kit/bytes.ts";
import { requireTool } from "../../tools.ts";

const FILES = [
  ["[Content_Types].xml", utf8("<Types/>")],
  ["word/document.xml", utf8(`<w:p>${"知识产权托管合同".repeat(4_000)}</w:p>`)],
  ["word/media/图片.png", Uint8Array.from({ length: 9_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24)],
  ["empty.xml", new Uint8Array()],
] as const;

describe("a zip we write", () => {
  it.each(["stored", "packed"] as const)(
    "is read back whole by our reader, by fflate and by Python: %s",
    (packing) => {
      const zip = writeZip(FILES, packing);
      const docx = openDocx(zip);
      const theirs = unzipSync(zip);
      expect(docx.parts).toEqual(FILES.map(([name]) => name));
      for (const [name, content] of FILES) {
        expect(Buffer.compare(docx.read(name) ?? new Uint8Array(), content)).toBe(0);
        expect(Buffer.compare(theirs[name] ?? new Uint8Array(), content)).toBe(0);
      }
      const folder = mkdtempSync(join(tmpdir(), "zhiqi-zip-"));
      try {
        writeFileSync(join(folder, "a.zip"), zip);
        const told = execFileSync(requireTool("python3"), ["-m", "zipfile", "-t", join(folder, "a.zip")], {
          encoding: "utf8",
        });
        expect(told).toContain("Done testing");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it("is the same for the same files, whether or not they were packed before", () => {
    const again = FILES.map(([name, content]) => [name, content.slice()] as const);
    expect(Buffer.compare(writeZip(again, "packed"), writeZip(FILES, "packed"))).toBe(0);
  });
});
