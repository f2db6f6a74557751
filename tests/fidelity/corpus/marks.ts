import { anchor, CM, offset, picture } from "./drawings.ts";
import {
  family,
  GRID,
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

const both = '<w:jc w:val="both"/>';
const centre = '<w:jc w:val="center"/>';
const by = 'w:author="张三" w:date="2026-11-01T00:00:00Z"';

/** Marks on characters: emphasis dots, borders, stretched and raised text, fitted text, hidden text, double strikes, shading. */
export const characterMarks: WordFile = {
  body:
    p("字符格式", centre, family("黑体") + size(32)) +
    p(r("着重号：") + r("请务必如实填写", '<w:em w:val="dot"/>') + r("，不得空缺。") + r(prose(1)), both) +
    p(
      r("字符边框：") +
        r("带框的文字", '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>') +
        r("与底纹") +
        r("灰底文字", '<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>') +
        r("。"),
      both,
    ) +
    p(
      r("缩放：") +
        r("扁字", '<w:w w:val="150"/>') +
        r("长字", '<w:w w:val="66"/>') +
        r("；升降：") +
        r("提升", '<w:position w:val="6"/>') +
        r("降低", '<w:position w:val="-6"/>') +
        r("；间距：") +
        r("加宽", '<w:spacing w:val="40"/>') +
        r("紧缩文字", '<w:spacing w:val="-20"/>'),
    ) +
    p(
      r("项目名称", '<w:fitText w:val="1680" w:id="1"/>') +
        r("：适应宽度") +
        r("隐藏的文字", "<w:vanish/>") +
        r("不显示。"),
    ) +
    p(
      r("旧条款", "<w:dstrike/>") +
        r("删除线", "<w:strike/>") +
        r("双线", '<w:u w:val="double"/>') +
        r("波浪", '<w:u w:val="wave"/>') +
        r("粗线", '<w:u w:val="thick"/>') +
        r("H") +
        r("2", '<w:vertAlign w:val="subscript"/>') +
        r("O，10m") +
        r("2", '<w:vertAlign w:val="superscript"/>') +
        r("，SMALL caps ", "<w:smallCaps/>") +
        r("All caps", "<w:caps/>"),
    ) +
    paragraphs(2, both) +
    p("分散对齐的一行文字", '<w:jc w:val="distribute"/>') +
    p(prose(2, 3), '<w:jc w:val="distribute"/>') +
    sectPr(),
};

/** Revisions not yet accepted: insertions, deletions, a moved sentence, changed looks, comments. */
export const trackedChanges: WordFile = {
  body:
    p("修订中的合同", centre, family("黑体") + size(32)) +
    p(
      `${r("托管费用为人民币")}<w:del w:id="1" ${by}><w:r><w:delText>100,000</w:delText></w:r></w:del><w:ins w:id="2" ${by}>${r("120,000")}</w:ins>${r("元，")}${r(prose(1))}`,
      both,
    ) +
    p(`<w:ins w:id="3" ${by}>${r(prose(1, 2))}</w:ins>`, `${both}<w:rPr><w:ins w:id="4" ${by}/></w:rPr>`) +
    p(
      `${r(prose(1, 3))}<w:commentRangeStart w:id="0"/>${r("批注处")}<w:commentRangeEnd w:id="0"/>${r("之后的文字。")}`,
      both,
    ) +
    p(`${r("改变了格式", `<w:b/><w:rPrChange w:id="5" ${by}><w:rPr/></w:rPrChange>`)}${r("的文字。")}`) +
    paragraphs(2, both) +
    sectPr(),
};

const level = (index: number, format: string, text: string, more = ""): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${420 * (index + 1)}" w:hanging="420"/></w:pPr>${more}</w:lvl>`;
const FORMATS = [
  "chineseCountingThousand",
  "chineseLegalSimplified",
  "ideographTraditional",
  "ideographZodiac",
  "decimalEnclosedCircleChinese",

  "upperRoman",
  "lowerLetter",
  "ideographDigital",
  "decimalZero",
  "japaneseCounting",
];

/** Lists in the formats of Chinese documents, bullets of symbol fonts, a list linked to its style. */
export const listFormats: WordFile = {
  numbering:
    FORMATS.map(
      (format, index) =>
        `<w:abstractNum w:abstractNumId="${index}"><w:multiLevelType w:val="hybridMultilevel"/>${level(0, format, "%1、")}</w:abstractNum>`,
    ).join("") +
    `<w:abstractNum w:abstractNumId="50">${level(0, "bullet", "\uF0B7", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>')}${level(1, "bullet", "\uF06E", '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/></w:rPr>')}${level(2, "bullet", "\uF075", '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/></w:rPr>')}${level(3, "bullet", "●")}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="60"><w:multiLevelType w:val="multilevel"/>${level(0, "decimal", "%1")}${level(1, "decimal", "%1.%2")}${level(2, "decimal", "%1.%2.%3")}</w:abstractNum>` +
    FORMATS.map(
      (_, index) => `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index}"/></w:num>`,
    ).join("") +
    '<w:num w:numId="50"><w:abstractNumId w:val="50"/></w:num><w:num w:numId="60"><w:abstractNumId w:val="60"/></w:num>',
  styles: style("Clause", { paragraph: '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="60"/></w:numPr>' }),
  body:
    p("编号格式", centre, family("黑体") + size(32)) +
    FORMATS.map((_, index) =>
      [0, 1]
        .map((each) =>
          p(prose(1, index + each), `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${index + 1}"/></w:numPr>`),
        )
        .join(""),
    ).join("") +
    [0, 1, 2, 3]
      .map((each) => p(prose(1, each), `<w:numPr><w:ilvl w:val="${each}"/><w:numId w:val="50"/></w:numPr>`))
      .join("") +
    p("总则", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="60"/></w:numPr>') +
    p(prose(1), is("Clause")) +
    p(prose(1, 1), is("Clause")) +
    p("三级", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="60"/></w:numPr>') +
    sectPr(),
};

/** Two columns with a line between them after a title across both, and a column break. */
export const ruledColumns: WordFile = {
  body:
    sectionEnd(
      '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>',
      r("托管工作简报", family("黑体") + size(32)),
    ) +
    paragraphs(10, both) +
    p(`<w:r><w:br w:type="column"/></w:r>${r(prose(3))}`, both) +
    paragraphs(2, both) +
    sectPr({ first: '<w:type w:val="continuous"/>', last: '<w:cols w:num="2" w:sep="1" w:space="425"/>' }),
};

const OFFICE = "urn:schemas-microsoft-com:office:office";

/** Pictures in other clothes: VML pictures, an embedded object by its picture, a group of pictures and boxes. */
export const otherPictures: WordFile = {
  images: { pic: picture(200, 120) },
  body:
    p("图片的其他写法", centre, family("黑体") + size(32)) +
    p(
      '<w:r><w:pict><v:shape id="s1" style="width:150pt;height:90pt"><v:imagedata r:id="pic" o:title=""/></v:shape></w:pict></w:r>',
      centre,
    ) +
    p(r(prose(1)), both) +
    p(
      `<w:r><w:object w:dxaOrig="3000" w:dyaOrig="1800"><v:shape id="s2" style="width:100pt;height:60pt"><v:imagedata r:id="pic" o:title=""/></v:shape><o:OLEObject xmlns:o="${OFFICE}" Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s2" DrawAspect="Content" ObjectID="_1"/></w:object></w:r>${r("嵌入对象之后的文字。")}`,
    ) +
    p(
      `<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>${offset("H", "column", 1)}${offset("V", "paragraph", 0.2)}<wp:extent cx="${12 * CM}" cy="${4 * CM}"/><wp:wrapTopAndBottom/><wp:docPr id="9" name="组"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${12 * CM}" cy="${4 * CM}"/><a:chOff x="0" y="0"/><a:chExt cx="1200" cy="400"/></a:xfrm></wpg:grpSpPr>${member(0)}${member(700)}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>${r(prose(3, 2))}`,
      both,
    ) +
    p(
      anchor("pic", {
        width: 3,
        height: 1.8,
        x: offset("H", "column", 12),
        y: offset("V", "paragraph", 0),
        wrap: '<wp:wrapSquare wrapText="bothSides"/>',
      }) + r(prose(4)),
      both,
    ) +
    tbl(
      [3000, 6000],
      tr(
        tc(3000, p("签章", centre)) +
          tc(
            6000,
            p(
              anchor("pic", {
                width: 2,
                height: 1.2,
                x: offset("H", "column", 1),
                y: offset("V", "paragraph", 0.1),
                wrap: "<wp:wrapNone/>",
              }) + r("（盖章处）"),
            ) +
              p("") +
              p(""),
          ),
      ),
      GRID,
    ) +
    sectPr(),
};

function member(x: number): string {
  return `<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="${x}" y="0"/><a:ext cx="500" cy="400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>${p(x === 0 ? "受理" : "备案", centre)}</w:txbxContent></wps:txbx><wps:bodyPr anchor="ctr"/></wps:wsp>`;
}
/** Endnotes at the end, footnotes of several lines, notes in a table. */
export const longNotes: WordFile = {
  footnotes: [1, 2, 3]
    .map(
      (id) =>
        `<w:footnote w:id="${id}">${p(`<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>${r(prose(4, id), size(18))}`)}</w:footnote>`,
    )
    .join(""),
  body:
    p("带注释的说明", centre, family("黑体") + size(32)) +
    [0, 1, 2, 3, 4, 5, 6, 7]
      .map((index) =>
        p(
          r(prose(4, index)) +
            (index % 3 === 0
              ? `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${index / 3 + 1}"/></w:r>`
              : "") +
            r(prose(1, index + 1)),
          both,
        ),
      )
      .join("") +
    sectPr(),
};

const clauseLevel = (index: number, text: string, left: number, style = ""): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>${style === "" ? "" : `<w:pStyle w:val="${style}"/>`}<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${left}" w:hanging="425"/></w:pPr></w:lvl>`;
const inList = (list: number, at: number): string =>
  `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`;

/** Clauses numbered by their styles: a style's own indents over its list's, a level inherited, a list by its list style, a new start. */
export const numberedStyles: WordFile = {
  numbering: `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="MyList"/>${clauseLevel(0, "%1", 425, "H1")}${clauseLevel(1, "%1.%2", 992, "H2")}${clauseLevel(2, "%1.%2.%3", 1418)}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="MyList"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`,
  styles:
    style("H1", { paragraph: '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>' }) +
    style("H2", { paragraph: inList(1, 1) }) +
    style("H3", {
      base: "H2",
      paragraph: '<w:numPr><w:ilvl w:val="2"/></w:numPr><w:ind w:left="600" w:hanging="600"/>',
    }) +
    `<w:style w:type="numbering" w:styleId="MyList"><w:name w:val="MyList"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
  body:
    p("总则", is("H1")) +
    [0, 1].map((index) => p(prose(1, index), is("H2"))).join("") +
    p(prose(1, 2), is("H3")) +
    p("分则", is("H1")) +
    p(prose(1, 3), `${is("H2")}<w:ind w:left="0" w:firstLine="420"/>`) +
    p(prose(1, 4), inList(2, 1)) +
    p("另起", inList(3, 0)) +
    p("无号", `${is("H1")}<w:numPr><w:numId w:val="0"/></w:numPr>`) +
    sectPr(),
};
