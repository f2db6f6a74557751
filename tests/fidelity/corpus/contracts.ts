import { family, field, is, p, prose, r, size, style, tbl, tc, tr } from "./pieces.ts";
import type { WordFile } from "./word-file.ts";

const both = '<w:jc w:val="both"/>';
const centre = '<w:jc w:val="center"/>';

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
