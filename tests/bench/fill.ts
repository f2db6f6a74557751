import { fillTemplate } from "../../src/document/fill-template.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { docxOf, paragraph } from "../layout/docx-of.ts";
import { type Measured, measure } from "./measure.ts";
import type { Beside, Row } from "./report.ts";

const FIELDS = 80;
const ITEMS = 40;
const COLUMNS = ["name", "result", "due", "note"] as const;

let version = 0;
/** The data of a contract's size: eighty fields, a condition, a table of forty rows, no two alike. As JSON text, which is where the work begins. */
function nextContract(): string {
  version += 1;
  return JSON.stringify({
    ...Object.fromEntries(
      Array.from({ length: FIELDS }, (_, index) => [
        `f${index}`,
        `第${index}项第${version}份的内容，河北省石家庄市`,
      ]),
    ),
    paid: true,
    items: Array.from({ length: ITEMS }, (_, index) =>
      Object.fromEntries(COLUMNS.map((column) => [column, `${column} ${index} ${version}`])),
    ),
  });
}

/** How a template language writes what all three can do. */
type Language = {
  readonly field: (name: string) => string;
  readonly condition: (name: string, inner: string) => string;
  readonly rows: (cells: string) => string;
  readonly cell: (name: string) => string;
};

const cells = (texts: readonly string[]): string =>
  texts
    .map((text) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`)
    .join("");
const row = (...texts: readonly string[]): string => `<w:tr>${cells(texts)}</w:tr>`;
const BLANKS = COLUMNS.slice(1).map(() => "");

const OURS: Language = {
  field: (name) => `{{${name}}}`,
  condition: (name, inner) => paragraph(`{{IF ${name}}}`) + inner + paragraph("{{END-IF}}"),
  rows: (inner) => row("{{FOR item IN items}}", ...BLANKS) + inner + row("{{END-FOR item}}", ...BLANKS),
  cell: (name) => `{{$item.${name}}}`,
};
const THEIRS: Language = {
  field: (name) => `{${name}}`,
  condition: (name, inner) => paragraph(`{#${name}}`) + inner + paragraph(`{/${name}}`),
  rows: (inner) => inner,
  cell: (name) =>
    `${name === COLUMNS[0] ? "{#items}" : ""}{${name}}${name === COLUMNS.at(-1) ? "{/items}" : ""}`,
};

/** One template in a language: the same words, fields, condition and table. */
function templateIn({ field, condition, rows, cell }: Language): Bytes {
  const clauses = Array.from({ length: FIELDS }, (_, index) =>
    paragraph(
      `第${index}条　双方约定如下：${field(`f${index}`)}。未尽事宜由双方另行协商，协商不成的依法解决。`,
    ),
  );
  const grid = `<w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(COLUMNS.length)}</w:tblGrid>`;
  const table = `<w:tbl><w:tblPr/>${grid}${row(...COLUMNS)}${rows(row(...COLUMNS.map(cell)))}</w:tbl>`;
  return docxOf(
    clauses.join("") + condition("paid", paragraph(`费用：${field("f1")}`)) + table + paragraph("完"),
  );
}

/** JSON → DOCX on equivalent templates, beside the peers that are installed; an absent one is named on standard error. */
export async function benchFill(): Promise<Row> {
  const own = templateIn(OURS);
  const ours = await measured(() => fillTemplate({ template: own, values: JSON.parse(nextContract()) }));
  const template = templateIn(THEIRS);
  const peers: Beside[] = [];
  for (const [name, load] of Object.entries(PEERS)) {
    const fill = await load().catch(() => undefined);
    if (fill === undefined) process.stderr.write(`not measured, not installed: ${name}\n`);
    else peers.push({ name, median: (await measured(() => fill(template))).median });
  }
  return { work: `JSON → DOCX, ${FIELDS} fields and ${ITEMS} rows`, asked: 10, ours, peers };
}

/** All are measured warm alike. Ours keeps what it knows of a template by its digest; the peers read theirs at every call, as their guides show it. */
const measured = (work: () => unknown): Promise<Measured> => measure(work, { warmups: 40, runs: 40 });

type Fill = (template: Bytes) => unknown;

const PEERS: Readonly<Record<string, () => Promise<Fill>>> = {
  docxtemplater: async () => {
    const { default: Docxtemplater } = await import("docxtemplater");
    const { default: PizZip } = await import("pizzip");
    return (template) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      document.render(JSON.parse(nextContract()));
      return document.getZip().generate({ type: "uint8array", compression: "DEFLATE" });
    };
  },
  "easy-template-x": async () => {
    const { TemplateHandler } = await import("easy-template-x");
    const handler = new TemplateHandler();
    return (template) => handler.process(Buffer.from(template), JSON.parse(nextContract()));
  },
};
