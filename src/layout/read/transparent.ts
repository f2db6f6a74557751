import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Held, Place } from "./story.ts";

/** Elements around content that change nothing on paper. */
const WRAPPERS = new Set(["w:hyperlink", "w:smartTag", "w:ins", "w:moveTo", "w:customXml", "w:dir", "w:bdo"]);

/** Namespaces (by their usual prefix) of which this house draws what a document puts in an mc:Choice. */
const KNOWN = new Set(["wps", "wpg", "wpc", "w14", "w15", "wp14", "a14"]);
const isKnown = (prefix: string): boolean => KNOWN.has(prefix);

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
      const choices = children(element, "mc:Choice");
      const known = choices.find((each) => (each.attributes.Requires ?? "").split(/\s+/).every(isKnown));
      const branch = known ?? child(element, "mc:Fallback") ?? choices[0];
      if (branch !== undefined) all.push(...held(branch, places));
    } else {
      all.push({ element, places });
    }
  }
  return all;
}
