import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireTool } from "../../tools.ts";
import { renameFont } from "../../layout/rename-font.ts";

const ROOT = new URL("../../../", import.meta.url);

/** The families that the documents name, and the role font that stands for each. */
const FAMILIES: readonly (readonly [role: string, family: string])[] = [
  ["song", "宋体"],
  ["xiaobiaosong", "方正小标宋简体"],
  ["hei", "黑体"],
  ["kai", "楷体_GB2312"],
  ["kai", "楷体"],
  ["fangsong", "仿宋_GB2312"],
  ["fangsong", "仿宋"],
  ["serif", "Times New Roman"],
];

/** A folder with the role fonts under the documents' family names, and a fontconfig that shows nothing else. */
function prepareFonts(folder: string): string {
  const conf = join(folder, "fonts.conf");
  if (existsSync(conf)) return conf;
  mkdirSync(join(folder, "fonts"), { recursive: true });
  for (const [index, [role, family]] of FAMILIES.entries()) {
    const bytes = new Uint8Array(readFileSync(new URL(`templates/fonts/${role}.ttf`, ROOT)));
    writeFileSync(join(folder, "fonts", `${index}.ttf`), renameFont(bytes, family, `Judge-${index}`));
  }
  writeFileSync(
    conf,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return conf;
}

/**
 * LibreOffice's PDF of each document, by name. All are converted in one call; `folder` keeps what was converted, by
 * the document's digest, so that a second run converts only what changed.
 */
export function byLibreOffice(
  documents: ReadonlyMap<string, Uint8Array>,
  folder: string,
): ReadonlyMap<string, Uint8Array> {
  const conf = prepareFonts(folder);
  const kept = (docx: Uint8Array): string =>
    join(folder, `${createHash("sha256").update(docx).digest("hex").slice(0, 32)}.pdf`);
  const inbox = join(folder, "inbox");
  rmSync(inbox, { recursive: true, force: true });
  mkdirSync(inbox, { recursive: true });
  const waiting = [...documents].filter(([, docx]) => !existsSync(kept(docx)));
  for (const [index, [, docx]] of waiting.entries()) writeFileSync(join(inbox, `${index}.docx`), docx);
  if (waiting.length > 0) {
    execFileSync(
      requireTool("soffice"),
      [
        `-env:UserInstallation=file://${folder}/profile`,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        inbox,
        ...waiting.map((_, index) => join(inbox, `${index}.docx`)),
      ],
      { env: { ...process.env, FONTCONFIG_FILE: conf }, stdio: "ignore" },
    );
    for (const [index, [, docx]] of waiting.entries()) renameSync(join(inbox, `${index}.pdf`), kept(docx));
  }
  return new Map([...documents].map(([name, docx]) => [name, new Uint8Array(readFileSync(kept(docx)))]));
}
