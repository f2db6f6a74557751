import type { TemplateClause } from "../../../schemas/api/template-difference.ts";
import { readXml } from "../../formats/docx/read-xml.ts";
import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import { type Bytes, fromUtf8 } from "../../kit/bytes.ts";
import { openTemplate, TEMPLATE_LIMITS } from "../open-template.ts";

const NUMBER = "[零〇一二三四五六七八九十百千\\d]+";
const ARTICLE = new RegExp(`^(?:第${NUMBER}[条章编]|附件${NUMBER}?(?:[：:、\\s]|$))`);
const SECTION = new RegExp(`^(?:[零〇一二三四五六七八九十百]+、|附件${NUMBER}?(?:[：:、\\s]|$))`);

/** A heading without its number: by this a clause is found again in another version. */
export const titleOf = (heading: string): string =>
  heading.replace(new RegExp(`^(?:第${NUMBER}[条章编]|[零〇一二三四五六七八九十百]+、)\\s*`), "").trim();

/**
 * A template's clauses in reading order: by 第X条 where it has articles, else by 一、二、. What stands before the first is
 * 首部; headers and footers are clauses of their own. Commands are part of the text. Throws what `openTemplate` throws.
 */
export function templateClauses(template: Bytes): readonly TemplateClause[] {
  const parts = openTemplate(template);
  const paragraphs = (name: string): readonly string[] => {
    const bytes = parts.get(name);
    if (bytes === undefined) return [];
    return paragraphsOf(readXml(fromUtf8(bytes), name, TEMPLATE_LIMITS)).filter((text) => text !== "");
  };
  const around = [...parts.keys()]
    .filter((name) => /^word\/(?:header|footer)\d*\.xml$/.test(name))
    .sort((one, other) => (one < other ? -1 : 1))
    .map((name) => ({
      heading: `${name.includes("header") ? "页眉" : "页脚"} ${name}`,
      texts: [...paragraphs(name)],
    }));
  return [...clausesOf(paragraphs("word/document.xml")), ...around];
}

function clausesOf(paragraphs: readonly string[]): readonly TemplateClause[] {
  const heads = paragraphs.some((text) => ARTICLE.test(text) && text.startsWith("第")) ? ARTICLE : SECTION;
  const clauses: { heading: string; texts: string[] }[] = [{ heading: "首部", texts: [] }];
  for (const text of paragraphs) {
    if (heads.test(text)) clauses.push(headed(text));
    else clauses.at(-1)?.texts.push(text);
  }
  return clauses.filter(({ heading, texts }) => heading !== "首部" || texts.length > 0);
}

const LONGEST_HEADING = 40;

/** An article whose words follow its number in the same paragraph has them as text, and their beginning as heading. */
function headed(text: string): { heading: string; texts: string[] } {
  if (text.length <= LONGEST_HEADING && !/[。；]$/u.test(text)) return { heading: text, texts: [] };
  return { heading: `${text.slice(0, LONGEST_HEADING)}…`, texts: [text] };
}

function paragraphsOf(element: XmlElement): string[] {
  if (element.name === "w:p") return [wordsOf(element).replaceAll(/\s+/g, " ").trim()];
  return element.children.flatMap(paragraphsOf);
}

function wordsOf(element: XmlElement): string {
  if (element.name === "w:t") return element.text;
  if (element.name === "w:tab" || element.name === "w:br") return " ";
  return element.children.map(wordsOf).join("");
}
