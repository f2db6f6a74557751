import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import type { Border, Borders } from "../styles/borders.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import type { Rank } from "./rank.ts";

/** One content control whose tag asks for a mark. Compared by identity: two controls may carry one tag. */
export type Place = { readonly tag: string };

/** Pages have a frame (w:pgBorders). */
export type PageFrame = {
  readonly borders: Borders;
  readonly from: "page" | "text";
  readonly pages: "all" | "first" | "others";
};

/** What stands in a line of text. `places` are the inline content controls around it. */
export type Inline =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly run: RunProperties;
      readonly places: readonly Place[];
      /** The footnote that the text refers to. */
      readonly note?: Footnote;
    }
  | {
      readonly kind: "tab";
      readonly run: RunProperties;
      readonly places: readonly Place[];
      /** Where it goes whatever the paragraph's stops are (w:ptab): the middle or the right of the text. */
      readonly goes?: "center" | "right";
    }
  | { readonly kind: "break"; readonly to: "line" | "column" | "page"; readonly run: RunProperties }
  | {
      readonly kind: "field";
      readonly field: "PAGE" | "NUMPAGES";
      /** The number format it asks for itself (\\* ROMAN), as a w:numFmt. */
      readonly format?: string;
      readonly run: RunProperties;
      readonly places: readonly Place[];
    }
  | {
      readonly kind: "float";
      readonly float: Float;
      readonly run: RunProperties;
      readonly places: readonly Place[];
    }
  | {
      readonly kind: "image";
      readonly image: Picture;
      readonly run: RunProperties;
      readonly places: readonly Place[];
    };

/** Where a float stands on one axis (`before margin` and `after margin`: the room left or above, right or below of the text): a distance from the start of something, or at its start, middle or end, or by odd and even pages. */
export type Axis = {
  readonly from: "page" | "margin" | "text" | "before margin" | "after margin";
  readonly at: number | "start" | "middle" | "end" | "inside" | "outside";
  /** The float is part of a group of this length, so far from the group's start. */
  readonly group?: { readonly length: number; readonly offset: number };
};

/** Where text may stand beside a float: on both sides, on one, on the wider one; or only above and below it. */
export type Sides = "both" | "left" | "right" | "largest" | "none";

/** Which way lines run: across, down (East Asian characters upright, the rest turned), or up (all turned). */
export type Direction = "across" | "down" | "up";

/** The form of a drawn shape. */
export type Outline =
  | "box"
  | "round box"
  | "pill"
  | "ellipse"
  | "diamond"
  | "triangle"
  | "parallelogram"
  | "star"
  | "right arrow"
  | "left arrow"
  | "down arrow"
  | "up arrow"
  | "falling line"
  | "rising line";

/** A picture, a drawn shape or a box of text that stands beside the text. Lengths in points. */
export type Float = {
  readonly width: number;
  /** 0: what its text needs. */
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  /** Whether text goes on below it, around it, or takes no notice. */
  readonly wrap: "below" | "around" | "none";
  readonly sides: Sides;
  /** Room kept free around it, when text goes around it. */
  readonly clear: Margins;
  /** Drawn behind all text, before it, or where it stands in the text. */
  readonly layer: "behind" | "before" | "in order";
  /** Floats of a layer are drawn in this order. */
  readonly order: number;
  /** Its box is as wide as its text needs (a text box that does not wrap). */
  readonly grows: boolean;
  readonly direction: Direction;
  /** Where its text stands between top and bottom. */
  readonly align: "top" | "center" | "bottom";
  readonly outline: Outline;
  readonly picture: Picture | undefined;
  readonly blocks: readonly Block[];
  /** From its edges to its text. */
  readonly margins: Margins;
  readonly border: Border | undefined;
  readonly background: string | undefined;
  /** Its text is drawn as outlines over its whole box (word art). */
  readonly art?: WordArt;
};

/** How word art is drawn: degrees clockwise about its middle, colour of its ink. */
export type WordArt = { readonly turn: number; readonly color: string };

/** What stands at the foot of the page that refers to it. */
export type Footnote = { readonly blocks: readonly Block[] };

/** A picture of the package, in points. */
export type Picture = {
  readonly part: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, in its author's words (wp:docPr descr or title); empty when the file says nothing. */
  readonly alt: string;
  /** What is shown of it and how it is turned; undefined: all of it, upright. */
  readonly look?: PictureLook | undefined;
  /** Its own size, when the room it takes is the box around it turned. */
  readonly full?: { readonly width: number; readonly height: number };
};

