/** The constants in which layout engines differ. All else is one code. */
export type Profile = {
  /** Space between Han and Latin, in em (w:autoSpaceDE, w:autoSpaceDN). */
  readonly autoSpace: number;
  /** A space beside East Asian text is set in the East Asian font. */
  readonly spaceFollowsHan: boolean;
  /** Latin characters that get space beside Han. */
  readonly spacedLatin: RegExp;
  /** What w:beforeLines counts in: lines of the document grid, or 12 points. */
  readonly spaceUnit: "grid" | "fixed";
  /** Punctuation that may hang over the right margin. */
  readonly hanging: ReadonlySet<string>;
};

const STOPS = "，。、；：？！";
const CLOSERS = "）》〉」』】〕”’";

/** `word` is what people get; `lo` exists to be measured against LibreOffice and differs nowhere else. */
export const PROFILES: Readonly<Record<"word" | "lo", Profile>> = {
  word: {
    autoSpace: 0.25,
    spaceFollowsHan: false,
    spacedLatin: /[A-Za-z0-9\u00c0-\u024f]/,
    spaceUnit: "grid",
    hanging: new Set(STOPS + CLOSERS),
  },
  lo: {
    autoSpace: 0.2,
    spaceFollowsHan: true,
    spacedLatin: /[A-Za-z0-9\u00c0-\u024f]/,
    spaceUnit: "fixed",
    hanging: new Set(STOPS),
  },
};
