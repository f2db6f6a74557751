import { field, family, p, paragraphs, prose, r, sectPr, size } from "./pieces.ts";
import { type WordFile } from "./word-file.ts";

const END = sectPr();
const first = '<w:ind w:firstLineChars="200" w:firstLine="420"/>';
const both = '<w:jc w:val="both"/>';

/** What runs can look like: four font slots with hints, weight, lines, colour, spacing, position, shading. */
export const runLooks: WordFile = {
  body:
    p(r("合同", family("方正小标宋简体") + size(44)), '<w:jc w:val="center"/>') +
    p(
      r("黑体") +
        r("黑体加粗", `${family("黑体")}<w:b/>`) +
        r("楷体斜体 Kai italic", `${family("楷体_GB2312")}<w:i/>`) +
        r("仿宋字", family("仿宋_GB2312")),
    ) +
    p(
      r("单线", '<w:u w:val="single"/>') +
        r("双线", '<w:u w:val="double"/>') +
        r("粗线", '<w:u w:val="thick"/>') +
        r("点线", '<w:u w:val="dotted"/>') +
        r("虚线", '<w:u w:val="dash"/>') +
        r("波线", '<w:u w:val="wave"/>') +
        r("红字", '<w:color w:val="C00000"/>') +
        r("删除线", "<w:strike/>") +
        r("加宽", '<w:spacing w:val="40"/>') +
        r("紧缩的文字", '<w:spacing w:val="-10"/>'),
    ) +
    p(
      r("m") +
        r("2", '<w:vertAlign w:val="superscript"/>') +
        r("，CO") +
        r("2", '<w:vertAlign w:val="subscript"/>') +
        r("；") +
        r("拉宽", '<w:w w:val="150"/>') +
        r("高亮文字", '<w:highlight w:val="yellow"/>') +
        r("底纹文字", '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'),
    ) +
    p(
      r("“引号”与‘单引号’——破折号……省略号", '<w:rFonts w:hint="eastAsia"/>') +
        r(" “English quotes” and don’t … ", '<w:rFonts w:eastAsia="宋体"/>'),
    ) +
    p(
      r("提升") + r("三点", '<w:sz w:val="21"/><w:position w:val="6"/>'),
      '<w:spacing w:line="500" w:lineRule="exact"/>',
    ) +
    p(r("第①项、第②项，面积≥30㎡，温度25℃，误差±0.5％，№ 8，§ 3，Ⅳ级，α＋β×2÷1。")) +
    p(
      r("CAPS lower to upper", "<w:caps/>") +
        r(" 隐藏的文字", "<w:vanish/>") +
        r("之后。") +
        `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>` +
        r("已选 ") +
        `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>` +
        r("未选"),
    ) +
    paragraphs(6, both + first) +
    END,
};

/** Alignments and indents: both, centre, right, distribute; hanging, in characters. */
export const alignments: WordFile = {
  body:
    p("分散对齐的标题", '<w:jc w:val="distribute"/><w:ind w:left="2000" w:right="2000"/>') +
    p(prose(2, 4), '<w:jc w:val="left"/>') +
    p(prose(2, 1), '<w:jc w:val="right"/>') +
    p(prose(2, 2), '<w:jc w:val="center"/>') +
    p(prose(4, 3), both) +
    p(prose(3, 5), `${both}<w:ind w:left="420" w:hanging="420"/>`) +
    p(prose(3, 6), `${both}<w:ind w:leftChars="200" w:left="420" w:rightChars="100" w:right="210"/>`) +
    p(prose(3, 7), `${both}<w:ind w:left="640" w:hangingChars="200" w:hanging="420"/>`) +
    p(prose(3, 8), `${both}<w:ind w:firstLine="840"/>`) +
    p(prose(2, 9), `<w:jc w:val="distribute"/>`) +
    p("甲方（盖章）：\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000乙方（盖章）：", both) +
    paragraphs(5, both + first) +
    END,
};

/** Line heights of each rule, space before and after in points and lines. */
export const spacings: WordFile = {
  body:
    p(prose(3), '<w:spacing w:line="360" w:lineRule="auto"/>') +
    p(prose(3, 1), '<w:spacing w:line="560" w:lineRule="exact"/>') +
    p(prose(3, 2), '<w:spacing w:line="500" w:lineRule="atLeast"/>') +
    p(prose(3, 3), '<w:spacing w:line="200" w:lineRule="atLeast" w:before="120" w:after="240"/>') +
    p(prose(2, 4), '<w:spacing w:beforeLines="100" w:before="312" w:afterLines="50" w:after="156"/>') +
    p(prose(2, 5), '<w:spacing w:line="276" w:lineRule="auto" w:before="100" w:after="200"/>') +
    p(prose(2, 6) + "大字", '<w:spacing w:line="300" w:lineRule="auto"/>', size(32)) +
    p(prose(2, 7), '<w:contextualSpacing/><w:spacing w:after="200"/>') +
    p(prose(2, 8), '<w:contextualSpacing/><w:spacing w:after="200"/>') +
    p("") +
    p("", '<w:rPr><w:sz w:val="44"/></w:rPr>') +
    paragraphs(8, '<w:spacing w:line="312" w:lineRule="auto"/>') +
    END,
};

