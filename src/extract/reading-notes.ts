/** What reading a document tells beside its elements, said in both languages where it is seen. Words of the document stay as they are. */
export type ReadingNote = { readonly zh: string; readonly en: string };

/** The text is in traditional characters (more than a few). */
export const TRADITIONAL: ReadingNote = {
  zh: "原文为繁体字，按简体字核对",
  en: "The text is in traditional characters; it was checked in simplified ones",
};

/** A Word file with insertions or deletions nobody has accepted yet. */
export const TRACKED_CHANGES: ReadingNote = {
  zh: "含有修订痕迹，按接受全部修订后的文字读出",
  en: "There are tracked changes; it was read as if all of them were accepted",
};

/** A PDF that could not be read strictly. */
export const DAMAGED: ReadingNote = {
  zh: "PDF 已损坏，按其中找到的内容读出",
  en: "The PDF is damaged; it was read by what could be found in it",
};

/** Hidden words of a Word file; `text` is their beginning. */
export const hiddenWords = (text: string): ReadingNote => ({
  zh: `有读者看不见的隐藏文字，没有采用：${text}`,
  en: `There is hidden text no reader sees; it was not used: ${text}`,
});

const UNSEEN = {
  white: { zh: "白色", en: "white" },
  invisible: { zh: "不显示", en: "not painted" },
  tiny: { zh: "极小", en: "tiny" },
  outside: { zh: "页面以外", en: "outside the page" },
} as const;

/** Words of a PDF's page that no reader sees, and why not; `text` is their beginning. */
export const unseenWords = ({
  page,
  kind,
  text,
}: {
  readonly page: number;
  readonly kind: keyof typeof UNSEEN;
  readonly text: string;
}): ReadingNote => ({
  zh: `第${page}页有读者看不见的${UNSEEN[kind].zh}文字，没有采用：${text}`,
  en: `Page ${page} has text no reader sees (${UNSEEN[kind].en}); it was not used: ${text}`,
});

/** Pages that are pictures without a text layer. */
export const picturePages = (pages: readonly number[]): ReadingNote => ({
  zh: `第${pages.join("、")}页是图片，没有文字层，没有判断`,
  en: `Pages without a text layer, not judged: ${pages.join(", ")}`,
});

/** A whole document without a text layer. */
export const ALL_PICTURES: ReadingNote = {
  zh: "文件是扫描件或者图片，没有文字层；没有作任何判断，请人工审查",
  en: "The file is a scan or a picture without a text layer; nothing was judged, a person has to read it",
};

/** A PDF nothing could be read of, and that shows no pictures either. */
export const NO_WORDS: ReadingNote = {
  zh: "文件里读不出合同的文字：页面空白、残缺或者编码无法辨认；没有作任何判断，请人工审查",
  en: "No words of a contract can be read: the pages are blank, damaged or in an unknown encoding; nothing was judged, a person has to read it",
};
