import { anchor, offset, picture, shape } from "./drawings.ts";
import { family, field, GRID, p, prose, r, sectPr, size, tbl, tc, tr } from "./pieces.ts";
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

/** A notice on a grid of lines and characters narrower than its type, as GB/T 9704 templates have it, with a table on the grid. */
export const characterGridNotice: WordFile = {
  defaults: { run: FANGSONG },
  settings: '<w:characterSpacingControl w:val="compressPunctuation"/>',
  body:
    p("关于印发知识产权托管办法的通知", centre, family("方正小标宋简体") + size(44)) +
    p("各有关单位：") +
    [0, 1, 2]
      .map((index) => p(`${"一二三"[index]}、总体要求`, two, family("黑体")) + p(prose(3, index * 2), two))
      .join("") +
    p("某某省知识产权局", '<w:jc w:val="right"/>') +
    sectPr({
      margins: OFFICE_MARGINS,
      last: '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>',
    }),
};