const heading = (text: string): string =>
  p(text, '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>', family("黑体") + size(28));

/** Keeps, widows, breaks before. */
export const keeps: WordFile = {
  body:
    Array.from(
      { length: 9 },
      (_, index) => heading(`第${index + 1}条 约定事项`) + p(prose(6 + (index % 3), index), both + first),
    ).join("") +
    p("附件一", "<w:pageBreakBefore/>", family("黑体")) +
    p(prose(12), `<w:keepLines/>${both}`) +
    p(prose(30), `<w:widowControl w:val="0"/>${both}`) +
    p(prose(25, 3), `<w:keepLines/>${both}`) +
    p(prose(25, 5), both) +
    `<w:p>${r("换页之前")}<w:r><w:br w:type="page"/></w:r>${r("换页之后")}</w:p>` +
    paragraphs(3, both) +
    END,
};

/** Tab stops of four kinds with leaders, and a table of contents made of them. */
export const tabs: WordFile = {
  links: { site: "https://example.invalid/" },
  body:
    `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="center" w:pos="4500"/><w:tab w:val="right" w:pos="9000"/></w:tabs></w:pPr>${r("左")}<w:r><w:tab/></w:r>${r("两千")}<w:r><w:tab/></w:r>${r("居中文字")}<w:r><w:tab/></w:r>${r("靠右")}</w:p>` +
    ["1.5", "12.25", "120.125", "1,200"]
      .map(
        (value) =>
          `<w:p><w:pPr><w:tabs><w:tab w:val="decimal" w:pos="4000"/></w:tabs></w:pPr>${r("金额")}<w:r><w:tab/></w:r>${r(value)}</w:p>`,
      )
      .join("") +
    ["dot", "hyphen", "underscore", "middleDot"]
      .map(
        (leader) =>
          `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="${leader}" w:pos="9026"/></w:tabs></w:pPr>${r(`引导符${leader}`)}<w:r><w:tab/></w:r>${r("12")}</w:p>`,
      )
      .join("") +
    `<w:p>${r("姓名")}<w:r><w:tab/></w:r>${r("默认制表位")}<w:r><w:tab/><w:tab/></w:r>${r("再来两个")}</w:p>` +
    p(
      r("一、\t", "").replace("\t", "") + "<w:r><w:tab/></w:r>" + r(prose(3)),
      '<w:ind w:left="720" w:hanging="720"/>',
    ) +
    `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4200"/><w:tab w:val="left" w:pos="4600"/><w:tab w:val="left" w:leader="underscore" w:pos="9000"/></w:tabs></w:pPr>${r("甲方：")}<w:r><w:tab/></w:r><w:r><w:tab/></w:r>${r("乙方：")}<w:r><w:tab/></w:r></w:p>` +
    p("目录", '<w:jc w:val="center"/>', family("黑体")) +
    Array.from(
      { length: 12 },
      (_, index) =>
        `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9026"/></w:tabs></w:pPr><w:hyperlink w:anchor="_Toc${index}" w:history="1">${r(`第${index + 1}章 托管服务内容`)}<w:r><w:tab/></w:r>${field(`PAGEREF _Toc${index} \\h`, "1")}</w:hyperlink></w:p>`,
    ).join("") +
    `<w:p>${r("详见")}<w:hyperlink r:id="site">${r("网站说明", '<w:color w:val="0000FF"/><w:u w:val="single"/>')}</w:hyperlink>${r("。")}</w:p>` +
    Array.from(
      { length: 12 },
      (_, index) =>
        `<w:p><w:bookmarkStart w:id="${index}" w:name="_Toc${index}"/>${r(`第${index + 1}章 托管服务内容`)}<w:bookmarkEnd w:id="${index}"/></w:p>`,
    ).join("") +
    END,
};

const edge = (sz: number, space: number, value = "single"): string =>
  `w:val="${value}" w:sz="${sz}" w:space="${space}" w:color="auto"`;

