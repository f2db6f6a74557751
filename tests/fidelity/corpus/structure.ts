import {
  family,
  field,
  is,
  p,
  paragraphs,
  prose,
  r,
  sectionEnd,
  sectPr,
  size,
  style,
  tbl,
  tc,
  tr,
} from "./pieces.ts";
import type { WordFile } from "./word-file.ts";

const END = sectPr();
const both = '<w:jc w:val="both"/>';

/** Styles based on styles, character styles, defaults of the document. */
export const styleChains: WordFile = {
  defaults: {
    run: '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/>',
    paragraph: '<w:spacing w:after="120" w:line="300" w:lineRule="auto"/>',
  },
  styles:
    style("Body", { paragraph: `${both}<w:ind w:firstLineChars="200" w:firstLine="480"/>` }) +
    style("Quote", {
      base: "Body",
      paragraph: '<w:ind w:left="720" w:right="720" w:firstLineChars="0" w:firstLine="0"/>',
      run: family("楷体_GB2312"),
    }) +
    style("H1", {
      paragraph:
        '<w:keepNext/><w:spacing w:before="360" w:after="240"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
      run: `${family("黑体")}<w:b/>${size(36)}`,
    }) +
    style("H2", { base: "H1", paragraph: '<w:jc w:val="left"/>', run: size(28) }) +
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:color w:val="1F4E79"/></w:rPr></w:style>',
  body:
    p("托管服务方案", is("H1")) +
    [1, 2, 3, 4]
      .map(
        (index) =>
          p(`${index}．服务内容`, is("H2")) +
          p(
            r(prose(2, index)) + r("重点事项", '<w:rStyle w:val="Strong"/>') + r(prose(2, index + 2)),
            is("Body"),
          ) +
          p(prose(2, index + 4), is("Quote")),
      )
      .join("") +
    END,
};

const LATIN = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>';

/** Fonts of the theme in the slots of runs and styles. */
export const themeFonts: WordFile = {
  theme: `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1><a:accent2><a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3><a:accent4><a:srgbClr val="FFC000"/></a:accent4><a:accent5><a:srgbClr val="5B9BD5"/></a:accent5><a:accent6><a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink><a:folHlink><a:srgbClr val="954F72"/></a:folHlink></a:clrScheme><a:fontScheme name="Office"><a:majorFont>${LATIN}<a:font script="Hans" typeface="黑体"/></a:majorFont><a:minorFont>${LATIN}<a:font script="Hans" typeface="仿宋_GB2312"/></a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>`,
  settings: '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
  defaults: {
    run: '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="28"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
  },
  styles: style("Major", {
    run: `<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi"/>${size(36)}`,
  }),
  body: p("主题字体 Theme", is("Major")) + paragraphs(9, both, 2) + END,
};

