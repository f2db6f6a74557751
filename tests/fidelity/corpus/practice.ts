import {
  family,
  field,
  GRID,
  p,
  paragraphs,
  prose,
  r,
  sectPr,
  size,
  style,
  is,
  tbl,
  tc,
  tr,
} from "./pieces.ts";
import { anchor, inline, offset, picture } from "./drawings.ts";
import type { WordFile } from "./word-file.ts";

const END = sectPr();
const both = '<w:jc w:val="both"/>';
const indented = `${both}<w:ind w:firstLineChars="200" w:firstLine="420"/>`;
const centre = '<w:jc w:val="center"/>';

/** Pictures in the line and simple anchors. */
export const pictures: WordFile = {
  images: { pic: picture(200, 120) },
  body:
    p("图片", centre) +
    p(inline("pic", 8, 4.8), centre) +
    p(r("行内小图") + inline("pic", 1, 0.6) + r("之后的文字。") + r(prose(2)), both) +
    p(
      anchor("pic", {
        width: 3,
        height: 1.8,
        x: offset("H", "column", 10),
        y: offset("V", "paragraph", 0.2),
        wrap: "<wp:wrapNone/>",
        behind: 1,
      }) + r(prose(2)),
      both,
    ) +
    p(
      anchor("pic", {
        width: 5,
        height: 3,
        x: '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>',
        y: offset("V", "paragraph", 0.5),
        wrap: "<wp:wrapTopAndBottom/>",
      }) + r(prose(2, 4)),
      both,
    ) +
    p(
      anchor("pic", {
        width: 4,
        height: 2.4,
        x: offset("H", "page", 14),
        y: offset("V", "page", 24),
        wrap: "<wp:wrapNone/>",
        behind: 1,
      }) + r(prose(2, 6)),
      both,
    ) +
    paragraphs(4, both) +
    END,
};

const W14 = 'w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"';

/** A contract as Word saves it: revision ids, proofing, bookmarks, languages, kerning, page breaks once rendered. */
export const wordContract: WordFile = {
  defaults: {
    run: '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/><w14:ligatures w14:val="standardContextual"/>',
  },
  settings:
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:defaultTabStop w:val="420"/><w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/>',
  styles:
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    style("a3", {
      paragraph: '<w:spacing w:before="240" w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
      run: `${family("黑体")}<w:b/><w:bCs/>${size(32)}`,
    }),
  footers: {
    foot: `<w:p ${W14}><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/></w:pPr>${field("PAGE", "1", size(18))}</w:p><w:p><w:pPr><w:ind w:right="360"/></w:pPr></w:p>`,
  },
  body:
    `<w:p ${W14}><w:pPr>${is("a3")}</w:pPr><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>知识产权托管服务合同</w:t></w:r></w:p>` +
    Array.from(
      { length: 12 },
      (_, index) =>
        `<w:p ${W14}><w:pPr><w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="420"/><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体"/><w:szCs w:val="21"/></w:rPr></w:pPr><w:proofErr w:type="gramStart"/>${r(`第${index + 1}条 `, '<w:rFonts w:hint="eastAsia"/><w:b/>')}<w:proofErr w:type="gramEnd"/>${index % 4 === 2 ? "<w:r><w:lastRenderedPageBreak/></w:r>" : ""}${r(prose(3, index), '<w:rFonts w:hint="eastAsia"/><w:szCs w:val="21"/><w:lang w:eastAsia="zh-CN"/>')}</w:p>`,
    ).join("") +
    `<w:p/><w:p/><w:p>${r("甲方：")}${r("\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000", '<w:u w:val="single"/>')}<w:r><w:br w:clear="all"/></w:r>${r("乙方：")}${r("          ", '<w:u w:val="single"/>')}</w:p>` +
    sectPr({
      first: '<w:footerReference w:type="default" r:id="foot"/>',
      last: '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/>',
      margins:
        '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>',
    }),
};

/** A form as WPS saves it: compatibility branches, a floating table, underlined blanks, check boxes from Wingdings. */
export const wpsForm: WordFile = {
  settings: '<w:defaultTabStop w:val="420"/>',
  body:
    p("合同备案申请表", centre, family("黑体") + size(36)) +
    tbl(
      [2200, 6826],
      ["合同名称", "甲方", "乙方", "签订日期"]
        .map((name) =>
          tr(
            tc(2200, p(name, centre), '<w:vAlign w:val="center"/>') + tc(6826, p("")),
            '<w:trHeight w:val="567" w:hRule="atLeast"/>',
          ),
        )
        .join("") +
        tr(
          tc(2200, p("托管方式", centre), '<w:vAlign w:val="center"/>') +
            tc(
              6826,
              p(
                `<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>${r("普通托管\u3000")}<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${r("完全托管")}`,
              ),
            ),
        ) +
        tr(tc(2200, p("备注", centre)) + tc(6826, paragraphs(2, both))),
      `<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="156"/>${GRID}`,
    ) +
    p(
      r("填表人：") +
        r("\u3000\u3000\u3000\u3000\u3000", '<w:u w:val="single"/>') +
        r("\u3000填表日期：") +
        r("    ", '<w:u w:val="single"/>') +
        r("年") +
        r("  ", '<w:u w:val="single"/>') +
        r("月") +
        r("  ", '<w:u w:val="single"/>') +
        r("日"),
    ) +
    paragraphs(5, indented) +
    sectPr({
      last: '<w:cols w:space="425" w:num="1"/><w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>',
      margins:
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>',
    }),
};

/** Mixed scripts: addresses, units, brackets, long Latin words, numbers and percents in justified text. */
export const mixedScripts: WordFile = {
  body:
    p("中英文混排", centre, family("黑体") + size(32)) +
    Array.from({ length: 10 }, (_, index) =>
      p(
        `${prose(1, index)}The custodian（托管方）shall report within 30 days，see https://example.invalid/path/${index}?id=2026 and ISO/IEC 27001:2022；占比为${index * 7}.5%，合计USD 1,250.00。${prose(1, index + 3)}`,
        indented,
      ),
    ).join("") +
    p(
      "The quick brown fox jumps over the lazy dog. Trademarks, patents and copyrights are held in custody by the agency for the term of this agreement, unless terminated earlier in accordance with its provisions.",
      both,
    ) +
    p("1.本合同一式两份；2.自签字盖章之日起生效；3.未尽事宜，另行协商。（以下无正文）", both) +
    END,
};

/** A contract of many short clauses with bold heads, signatures in a table without borders. */
export const signaturePage: WordFile = {
  defaults: {
    run: '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="28"/>',
    paragraph: '<w:spacing w:line="520" w:lineRule="exact"/>',
  },
  body:
    Array.from({ length: 8 }, (_, index) =>
      p(
        r(`第${index + 1}条`, "<w:b/>") + r(`　${prose(2, index)}`),
        `${both}<w:ind w:firstLineChars="200" w:firstLine="560"/>`,
      ),
    ).join("") +
    p("（以下为签署页）", centre) +
    tbl(
      [4513, 4513],
      ["甲方（盖章）：", "法定代表人（签字）：", "日期：    年  月  日"]
        .map((text) => tr(tc(4513, text) + tc(4513, text.replace("甲", "乙")), "<w:cantSplit/>"))
        .join(""),
      "",
    ) +
    sectPr({
      margins:
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>',
    }),
};
