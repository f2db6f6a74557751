import type { OutlineTable, Part } from "./clause.ts";
import { ARTICLE, ORDINAL } from "./marks.ts";

/** 「第三条 托管期限……3」: a heading and the page it is on. */
const ENTRY = /^[^。；：]{2,40}?(?:[.·…\s\t-]{2,}|\s*)\d{1,3}$/u;

const isEntry = (text: string): boolean =>
  /^\d{1,3}$/.test(text) ||
  ((ARTICLE.test(text) || ORDINAL.test(text) || /^附件|^\d{1,2}[、.]/u.test(text)) &&
    text.length <= 40 &&
    !/[。；：，]/u.test(text)) ||
  ENTRY.test(text);

const isEntries = ({ rows }: OutlineTable): boolean =>
  rows.every((row) => /^\d{0,3}$/u.test(row.at(-1)?.text.trim() ?? "") || row.length === 1);

/** The parts without a table of contents: what stands there says nothing, and its headings are no articles. */
export function withoutContents(parts: readonly Part[]): readonly Part[] {
  const from = parts.findIndex(
    (part) => part.kind === "line" && /^目\s*[录次]$/u.test(part.line.text.trim()),
  );
  if (from < 0) return parts;
  const rest = parts.slice(from + 1);
  const end = rest.findIndex((part) =>
    part.kind === "line" ? !isEntry(part.line.text.trim()) : !isEntries(part.table),
  );
  const length = end < 0 ? rest.length : end;
  // the first article itself has no page behind it: a heading that comes again begins the contract
  const headings = rest
    .slice(0, length)
    .flatMap((part) => (part.kind === "line" ? [bare(part.line.text)] : []));
  const again = headings.findIndex((heading, at) => heading.length > 3 && headings.indexOf(heading) < at);
  const stop = again < 0 ? length : again;
  return stop < 3 ? parts : [...parts.slice(0, from), ...rest.slice(stop)];
}

const bare = (text: string): string => text.replace(/[.·…\s\t-]*\d{1,3}$/u, "").replaceAll(/\s/gu, "");
