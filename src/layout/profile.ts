/** The constants in which layout engines differ. All else is one code. */
export type Profile = {
  /** Space between Han and Latin, in em (w:autoSpaceDE, w:autoSpaceDN). */
  readonly autoSpace: number;
  /** A space beside East Asian text is set in the East Asian font. */
  readonly spaceFollowsHan: boolean;

  /** What w:beforeLines counts in: lines of the document grid, or 12 points. */
  readonly spaceUnit: "grid" | "fixed";
};

/** `word` is what people get; `lo` exists to be measured against LibreOffice and differs nowhere else. */
export const PROFILES: Readonly<Record<"word" | "lo", Profile>> = {
  word: {
    autoSpace: 0.25,
    spaceFollowsHan: false,
    spaceUnit: "grid",
  },
  lo: {
    autoSpace: 0.2,
    spaceFollowsHan: true,
    spaceUnit: "fixed",
  },
};
