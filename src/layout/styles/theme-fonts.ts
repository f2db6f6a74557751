import { child, children, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";

/** Font family of each theme slot (`minorEastAsia`, `majorHAnsi` …). */
export type ThemeFonts = Readonly<Record<string, string>>;

/** Reads a:fontScheme. An empty East Asian slot falls back to the theme's simplified Chinese font. */
export function readThemeFonts(theme: XmlElement | undefined): ThemeFonts {
  const scheme = descend(theme, "a:themeElements", "a:fontScheme");
  const fonts: Record<string, string> = {};
  for (const [name, slot] of [
    ["a:minorFont", "minor"],
    ["a:majorFont", "major"],
  ] as const) {
    const set = child(scheme, name);
    const latin = child(set, "a:latin")?.attributes.typeface;
    const eastAsia =
      child(set, "a:ea")?.attributes.typeface ||
      children(set, "a:font").find((font) => font.attributes.script === "Hans")?.attributes.typeface;
    if (latin) for (const kind of ["HAnsi", "Ascii", "Bidi"]) fonts[slot + kind] = latin;
    if (eastAsia) fonts[`${slot}EastAsia`] = eastAsia;
  }
  return fonts;
}