const level = (index: number, format: string, text: string, extra = ""): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>${extra}</w:lvl>`;
const indent = (left: number, hanging: number): string =>
  `<w:pPr><w:ind w:left="${left}" w:hanging="${hanging}"/></w:pPr>`;
const numbered = (list: number, at: number): string =>
  `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`;

/** Numbering: Chinese, decimal, legal, several levels, restart, suffixes, bullets. */
export const numbering: WordFile = {
  numbering:
    `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${level(0, "chineseCounting", "第%1条", `<w:suff w:val="space"/>`)}${level(1, "chineseCounting", "（%2）", `<w:suff w:val="nothing"/><w:pPr><w:ind w:firstLine="420"/></w:pPr>`)}${level(2, "decimal", "%3．", indent(840, 420))}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>${level(0, "decimal", "%1", indent(420, 420))}${level(1, "decimal", "%1.%2", indent(840, 560))}${level(2, "decimal", "%1.%2.%3", indent(1260, 700))}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="2">${level(0, "bullet", "●", indent(420, 420))}${level(1, "lowerLetter", "%2)", indent(840, 420))}${level(2, "upperRoman", "%3.", indent(1260, 420))}${level(3, "decimalEnclosedCircle", "%4", indent(1680, 420))}</w:abstractNum>` +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>',
  styles: style("Clause", { paragraph: `${numbered(1, 0)}<w:spacing w:before="120"/>`, run: family("黑体") }),
  body:
    [0, 1, 2]
      .map(
        (index) =>
          p("服务事项", is("Clause")) +
          p(prose(2, index), numbered(1, 1) + both) +
          p(prose(2, index + 1), numbered(1, 1) + both) +
          p(prose(1, index), numbered(1, 2)) +
          p(prose(1, index + 3), numbered(1, 2)),
      )
      .join("") +
    [0, 1]
      .map(
        (index) =>
          p("目标", numbered(2, 0)) +
          p(prose(2, index), numbered(2, 1) + both) +
          p(prose(2, index), numbered(2, 2) + both) +
          p(prose(1, index), numbered(2, 2)),
      )
      .join("") +
    p("另起编号", numbered(3, 0)) +
    p(prose(1), numbered(3, 1)) +
    p("接着编号", numbered(3, 0)) +
    [0, 1, 2, 3].map((index) => p(prose(1, index), numbered(4, index))).join("") +
    END,
};

/** Fields, references with stored results, content controls with check boxes, tracked changes, smart tags. */
export const fieldsAndControls: WordFile = {
  footers: {
    foot: p(
      r("第 ") +
        field("PAGE", "1") +
        r(" 页 共 ") +
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>' +
        r(" 页"),
      '<w:jc w:val="center"/>',
    ),
  },
  body:
    p(
      r("本文第") +
        field("PAGE", "1") +
        r("页，共") +
        field("NUMPAGES", "3") +
        r("页；日期") +
        field('DATE \\@ "yyyy年M月d日"', "2026年11月20日").replace("DATE", "CREATEDATE") +
        r("；见") +
        field("REF _Ref1 \\h", "第三条") +
        r("。"),
    ) +
    p(
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>${r("☑")}</w:sdtContent></w:sdt>${r("普通托管 ")}<w:sdt><w:sdtPr/><w:sdtContent>${r("☐")}</w:sdtContent></w:sdt>${r("完全托管")}`,
    ) +
    `<w:sdt><w:sdtPr><w:alias w:val="条款"/></w:sdtPr><w:sdtContent>${p(prose(3), both)}${p(prose(2, 3), both)}</w:sdtContent></w:sdt>` +
    `<w:p>${r("保留的文字，")}<w:ins w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z">${r("插入的文字，")}</w:ins>${r("结尾。")}</w:p>` +
    `<w:p><w:smartTag w:uri="urn:x" w:element="date">${r("2026年11月20日")}</w:smartTag>${r("签订。")}<w:bookmarkStart w:id="5" w:name="_Ref1"/>${r("第三条")}<w:bookmarkEnd w:id="5"/></w:p>` +
    paragraphs(18, both) +
    sectPr({ first: '<w:footerReference w:type="default" r:id="foot"/>' }),
};

const page = (inner = ""): string =>
  p(r("第") + field("PAGE", "1") + r(`页${inner}`), '<w:jc w:val="center"/>');

/** Sections: title page, even and odd headers, landscape, next page, continuous, even page. */
export const sections: WordFile = {
  settings: "<w:evenAndOddHeaders/>",
  headers: {
    first: p("首页页眉", '<w:jc w:val="center"/>'),
    odd: p(
      "奇数页页眉",
      '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:jc w:val="right"/>',
    ),
    even: p(
      "偶数页页眉",
      '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:jc w:val="left"/>',
    ),
  },
  footers: { foot: page(), footEven: page("（偶）") },
  body:
    p("封面", '<w:jc w:val="center"/><w:spacing w:before="3000"/>', size(52)) +
    paragraphs(12, both) +
    sectionEnd(
      sectPr({
        first:
          '<w:headerReference w:type="first" r:id="first"/><w:headerReference w:type="default" r:id="odd"/><w:headerReference w:type="even" r:id="even"/><w:footerReference w:type="default" r:id="foot"/><w:footerReference w:type="even" r:id="footEven"/>',
        last: "<w:titlePg/>",
      }),
    ) +
    p("横向页面") +
    paragraphs(5, both) +
    sectionEnd(
      sectPr({
        first: '<w:type w:val="nextPage"/>',
        size: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
      }),
    ) +
    paragraphs(2, both) +
    sectionEnd(sectPr({ first: '<w:type w:val="nextPage"/>' })) +
    paragraphs(2, both) +
    sectionEnd(
      sectPr({
        first: '<w:type w:val="continuous"/>',
      }),
    ) +
    sectPr(),
};

