/** The constants in which layout engines differ. All else is one code. */
export type Profile = {
  /** Space between Han and Latin, in em (w:autoSpaceDE, w:autoSpaceDN). */
  readonly autoSpace: number;
  /**
   * A document grid as Word has it: lines begin at the top margin, space above and below is free, exact heights are kept.
   * Or strict: the grid stands in the middle of the page, every line begins on it, Latin words take whole cells.
   */
  readonly grid: "free" | "strict";
  /** The page that w:type evenPage or oddPage leaves empty. */
  readonly emptyPage: "shown" | "left out";
  /** Signs that both scripts use: by the text around them, or by what stands before them. */
  readonly sharedSigns: "around" | "before";
  /** Whether a line may end on the seam of Latin text and a Chinese stop or bracket. */
  readonly seams: "open" | "closed";
  /**
   * Heights of a font: its own, in whole dots and twentieths of a point; or those of the fonts that Word's documents name: a
   * Chinese font takes 1.3 of its size, whichever it is (one em and three tenths that Word adds, half above and half below).
   */
  readonly fontHeights: "as named" | "rounded";
  /** Whether an empty paragraph that only ends a section takes a line. */
  readonly sectionMark: "line" | "none";
  /** Whose heights an empty line has. */
  readonly emptyLine: "han" | "latin";
  /** A space beside East Asian text is set in the East Asian font. */
  readonly spaceFollowsHan: boolean;

  /** Where a float at the outside of its page stands: right on odd pages and left on even ones, or always left. */
  readonly outside: "by page" | "left";
  /** Whether a shape or table at the side of its column keeps its clear room from that side as well. */
  readonly clearAtSide: "kept" | "none";
  /** Whether w:fitText spaces its text. */
  readonly fittedText: "kept" | "ignored";
  /** Where emphasis dots stand; over the text they make the line higher. */
  readonly emphasis: "under" | "over";
  /** What w:position counts in: points, or as many hundredths of a line of its font as it is of its size. */
  readonly riseUnit: "points" | "lines";
  /** Deleted text of revisions nobody accepted (w:del). */
  readonly deletions: "left out" | "shown";
  /** Whether w:isLgl has the numbers of higher levels in Arabic digits. */
  readonly legalNumbers: "kept" | "ignored";
  /** Page numbers in dashes (w:pgNumType numberInDash). */
  readonly dashedNumbers: "kept" | "ignored";
  /** Whether lines of headers and footers keep to the document grid. */
  readonly gridInHeaders: "kept" | "none";
  /** A line height without a rule (w:lineRule): a multiple of the natural height, or exact. */
  readonly unstatedLine: "multiple" | "exact";
  /**
   * What w:beforeLines counts in: lines of the document grid; or 12 points, and only where no length is given. The same holds for
   * indents in characters (w:firstLineChars): before lengths, or only where none is given.
   */
  readonly spaceUnit: "grid" | "fixed";
};

/** `word` is what people get; `lo` exists to be measured against LibreOffice and differs nowhere else. */
export const PROFILES: Readonly<Record<"word" | "lo", Profile>> = {
  word: {
    autoSpace: 0.25,
    spaceFollowsHan: false,
    spaceUnit: "grid",
    unstatedLine: "multiple",
    fittedText: "kept",
    emphasis: "under",
    riseUnit: "points",
    deletions: "left out",
    legalNumbers: "kept",
    dashedNumbers: "kept",
    gridInHeaders: "kept",
    outside: "by page",
    clearAtSide: "none",
    sectionMark: "line",
    emptyLine: "han",
    grid: "free",
    emptyPage: "shown",
    sharedSigns: "around",
    seams: "open",
    fontHeights: "as named",
  },
  lo: {
    autoSpace: 0.2,
    spaceFollowsHan: true,
    spaceUnit: "fixed",
    unstatedLine: "exact",
    fittedText: "ignored",
    emphasis: "over",
    riseUnit: "lines",
    deletions: "shown",
    legalNumbers: "ignored",
    dashedNumbers: "ignored",
    gridInHeaders: "none",
    outside: "left",
    clearAtSide: "kept",
    sectionMark: "none",
    emptyLine: "latin",
    grid: "strict",
    emptyPage: "left out",
    sharedSigns: "before",
    seams: "closed",
    fontHeights: "rounded",
  },
};
