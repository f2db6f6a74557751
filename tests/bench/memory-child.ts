// What laying out costs in memory, in a process of its own (memory.ts says how it is started): prints JSON with megabytes above idle.
import { directoryAssets } from "../../src/adapters/node/directory-assets.ts";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import { docxOf, paragraph } from "../layout/docx-of.ts";
import { fivePages } from "./documents.ts";

const FAMILIES = ["宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"];
const run = (family: string): string =>
  `<w:rFonts w:ascii="${family}" w:hAnsi="${family}" w:eastAsia="${family}"/>`;
/** Every role font and all three files of the seventh. */
const everyFont = docxOf(
  FAMILIES.map((family) => paragraph("知识产权 abc 龘𠮷가", "", run(family))).join(""),
);
const assets = directoryAssets(new URL("../../templates", import.meta.url).pathname);
const collect = (): void => globalThis.gc?.();
const resident = (): number => process.memoryUsage.rss() / 2 ** 20;
const held = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};
const layOut = (docx: Uint8Array<ArrayBuffer>) =>
  layOutPdf({ docx, title: "", profile: "word", createdAt: new Date(0), attachments: [] }, assets);

collect();
const [idleHeld, idleResident] = [held(), resident()];
await layOut(everyFont);
const fonts = held() - idleHeld;
let peak = resident();
for (let count = 0; count < 30; count += 1) {
  await layOut(fivePages());
  peak = Math.max(peak, resident());
  // The rare fonts are let go when memory is wanted: now and then a document asks for them all again.
  if (count % 10 === 9) await layOut(everyFont);
  peak = Math.max(peak, resident());
}
const after = held() - idleHeld;
process.stdout.write(JSON.stringify({ fonts, after, peak: peak - idleResident }));
