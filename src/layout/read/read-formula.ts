import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";

/** How deep formulas are read. */
const DEEPEST = 40;

/** A formula (m:oMath) on one line: fractions as a/b, roots as √(a), powers as a^b; matrices by rows. Nothing of its text is lost. */
export function formulaText(element: XmlElement, depth = 0): string {
  if (depth > DEEPEST) return "";
  const inner = (name: string): string => {
    const part = child(element, name);
    return part === undefined ? "" : formulaText(part, depth + 1);
  };
  const all = (): string => element.children.map((each) => formulaText(each, depth + 1)).join("");
  switch (element.name) {
    case "m:t":
      return element.text;
    case "m:f":
      return `${grouped(inner("m:num"))}/${grouped(inner("m:den"))}`;
    case "m:rad":
      return `${inner("m:deg")}√${grouped(inner("m:e"))}`;
    case "m:sSup":
      return `${inner("m:e")}^${grouped(inner("m:sup"))}`;
    case "m:sSub":
      return `${inner("m:e")}_${grouped(inner("m:sub"))}`;
    case "m:sSubSup":
      return `${inner("m:e")}_${grouped(inner("m:sub"))}^${grouped(inner("m:sup"))}`;
    case "m:nary": {
      const sign = child(child(element, "m:naryPr"), "m:chr")?.attributes["m:val"] ?? "∫";
      const [from, to] = [inner("m:sub"), inner("m:sup")];
      return `${sign}${from === "" ? "" : `_${grouped(from)}`}${to === "" ? "" : `^${grouped(to)}`} ${inner("m:e")}`;
    }
    case "m:d": {
      const look = child(element, "m:dPr");
      const mark = (name: string, otherwise: string): string =>
        child(look, name)?.attributes["m:val"] ?? otherwise;
      const parts = children(element, "m:e").map((each) => formulaText(each, depth + 1));
      return `${mark("m:begChr", "(")}${parts.join(mark("m:sepChr", "|"))}${mark("m:endChr", ")")}`;
    }
    case "m:mr":
      return `${children(element, "m:e")
        .map((each) => formulaText(each, depth + 1))
        .join(", ")}; `;
    default:
      return all();
  }
}

const grouped = (text: string): string => (Array.from(text).length > 1 ? `(${text})` : text);