/** A section that begins on an even page, without headers. */
export const evenPage: WordFile = {
  body:
    p("第一部分") +
    paragraphs(3, both) +
    p(prose(2, 4), `${both}${sectPr()}`) +
    p("从偶数页开始") +
    paragraphs(5, both) +
    p(prose(2, 4), `${both}${sectPr({ first: '<w:type w:val="evenPage"/>' })}`) +
    p("从奇数页开始") +
    paragraphs(4, both) +
    sectPr({ first: '<w:type w:val="oddPage"/>' }),
};

/** Columns: two equal ones, then three of unequal widths, between single-column sections. */
export const columns: WordFile = {
  body:
    p("单栏标题", '<w:jc w:val="center"/>', size(36)) +
    paragraphs(1, both) +
    sectionEnd(sectPr({ first: '<w:type w:val="continuous"/>' })) +
    paragraphs(22, both) +
    sectionEnd(sectPr({ first: '<w:type w:val="nextPage"/>', last: '<w:cols w:num="2" w:space="720"/>' })) +
    paragraphs(6, both, 2) +
    sectPr({
      first: '<w:type w:val="nextPage"/>',
      last: '<w:cols w:num="2" w:space="425" w:equalWidth="0"><w:col w:w="3000" w:space="425"/><w:col w:w="5601"/></w:cols>',
    }),
};

/** Columns of a continuous section are balanced, and text goes on under them. */
export const balancedColumns: WordFile = {
  body:
    p("标题", '<w:jc w:val="center"/>', size(36)) +
    paragraphs(2, both) +
    sectionEnd(sectPr({ first: '<w:type w:val="continuous"/>' })) +
    paragraphs(7, both) +
    p(
      prose(2, 5),
      sectPr({ first: '<w:type w:val="continuous"/>', last: '<w:cols w:num="2" w:space="425"/>' }),
    ) +
    paragraphs(3, both) +
    sectPr({ first: '<w:type w:val="continuous"/>' }),
};

const note = (id: number, text: string): string =>
  `<w:footnote w:id="${id}"><w:p><w:pPr></w:pPr><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>${r(` ${text}`, size(18))}</w:p></w:footnote>`;
const reference = (id: number): string =>
  `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;

/** Footnotes at the foot of their pages. */
export const footnotes: WordFile = {
  footnotes:
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>' +
    note(1, "参见本合同第一条的定义。") +
    note(2, prose(2, 3)) +
    note(3, "以合同签订之日为准。"),
  body:
    p(r(prose(2)) + reference(1) + r(prose(2, 2)), both) +
    paragraphs(6, both) +
    p(r(prose(1, 5)) + reference(2) + r(prose(2, 6)), both) +
    paragraphs(10, both) +
    p(r(prose(2, 7)) + reference(3) + r("结束。"), both) +
    paragraphs(3, both) +
    END,
};

/** A letter of two pages with a table inside and page borders. */
export const pageBorders: WordFile = {
  body:
    p(
      "授权委托书",
      '<w:jc w:val="center"/><w:spacing w:before="400" w:after="400"/>',
      family("黑体") + size(44),
    ) +
    paragraphs(
      4,
      `${both}<w:ind w:firstLineChars="200" w:firstLine="420"/><w:spacing w:line="480" w:lineRule="auto"/>`,
    ) +
    tbl(
      [3000, 6026],
      tr(tc(3000, "委托人") + tc(6026, "某某科技有限公司")) +
        tr(tc(3000, "受托人") + tc(6026, "某某知识产权代理有限公司")),
    ) +
    paragraphs(8, both) +
    sectPr({
      last: '<w:pgBorders w:offsetFrom="text"><w:top w:val="single" w:sz="8" w:space="10" w:color="auto"/><w:left w:val="single" w:sz="8" w:space="10" w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="10" w:color="auto"/><w:right w:val="single" w:sz="8" w:space="10" w:color="auto"/></w:pgBorders>',
    }),
};
