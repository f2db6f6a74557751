/** An element of a DOCX part. Names carry the usual prefix (`w:p`, `wp:inline`), whatever prefix the file uses for that namespace. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Own character data, without that of children. WordprocessingML has no mixed content. */
  readonly text: string;
};

/** First child of this name. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name);

/** All children of this name, in order. */
export const children = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((each) => each.name === name) ?? [];

/** Follows first children down a path. */
export function descend(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => child(at, name), element);
}

/** `w:val` of the element, or of the named child. */
export const valueOf = (element: XmlElement | undefined): string | undefined => element?.attributes["w:val"];