/** Shares cut off each side, degrees clockwise about its middle, mirrored across or upended. */
export type PictureLook = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly turn: number;
  readonly mirrored: boolean;
  readonly upended: boolean;
};

export type Paragraph = {
  readonly kind: "paragraph";
  readonly properties: ParagraphProperties;
  readonly inlines: readonly Inline[];
  /** Look of the paragraph mark: gives an empty paragraph its height. */
  readonly mark: RunProperties;
  /** Block content controls around it. */
  readonly places: readonly Place[];
  readonly rank: Rank;
  /** The look of its list label, by identity: what is set in it is the label. Undefined: no label. */
  readonly label: RunProperties | undefined;
};

export type Cell = {
  readonly column: number;
  readonly span: number;
  readonly merge: "none" | "start" | "continue";
  readonly borders: Borders;
  readonly background: string | undefined;
  readonly align: "top" | "center" | "bottom";
  readonly direction: Direction;
  readonly margins: Margins;
  readonly blocks: readonly Block[];
  /** The content control that is all the cell holds. */
  readonly place: Place | undefined;
};

export type Margins = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type Row = {
  readonly cells: readonly Cell[];
  readonly height: { readonly rule: "auto" | "atLeast" | "exact"; readonly value: number };
  readonly whole: boolean;
  readonly head: boolean;
};

export type Table = {
  readonly kind: "table";
  /** Column widths, as wide together as they are; `width` may ask for another sum. */
  readonly grid: readonly number[];
  /** The width asked for (w:tblW): points, a share of the column it stands in, or that of its grid. */
  readonly width: { readonly points: number } | { readonly share: number } | "grid";
  readonly rows: readonly Row[];
  readonly borders: Borders;
  readonly align: "left" | "center" | "right";
  readonly indent: number;
  readonly places: readonly Place[];
  /** It floats (w:tblpPr): where, and what room is kept around it. */
  readonly floating: { readonly x: Axis; readonly y: Axis; readonly clear: Margins } | undefined;
};

export type Block = Paragraph | Table;

/** Header and footer parts by kind. */
export type HeaderSet = Readonly<Partial<Record<"default" | "first" | "even", readonly Block[]>>>;

/** A run of pages of one shape (w:sectPr), in points. */
export type Section = {
  readonly blocks: readonly Block[];
  readonly start: "continuous" | "nextPage" | "evenPage" | "oddPage";
  readonly page: { readonly width: number; readonly height: number };
  readonly margins: Margins & { readonly header: number; readonly footer: number };
  readonly headers: HeaderSet;
  readonly footers: HeaderSet;
  readonly titlePage: boolean;
  readonly firstNumber: number | undefined;
  /** How PAGE writes its numbers, as a w:numFmt. */
  readonly numberFormat: string;
  readonly grid: Grid;
  readonly frame: PageFrame | undefined;
  /** A line stands between its columns (w:sep). */
  readonly ruled: boolean;
  /** At least one; x counts from the left margin. */
  readonly columns: readonly Column[];
};

/** A column of text (w:cols). */
export type Column = { readonly x: number; readonly width: number };

/**
 * The document grid (w:docGrid). `pitch` 0: no grid. `characterSpace` is added to every character; a strict grid has cells of the
 * default style's size and that space instead (`cell`, 0: none).
 */
export type Grid = { readonly pitch: number; readonly characterSpace: number; readonly cell: number };

export type Story = {
  readonly sections: readonly Section[];
  readonly defaultTab: number;
  readonly evenAndOdd: boolean;
  /** Whether the file has footnotes at all. */
  readonly hasFootnotes: boolean;
  /** Left-aligned tables put their text, not their border, on the margin (compatibility mode below 15). */
  readonly tablesHang: boolean;
  /** Space below a paragraph and space above the next: both, or the larger (w:doNotUseHTMLParagraphAutoSpacing or not). */
  readonly spaces: "add" | "larger";
  /** Lines of justified text that a line break ends: spread like others, or short (w:doNotExpandShiftReturn). */
  readonly brokenLines: "justified" | "short";
};

/** Children with content controls, links, insertions and compatibility branches taken apart: see read/transparent.ts. */
export type Held = { readonly element: XmlElement; readonly places: readonly Place[] };