/** Paragraph borders and shading, which take height. */
export const boxes: WordFile = {
  body:
    p(
      "红头文件",
      '<w:jc w:val="center"/>',
      `${family("方正小标宋简体")}${size(52)}<w:color w:val="FF0000"/>`,
    ) +
    p(
      "知托发〔2026〕8号",
      `<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="FF0000"/></w:pBdr><w:jc w:val="center"/>`,
      family("仿宋_GB2312"),
    ) +
    p(prose(3), both + first) +
    p(
      prose(3, 2),
      `<w:pBdr><w:top ${edge(8, 4)}/><w:left ${edge(8, 4)}/><w:bottom ${edge(8, 4)}/><w:right ${edge(8, 4)}/></w:pBdr>${both}`,
    ) +
    p(prose(2, 5), both) +
    [0, 1, 2]
      .map((index) =>
        p(
          prose(1, index),
          `<w:pBdr><w:top ${edge(6, 1)}/><w:left ${edge(6, 4)}/><w:bottom ${edge(6, 1)}/><w:right ${edge(6, 4)}/></w:pBdr>`,
        ),
      )
      .join("") +
    p(
      prose(2, 6),
      `<w:pBdr><w:top ${edge(12, 10, "double")}/><w:bottom ${edge(12, 10, "double")}/></w:pBdr>${both}`,
    ) +
    p(
      prose(2, 7),
      `<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>${both}<w:ind w:left="420" w:right="420"/>`,
    ) +
    [0, 1, 2]
      .map((index) =>
        p(
          prose(1, index + 3),
          `<w:pBdr><w:top ${edge(4, 1)}/><w:bottom ${edge(4, 1)}/><w:between ${edge(4, 1)}/></w:pBdr>`,
        ),
      )
      .join("") +
    paragraphs(4, both + first) +
    END,
};

const gridBody =
  paragraphs(7, both + first) +
  p(prose(3), `<w:snapToGrid w:val="0"/>${both}`) +
  p("标题较大", "", family("黑体") + size(36)) +
  p(prose(3, 2), '<w:spacing w:line="360" w:lineRule="auto"/>') +
  p(prose(3, 4), '<w:spacing w:line="400" w:lineRule="exact"/>') +
  p(prose(2, 5), '<w:spacing w:beforeLines="50" w:before="156" w:afterLines="50" w:after="156"/>') +
  paragraphs(5, both + first);

/** Lines on the document grid. */
export const lineGrid: WordFile = {
  body: gridBody + sectPr({ last: '<w:docGrid w:type="lines" w:linePitch="312"/>' }),
};

/** Lines and characters on the document grid. */
export const characterGrid: WordFile = {
  body:
    gridBody + sectPr({ last: '<w:docGrid w:type="linesAndChars" w:linePitch="360" w:charSpace="4294"/>' }),
};

/** A notice in the look of GB/T 9704: exact lines of 28.95 points, fangsong of 16 points, page numbers between dashes. */
export const officialNotice: WordFile = {
  defaults: {
    run: '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>',
    paragraph: '<w:spacing w:line="579" w:lineRule="exact"/>',
  },
  headers: {},
  footers: {
    odd: p(r("— ", size(28)) + field("PAGE", "1", size(28)) + r(" —", size(28)), '<w:jc w:val="right"/>'),
    even: p(r("— ", size(28)) + field("PAGE", "2", size(28)) + r(" —", size(28)), '<w:jc w:val="left"/>'),
  },
  settings: "<w:evenAndOddHeaders/>",
  body:
    p(
      "关于开展知识产权托管工作的通知",
      '<w:jc w:val="center"/><w:spacing w:line="700" w:lineRule="exact" w:after="400"/>',
      family("方正小标宋简体") + size(44),
    ) +
    p("各设区市管理部门，雄安新区管理部门：") +
    Array.from(
      { length: 5 },
      (_, index) =>
        p(
          ["一", "二", "三", "四", "五"][index] + "、总体要求",
          '<w:ind w:firstLineChars="200" w:firstLine="640"/>',
          family("黑体"),
        ) +
        p("（一）工作目标", '<w:ind w:firstLineChars="200" w:firstLine="640"/>', family("楷体_GB2312")) +
        p(prose(3, index * 2), `${both}<w:ind w:firstLineChars="200" w:firstLine="640"/>`),
    ).join("") +
    p("某某省知识产权局", '<w:jc w:val="right"/><w:ind w:rightChars="400" w:right="1280"/>') +
    p("2026年11月20日", '<w:jc w:val="right"/><w:ind w:rightChars="400" w:right="1280"/>') +
    sectPr({
      first: '<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>',
      margins:
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>',
    }),
};
