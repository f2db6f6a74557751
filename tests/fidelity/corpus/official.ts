import { anchor, offset, picture, shape } from "./drawings.ts";
import {
  family,
  field,
  GRID,
  is,
  p,
  paragraphs,
  prose,
  r,
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
const middle = '<w:vAlign w:val="center"/>';
const two = `${both}<w:ind w:firstLineChars="200" w:firstLine="640"/>`;
const OFFICE_MARGINS =
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>';
const FANGSONG =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:sz w:val="32"/><w:szCs w:val="32"/>';

/** A page number in a text box that is as wide as its text, as WPS puts it in the footer. */
const boxedNumber = (side: "outside" | "center"): string =>
  `<w:p><w:pPr><w:snapToGrid w:val="0"/><w:ind w:right="360" w:firstLine="360"/></w:pPr>${shape(
    {
      x: `<wp:positionH relativeFrom="margin"><wp:align>${side}</wp:align></wp:positionH>`,
      y: '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>',
      width: 5.08,
      height: 5.08,
      look: '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350"><a:noFill/></a:ln>',
      body: '<wps:bodyPr vert="horz" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:spAutoFit/></wps:bodyPr>',
    },
    p(
      r("— ", size(28)) + field("PAGE  \\* MERGEFORMAT", "1", size(28)) + r(" —", size(28)),
      '<w:snapToGrid w:val="0"/>',
    ),
  )}</w:p>`;

const clause = (text: string, run: string): string => p(text, two, run);

/** A notice with a red head: issuer's name stretched, a red line as a shape, body on exact lines, attachments, seal, colophon. */
export const redHeadNotice: WordFile = {
  defaults: { run: FANGSONG, paragraph: '<w:spacing w:line="579" w:lineRule="exact"/>' },
  images: { seal: picture(160, 160) },
  footers: { foot: boxedNumber("outside") },
  body:
    p(
      "某某省知识产权局文件",
      `<w:spacing w:before="800" w:line="1200" w:lineRule="exact"/>${centre}`,
      `${family("方正小标宋简体")}<w:color w:val="FF0000"/><w:spacing w:val="20"/><w:w w:val="80"/>${size(90)}`,
    ) +
    p("") +
    p("某知发〔2026〕18号", centre) +
    p(
      shape({
        x: offset("H", "column", 0),
        y: offset("V", "paragraph", 0.3),
        width: 15.6,
        height: 0,
        look: '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="28575"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>',
      }),
    ) +
    p(
      "关于组织开展2026年度知识产权托管工作的通知",
      `<w:spacing w:line="700" w:lineRule="exact"/>${centre}`,
      family("方正小标宋简体") + size(44),
    ) +
    p("") +
    p("各设区市、省直管县（市）知识产权管理部门，各有关园区、托管机构：") +
    clause(prose(2), "") +
    clause("一、总体要求", family("黑体")) +
    clause(prose(3, 2), "") +
    clause("二、重点任务", family("黑体")) +
    p(`${r("（一）摸清需求。", family("楷体_GB2312") + "<w:b/>")}${r(prose(2, 4))}`, two) +
    p(`${r("（二）签订合同。", family("楷体_GB2312") + "<w:b/>")}${r(prose(3, 6))}`, two) +
    p(`${r("1.报送材料。", "<w:b/>")}${r(prose(2, 1))}`, two) +
    clause("三、有关要求", family("黑体")) +
    clause(prose(3, 3), "") +
    p("（联系人：李四；联系电话：0311—00000000）", two) +
    p("") +
    p("附件：1.知识产权托管工作任务分解表", '<w:ind w:left="1600" w:hanging="960"/>') +
    p(
      "2.知识产权托管机构备案登记表及有关证明材料目录（样式）一式两份",
      '<w:ind w:left="1920" w:hanging="320"/>',
    ) +
    p("") +
    p("") +
    p(
      r("某某省知识产权局") +
        anchor("seal", {
          width: 4.2,
          height: 4.2,
          x: offset("H", "column", 8.6),
          y: offset("V", "paragraph", -1.4),
          wrap: "<wp:wrapNone/>",
          behind: 1,
        }),
      '<w:jc w:val="right"/><w:ind w:rightChars="400" w:right="1280"/>',
    ) +
    p("2026年11月20日", '<w:jc w:val="right"/><w:ind w:rightChars="400" w:right="1280"/>') +
    p("（此件公开发布）", two) +
    p("附件1", "<w:pageBreakBefore/>", family("黑体")) +
    p(
      "知识产权托管工作任务分解表",
      `${centre}<w:spacing w:line="700" w:lineRule="exact"/>`,
      family("方正小标宋简体") + size(36),
    ) +
    tbl(
      [720, 2600, 3400, 2100],
      tr(
        ["序号", "任务名称", "工作内容", "完成时限"]
          .map((text, index) =>
            tc(
              [720, 2600, 3400, 2100][index] ?? 0,
              p(text, `${centre}<w:spacing w:line="400" w:lineRule="exact"/>`, family("黑体") + size(24)),
              middle,
            ),
          )
          .join(""),
        '<w:tblHeader/><w:trHeight w:val="600"/>',
      ) +
        Array.from({ length: 12 }, (_, index) =>
          tr(
            tc(
              720,
              p(String(index + 1), `${centre}<w:spacing w:line="400" w:lineRule="exact"/>`, size(24)),
              middle,
            ) +
              tc(
                2600,
                p(
                  ["摸底调查", "机构遴选", "合同备案", "季度报告"][index % 4] ?? "",
                  `<w:spacing w:line="400" w:lineRule="exact"/>`,
                  size(24),
                ),
                middle,
              ) +
              tc(
                3400,
                p(prose(1, index), `${both}<w:spacing w:line="400" w:lineRule="exact"/>`, size(24)),
                middle,
              ) +
              tc(
                2100,
                p(
                  `2026年${index + 1}月底`,
                  `${centre}<w:spacing w:line="400" w:lineRule="exact"/>`,
                  size(24),
                ),
                middle,
              ),
            '<w:cantSplit/><w:trHeight w:val="600"/>',
          ),
        ).join(""),
      `<w:jc w:val="center"/>${GRID}`,
    ) +
    p("") +
    tbl(
      [8845],
      tr(
        tc(
          8845,
          p(
            "抄送：国家知识产权局，省政府办公厅，省有关部门。",
            '<w:ind w:left="960" w:right="280" w:hanging="680"/>',
            size(28),
          ),
          '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>',
        ),
      ) +
        tr(
          tc(
            8845,
            p(
              `${r("某某省知识产权局办公室", size(28))}<w:r><w:tab/></w:r>${r("2026年11月20日印发", size(28))}`,
              '<w:tabs><w:tab w:val="right" w:pos="8400"/></w:tabs><w:ind w:left="280"/>',
            ),
            '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders>',
          ),
        ),
      "",
    ) +
    sectPr({
      first: '<w:footerReference w:type="default" r:id="foot"/>',
      margins: OFFICE_MARGINS,
      last: '<w:cols w:space="720"/><w:docGrid w:type="lines" w:linePitch="312"/>',
    }),
};

const upright = '<w:textDirection w:val="tbRlV"/>';
const small = size(24);

/** An application form: heads that run down their cells, boxes to tick, merged cells, rows of exact and least heights, places to sign. */
export const applicationForm: WordFile = {
  defaults: { run: FANGSONG.replaceAll("32", "24") },
  images: { photo: picture(90, 120) },
  body:
    p(
      "知识产权托管服务人员登记表",
      `${centre}<w:spacing w:after="156"/>`,
      family("方正小标宋简体") + size(36),
    ) +
    p("填表日期：    年  月  日", '<w:jc w:val="right"/>') +
    tbl(
      [700, 1300, 1500, 1000, 1300, 1300, 1760],
      tr(
        tc(
          700,
          p("基本情况", centre, family("黑体") + small),
          `<w:vMerge w:val="restart"/>${upright}${middle}`,
        ) +
          tc(1300, p("姓名", centre), middle) +
          tc(1500, p("张三", centre), middle) +
          tc(1000, p("性别", centre), middle) +
          tc(1300, p("女", centre), middle) +
          tc(1300, p("出生年月", centre), middle) +
          tc(1760, p("（贴照片处）", centre), `<w:vMerge w:val="restart"/>${middle}`),
        '<w:trHeight w:val="680" w:hRule="exact"/>',
      ) +
        tr(
          tc(700, p(""), "<w:vMerge/>") +
            tc(1300, p("政治面貌", centre), middle) +
            tc(1500, p("群众", centre), middle) +
            tc(1000, p("学历", centre), middle) +
            tc(1300, p("本科", centre), middle) +
            tc(1300, p("1990年1月", centre), middle) +
            tc(1760, p(""), "<w:vMerge/>"),
          '<w:trHeight w:val="680" w:hRule="exact"/>',
        ) +
        tr(
          tc(700, p(""), "<w:vMerge/>") +
            tc(1300, p("工作单位", centre), middle) +
            tc(5100, p("某某知识产权代理有限公司"), `<w:gridSpan w:val="4"/>${middle}`) +
            tc(1760, p(""), "<w:vMerge/>"),
          '<w:trHeight w:val="680"/>',
        ) +
        tr(
          tc(700, p("工作经历", centre, family("黑体") + small), `${upright}${middle}`) +
            tc(
              8160,
              p(prose(3), both) + p("2015年7月—2019年6月  某某大学学生") + p("2019年7月至今  某某公司代理师"),
              '<w:gridSpan w:val="6"/>',
            ),
          '<w:trHeight w:val="2600"/>',
        ) +
        tr(
          tc(700, p("申请类别", centre, family("黑体") + small), `${upright}${middle}`) +
            tc(
              8160,
              p(
                `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>${r(" 普通托管（年费监控、期限提醒）")}`,
              ) +
                p(
                  `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${r(" 完全托管（申请、运用、维权）")}`,
                ) +
                p(
                  `${r("□", '<w:rFonts w:hint="eastAsia"/>')}${r(" 其他：")}${r("                    ", '<w:u w:val="single"/>')}`,
                ),
              `<w:gridSpan w:val="6"/>${middle}`,
            ),
          '<w:trHeight w:val="1700"/>',
        ) +
        tr(
          tc(700, p("推荐单位意见", centre, family("黑体") + small), `${upright}${middle}`) +
            tc(
              8160,
              p("") +
                p("") +
                p("负责人（签字）：            （盖章）", '<w:ind w:firstLine="2400"/>') +
                p("年    月    日", '<w:jc w:val="right"/><w:ind w:right="480"/>'),
              '<w:gridSpan w:val="6"/><w:vAlign w:val="bottom"/>',
            ),
          '<w:trHeight w:val="2200" w:hRule="exact"/>',
        ) +
        tr(
          tc(700, p("备 注", centre, family("黑体") + small), `<w:textDirection w:val="btLr"/>${middle}`) +
            tc(
              8160,
              p("本表一式三份，由推荐单位、市级管理部门和省级管理部门各存一份。"),
              `<w:gridSpan w:val="6"/>${middle}`,
            ),
          '<w:trHeight w:val="1100"/>',
        ),
      `<w:jc w:val="center"/>${GRID}<w:tblLayout w:type="fixed"/>`,
    ) +
    p("注：“工作经历”栏从大学填起；表内项目本人没有的填“无”。", "", size(21)) +
    sectPr({
      margins:
        '<w:pgMar w:top="1134" w:right="1418" w:bottom="1134" w:left="1418" w:header="851" w:footer="992" w:gutter="0"/>',
    }),
};

const money = (value: number): string =>
  p(value.toLocaleString("en-US", { minimumFractionDigits: 2 }), '<w:jc w:val="right"/>', size(21));
const cell = (content: string, properties = ""): string =>
  `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>${properties}</w:tcPr>${content.startsWith("<") ? content : p(content, centre, size(21))}</w:tc>`;

/** A landscape budget: a table as wide as its page in per cent, no layout said, two heading rows with merged cells, cells of automatic width. */
export const budgetTable: WordFile = {
  body:
    p("2026年度知识产权托管专项经费预算表", centre, family("黑体") + size(32)) +
    p("单位：万元", '<w:jc w:val="right"/>') +
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>${GRID}<w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>${[800, 3000, 1900, 1900, 1900, 4458].map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>` +
    tr(
      cell("序号", '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>') +
        cell("支出科目", '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>') +
        cell("资金来源", '<w:gridSpan w:val="3"/>') +
        cell("测算依据", '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>'),
      "<w:tblHeader/>",
    ) +
    tr(
      cell(p(""), "<w:vMerge/>") +
        cell(p(""), "<w:vMerge/>") +
        cell("省级财政") +
        cell("市级配套") +
        cell("自筹") +
        cell(p(""), "<w:vMerge/>"),
      "<w:tblHeader/>",
    ) +
    Array.from({ length: 22 }, (_, index) =>
      tr(
        cell(String(index + 1)) +
          cell(
            p(
              ["资料费", "专家咨询费", "差旅费", "培训费", "信息化建设费（含平台运行维护）"][index % 5] ?? "",
              "",
              size(21),
            ),
          ) +
          cell(money(index * 1234.5 + 10)) +
          cell(money(index * 45.25)) +
          cell(money(0)) +
          cell(p(prose(1, index), both, size(21))),
      ),
    ).join("") +
    tr(
      cell("合计", '<w:gridSpan w:val="2"/>') +
        cell(money(285197.5)) +
        cell(money(10452.75)) +
        cell(money(0)) +
        cell(p("")),
    ) +
    "</w:tbl>" +
    p("") +
    sectPr({
      size: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
      last: '<w:docGrid w:type="lines" w:linePitch="312"/>',
    }),
};

const blank = (label: string): string =>
  p(
    `${r(`${label}：`, size(28))}${r("\u3000".repeat(14), `${size(28)}<w:u w:val="single"/>`)}`,
    '<w:spacing w:line="600" w:lineRule="exact"/><w:ind w:firstLineChars="300" w:firstLine="840"/>',
  );

const entry = (level: number, text: string, page: number): string =>
  p(
    `<w:hyperlink w:anchor="_Toc${page}${level}" w:history="1">${r(text)}<w:r><w:tab/></w:r>${field(`PAGEREF _Toc${page}${level} \\h`, String(page))}</w:hyperlink>`,
    is(`TOC${level}`),
  );

/** A technology contract: cover with blanks, instructions, contents with leaders, numbered articles, footnotes, tables, signatures. */
export const technologyContract: WordFile = {
  settings: '<w:defaultTabStop w:val="420"/>',
  styles:
    style("1", {
      paragraph:
        '<w:keepNext/><w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:before="240" w:after="120" w:line="360" w:lineRule="auto"/><w:outlineLvl w:val="0"/>',
      run: `${family("黑体")}<w:b/>${size(28)}`,
    }) +
    style("TOC1", {
      paragraph:
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs><w:spacing w:before="60"/>',
      run: size(24),
    }) +
    style("TOC2", {
      paragraph:
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs><w:ind w:leftChars="200" w:left="420"/>',
    }) +
    style("header", {
      paragraph:
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:tabs><w:tab w:val="center" w:pos="4153"/><w:tab w:val="right" w:pos="8306"/></w:tabs><w:snapToGrid w:val="0"/><w:jc w:val="center"/>',
      run: size(18),
    }) +
    '<w:style w:type="character" w:styleId="a5"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
  numbering:
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1条\u3000"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="840"/></w:tabs><w:ind w:left="840" w:hanging="420"/></w:pPr></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%3"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1260" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  headers: { head: p("技术服务合同", is("header")) },
  footers: {
    foot: p(r("第") + field("PAGE", "1") + r("页 共") + field("SECTIONPAGES", "9") + r("页"), centre),
  },
  footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>${[1, 2].map((id) => `<w:footnote w:id="${id}">${p(`<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:footnoteRef/></w:r>${r(` ${prose(1, id)}`, size(18))}`, "", "")}</w:footnote>`).join("")}`,
  body:
    p(r("合同编号：") + r("           ", '<w:u w:val="single"/>'), '<w:jc w:val="right"/>') +
    p("", '<w:spacing w:before="1200"/>') +
    p(
      "技术服务合同",
      `${centre}<w:spacing w:before="600" w:after="1200"/>`,
      `${family("黑体")}<w:b/>${size(52)}`,
    ) +
    ["项目名称", "委托方（甲方）", "受托方（乙方）", "签订时间", "签订地点", "有效期限"].map(blank).join("") +
    p("中华人民共和国科学技术部印制", `${centre}<w:spacing w:before="2000"/>`, size(28)) +
    p(`<w:r><w:br w:type="page"/></w:r>`) +
    p("填写说明", centre, `${family("黑体")}${size(32)}`) +
    [0, 1, 2, 3]
      .map((index) =>
        p(
          `${["一", "二", "三", "四"][index]}、${prose(2, index * 2)}`,
          `${both}<w:ind w:firstLineChars="200" w:firstLine="420"/><w:spacing w:line="400" w:lineRule="exact"/>`,
        ),
      )
      .join("") +
    p(
      "",
      `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>`,
    ) +
    `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p("目  录", centre, `${family("黑体")}${size(32)}`)}<w:p><w:pPr>${is("TOC1")}</w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="_Toc1">${r("第一条　服务内容")}<w:r><w:tab/></w:r>${field("PAGEREF _Toc1 \\h", "4")}</w:hyperlink></w:p>${[2, 3, 4, 5, 6].map((at) => entry(1, `第${"一二三四五六"[at - 1]}条　${["", "", "服务期限", "服务费用及其支付方式", "双方的权利和义务", "保密", "违约责任"][at]}`, at + 3) + entry(2, `${at}.1 一般约定`, at + 3)).join("")}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>` +
    p(`<w:r><w:br w:type="page"/></w:r>`) +
    [0, 1, 2, 3, 4, 5]
      .map(
        (article) =>
          p(
            ["服务内容", "服务期限", "服务费用及其支付方式", "双方的权利和义务", "保密", "违约责任"][
              article
            ] ?? "",
            is("1"),
          ) +
          [0, 1, 2]
            .map((each) =>
              p(
                r(prose(2, article * 3 + each)) +
                  (each === 1 && article < 2
                    ? `<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:footnoteReference w:id="${article + 1}"/></w:r>`
                    : ""),
                `<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>${both}<w:spacing w:line="360" w:lineRule="auto"/>`,
              ),
            )
            .join("") +
          [0, 1]
            .map((each) =>
              p(
                prose(1, article + each + 5),
                `<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>${both}<w:spacing w:line="360" w:lineRule="auto"/>`,
              ),
            )
            .join("") +
          (article === 2
            ? tbl(
                [1700, 3300, 3300],
                tr(
                  tc(1700, p("期次", centre)) +
                    tc(3300, p("支付时间", centre)) +
                    tc(3300, p("金额（元）", centre)),
                  "<w:tblHeader/>",
                ) +
                  [1, 2, 3]
                    .map((each) =>
                      tr(
                        tc(1700, p(`第${each}期`, centre)) +
                          tc(3300, p(`合同签订后${each * 30}日内`)) +
                          tc(3300, p(`${each * 40},000.00`, '<w:jc w:val="right"/>')),
                      ),
                    )
                    .join(""),
              )
            : ""),
      )
      .join("") +
    p("（以下无正文，为签署页）", `${centre}<w:spacing w:before="400" w:after="400"/>`) +
    tbl(
      [4150, 4150],
      tr(
        ["甲方（盖章）：", "乙方（盖章）："]
          .map((who) =>
            tc(
              4150,
              p(who) +
                p("法定代表人或委托代理人：") +
                p("（签字）") +
                p("      年    月    日", '<w:jc w:val="right"/>'),
            ),
          )
          .join(""),
        '<w:cantSplit/><w:trHeight w:val="2400"/>',
      ),
    ) +
    `<w:sectPr><w:headerReference w:type="default" r:id="head"/><w:footerReference w:type="default" r:id="foot"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:pgNumType w:start="1"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>`,
};

const wrapped = (side: string, wrap: string, index: number): string =>
  p(
    anchor("photo", {
      width: 4,
      height: 5.2,
      x: `<wp:positionH relativeFrom="column"><wp:align>${side}</wp:align></wp:positionH>`,
      y: offset("V", "paragraph", 0.2),
      wrap,
    }) + r(prose(4, index)),
    `${both}<w:ind w:firstLineChars="200" w:firstLine="420"/>`,
  ) + paragraphs(2, both, 3);

/** Text around pictures: square on the left, the right and in the middle of it, tight, above and below. */
export const wrappedPictures: WordFile = {
  images: { photo: picture(100, 130) },
  body:
    p("园区知识产权托管工作简报", centre, family("黑体") + size(32)) +
    wrapped("left", '<wp:wrapSquare wrapText="bothSides"/>', 0) +
    wrapped("right", '<wp:wrapSquare wrapText="bothSides"/>', 3) +
    wrapped(
      "right",
      '<wp:wrapTight wrapText="bothSides"><wp:wrapPolygon edited="0"><wp:start x="0" y="0"/><wp:lineTo x="0" y="21600"/><wp:lineTo x="21600" y="21600"/><wp:lineTo x="21600" y="0"/><wp:lineTo x="0" y="0"/></wp:wrapPolygon></wp:wrapTight>',
      6,
    ) +
    wrapped("center", "<wp:wrapTopAndBottom/>", 2) +
    wrapped("left", '<wp:wrapSquare wrapText="right"/>', 4) +
    sectPr(),
};

/** Shapes: a text box with square wrapping, one in front of the text, lines, a filled rectangle behind, a rounded box. */
export const textBoxes: WordFile = {
  body:
    p("业务流程说明", centre, family("黑体") + size(32)) +
    p(
      shape(
        {
          x: '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>',
          y: offset("V", "paragraph", 0.1),
          width: 5,
          height: 3,
          wrap: '<wp:wrapSquare wrapText="bothSides"/>',
          look: '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>',
          body: '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720" anchor="t"><a:noAutofit/></wps:bodyPr>',
        },
        p("提示", centre, "<w:b/>") + p("办理时限为二十个工作日，不收取费用。"),
      ) + r(prose(6)),
      both,
    ) +
    paragraphs(2, both) +
    p(
      shape(
        {
          x: offset("H", "column", 1),
          y: offset("V", "paragraph", 0.3),
          width: 12,
          height: 1.2,
          wrap: "<wp:wrapTopAndBottom/>",
          look: '<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="E7E6E6"/></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="2F5496"/></a:solidFill></a:ln>',
          body: '<wps:bodyPr anchor="ctr"/>',
        },
        p("受理 → 审查 → 公示 → 备案", centre),
      ) + r(prose(3, 2)),
      both,
    ) +
    p(
      shape({
        x: offset("H", "column", 0),
        y: offset("V", "paragraph", 0.9),
        width: 15.9,
        height: 0,
        look: '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom><a:ln w="19050"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>',
      }) + r("上面一行之下有一条红线。"),
    ) +
    paragraphs(3, both) +
    sectPr(),
};

/** A table that floats: text goes on beside it; another one across the page at a fixed place. */
export const floatingTables: WordFile = {
  body:
    p("统计简表", centre, family("黑体") + size(32)) +
    p(prose(3), both) +
    tbl(
      [1500, 1500],
      Array.from({ length: 5 }, (_, index) =>
        tr(
          tc(1500, p(`项目${index + 1}`, centre)) + tc(1500, p(String(index * 12), '<w:jc w:val="right"/>')),
        ),
      ).join(""),
      `<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="right" w:tblpY="100"/>${GRID}`,
    ) +
    p(prose(7, 2), both) +
    paragraphs(2, both) +
    tbl(
      [2000, 2000, 2000],
      Array.from({ length: 3 }, (_, index) =>
        tr(tc(2000, `甲${index}`) + tc(2000, `乙${index}`) + tc(2000, `丙${index}`)),
      ).join(""),
      `<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="2900" w:tblpY="12500"/>${GRID}`,
    ) +
    paragraphs(2, both) +
    sectPr(),
};
