import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Held, Place } from "./story.ts";

/** Elements around content that change nothing on paper. */
const WRAPPERS = new Set(["w:hyperlink", "w:smartTag", "w:ins", "w:moveTo", "w:customXml", "w:dir", "w:bdo"]);

const MARKED = /^(?:sign|field):/;

/** Whether a content control of this tag is a place to be reported. */
export const isMarkedTag = (tag: string): boolean => MARKED.test(tag);

/**
 * The element's children as they stand on paper: content controls opened at any level, links and insertions opened,
 * deletions left out, compatibility branches chosen. `places` are the marked controls around each.
 */
export function held(parent: XmlElement, places: readonly Place[] = []): readonly Held[] {
  const all: Held[] = [];
  for (const element of parent.children) {
    if (element.name === "w:sdt") {
      const tag = child(child(element, "w:sdtPr"), "w:tag")?.attributes["w:val"] ?? "";
      const content = child(element, "w:sdtContent");
      if (content !== undefined) all.push(...held(content, isMarkedTag(tag) ? [...places, { tag }] : places));
    } else if (WRAPPERS.has(element.name)) {
      all.push(...held(element, places));
    } else if (element.name === "mc:AlternateContent") {
      // The choice is read where the engine knows its shapes; what stands in its place elsewhere.
      const choice = child(element, "mc:Choice");
      const known = choice?.attributes.Requires === "wps";
      const branch = known ? choice : (child(element, "mc:Fallback") ?? choice);
      if (branch !== undefined) all.push(...held(branch, places));
    } else {
      all.push({ element, places });
    }
  }
  return all;
}
