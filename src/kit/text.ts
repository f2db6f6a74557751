/** What in a text counts as left blank and what as vague (domain.md TXT-01, TXT-02, with the exclusions of trap T9). */

const BLANK = /^\s*$|^[_＿﹍\s]+$|[_＿]{2,}|^[XＸx×*]{2,}$|^(?:无|\/|-|null|undefined|N\/?A)$/;

/** A date form with at least one part empty. */
const BLANK_DATE =
  /(?:^|[年月日])[\s_＿]*年[\s_＿]*\d{0,2}[\s_＿]*月|年[\s_＿]*月[\s_＿]*\d{0,2}[\s_＿]*日|月[\s_＿]*日(?=[\s，。；]|$)/;

/** Whether a required element was left blank. 「无」 counts as blank, so ask this of required elements only. */
export function isBlank(text: string | null | undefined): boolean {
  if (text === null || text === undefined) return true;
  return BLANK.test(text.trim()) || /^（\s*）$|^\(\s*\)$/.test(text.trim()) || isBlankDate(text);
}

/** Whether a text is an unfilled date and nothing else. */
const isBlankDate = (text: string): boolean => /^[\d\s_＿年月日]*$/.test(text) && BLANK_DATE.test(text);

const PLACEHOLDERS: readonly RegExp[] = [
  /[_＿﹍]{2,}/,
  /(?<![A-Za-z0-9])[XＸx×]{2,}(?![A-Za-z0-9])/,
  /(?<!\d)[\s_＿]+年[\s_＿]+月(?:[\s_＿]+日)?/,
  /年[\s_＿]+月[\s_＿]+日/,
  /（\s*）|\(\s*\)|【\s*】|［\s*］|《\s*》/,
  /[□☐]\s*[□☐]/,
  /^[*]{2,}$/,
];

const TICK = /[☑☒√✓✔■]/;

/** Boxes with their words, none of them ticked: 「□是 □否」. */
const OPEN_BOXES = /[□☐][^□☐，。；]{1,12}[□☐]/;

/** The first unfilled place inside a text (____, XX, an empty date, empty brackets, □□), or undefined. */
export function placeholderIn(text: string): string | undefined {
  for (const pattern of PLACEHOLDERS) {
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return TICK.test(text) ? undefined : OPEN_BOXES.exec(text)?.[0];
}

const NUMERAL = "\\d一二三四五六七八九十百千万";

/** 约 is vague before a number, unless it ends a word of its own (违约、合约、按约……). */
const ABOUT = `(?<![违合节解签预履公契缔制条特邀要续毁守依按如立背失和])约(?=[${NUMERAL}几两])`;

/** A number with 左右 behind it, a unit of up to two characters between. */
const MORE_OR_LESS = `(?<=[${NUMERAL}][%％]?(?:个月|万元|小时|[\\u4e00-\\u9fa5])?)左右`;

/** 等 that closes a list; not the end of a word (平等、对等、高等……), not in mid-phrase (商标等知识产权). */
const AND_SO_ON = "(?<![平对不高中初同均相何优特头甲乙一二三])等(?=$|[。；;，,、）)])";

/** Whether a text is blank or has an unfilled place in it: 「石家庄XX有限公司」 is no name yet. */
export const isUnfilled = (text: string | null | undefined): boolean =>
  isBlank(text) || placeholderIn(text ?? "") !== undefined;

const VAGUE = new RegExp(
  [
    "(?<![招接等看对])待定(?![期点位向稿])",
    "待补",
    "(?<!(?<![解免排消扣清])除[^，。；]{0,8})另行(?:书面)?(?:协商|约定|商定|通知|商议)",
    "视(?:具体|实际)?情况",
    "若干",
    ABOUT,
    MORE_OR_LESS,
    "尽快",
    "适当的?(?:数量|费用|时间)",
    "以实际(?:情况)?为准",
    "等等",
    AND_SO_ON,
  ].join("|"),
);

/** The first vague word of a text (待定、另行协商、约10、尽快、closing 等 ……), or undefined. Titles in 《》 are not read. */
export const vagueWordIn = (text: string): string | undefined =>
  VAGUE.exec(text.replaceAll(/《[^》]*》/g, "《》"))?.[0];

/** The same as rule PTY-09 asks (domain.md C7), however the groups are told apart. */
const PHONE =
  /^(?:(?:\+|00)86[-\s]?)?(?:1[3-9]\d(?:[-\s]?\d{4}){2}|(?:0\d{2,3}[-－—\s]?|[（(]0\d{2,3}[）)]\s?)\d{7,8}(?:\s?(?:-|－|转)\s?\d{1,6})?|[48]00(?:[-\s]?\d){7})$|^(?:\+|00)86[-\s]?(?:10|[2-9]\d{1,2})[-\s]?\d{7,8}(?:\s?(?:-|－|转)\s?\d{1,6})?$/u;

/**
 * Whether a telephone number has a Chinese form: mobile, landline with area code (an extension may follow), or 400/800; with
 * +86 or 0086 before it or not (an area code then loses its 0, as numbers are written for abroad). Nobody is called.
 */
export const isPhone = (text: string): boolean => PHONE.test(text);
