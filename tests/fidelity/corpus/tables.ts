import { family, GRID, p, paragraphs, prose, sectPr, size, tbl, tc, tr } from "./pieces.ts";
import type { WordFile } from "./word-file.ts";

const END = sectPr();
const both = '<w:jc w:val="both"/>';
const centre = '<w:jc w:val="center"/>';
const line = (sz: number, color = "auto", value = "single"): string =>
  `w:val="${value}" w:sz="${sz}" w:space="0" w:color="${color}"`;
const middle = '<w:vAlign w:val="center"/>';
const head = (text: string): string => p(text, centre, family("黑体"));

/** A registration form: spans, merges over rows, fixed and least heights, alignment in cells, shading. */
export const registrationForm: WordFile = {
  body:
    p("托管机构备案登记表", `${centre}<w:spacing w:after="200"/>`, family("方正小标宋简体") + size(36)) +
    tbl(
      [1500, 2200, 1300, 1300, 2726],
      tr(
        tc(1500, head("机构名称"), middle) +
          tc(7526, p("某某知识产权代理有限公司"), `<w:gridSpan w:val="4"/>${middle}`),
        '<w:trHeight w:val="700" w:hRule="exact"/>',
      ) +
        tr(
          tc(1500, head("统一社会信用代码"), middle) +
            tc(2200, p("91130100MA0XXXXX0X"), middle) +
            tc(1300, head("成立日期"), middle) +
            tc(4026, p("2018年5月"), `<w:gridSpan w:val="2"/>${middle}`),
          '<w:trHeight w:val="600"/>',
        ) +
        tr(
          tc(1500, head("联系方式"), `<w:vMerge w:val="restart"/>${middle}`) +
            tc(2200, "地址") +
            tc(5326, "某某市某某路1号", '<w:gridSpan w:val="3"/>'),
        ) +
        tr(
          tc(1500, p(""), "<w:vMerge/>") +
            tc(2200, "电话") +
            tc(5326, "0311-0000000", '<w:gridSpan w:val="3"/>'),
        ) +
        tr(
          tc(1500, p(""), "<w:vMerge/>") +
            tc(2200, "电子邮箱") +
            tc(5326, "office@example.invalid", '<w:gridSpan w:val="3"/>'),
        ) +
        tr(
          tc(
            1500,
            head("人员情况"),
            `<w:vMerge w:val="restart"/>${middle}<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>`,
          ) +
            ["姓名", "性别", "学历", "资格证号"]
              .map((text, index) =>
                tc(
                  [2200, 1300, 1300, 2726][index] ?? 0,
                  head(text),
                  '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>',
                ),
              )
              .join(""),
        ) +
        ["张某", "李某", "王某某"]
          .map((name) =>
            tr(
              tc(1500, p(""), "<w:vMerge/>") +
                tc(2200, p(name, centre)) +
                tc(1300, p("女", centre)) +
                tc(1300, p("本科", centre)) +
                tc(2726, p("1300000", '<w:jc w:val="right"/>')),
            ),
          )
          .join("") +
        tr(
          tc(1500, head("申请意见"), middle) +
            tc(
              7526,
              p(prose(3), both) +
                p("") +
                p("（盖章）\u3000\u3000年\u3000月\u3000日", '<w:jc w:val="right"/>'),
              '<w:gridSpan w:val="4"/><w:vAlign w:val="bottom"/>',
            ),
          '<w:trHeight w:val="3000" w:hRule="atLeast"/>',
        ),
    ) +
    p("注：本表一式两份。", "", size(18)) +
    END,
};

const rows = (count: number, more = ""): string =>
  Array.from({ length: count }, (_, index) =>
    tr(
      tc(900, p(String(index + 1), centre)) +
        tc(3000, p(prose(1, index), both)) +
        tc(3626, p(prose(1 + (index % 3), index + 1), both)) +
        tc(1500, p(`${index * 1000}.00`, '<w:jc w:val="right"/>')),
      more,
    ),
  ).join("");
const headRow = tr(
  tc(900, head("序号")) + tc(3000, head("工作内容")) + tc(3626, head("要求")) + tc(1500, head("金额（元）")),
  "<w:tblHeader/><w:cantSplit/>",
);

/** A long table with a repeated head; rows may be cut. */
export const longTable: WordFile = {
  body: p("服务清单", centre) + tbl([900, 3000, 3626, 1500], headRow + rows(24)) + p(prose(1)) + END,
};

/** A long table whose rows stay whole. */
export const wholeRows: WordFile = {
  body:
    p("服务清单", centre) +
    tbl([900, 3000, 3626, 1500], headRow + rows(22, "<w:cantSplit/>")) +
    p(prose(1)) +
    END,
};

/** Rows longer than what is left of a page, and one longer than a page. */
export const splitRows: WordFile = {
  body:
    paragraphs(4, both) +
    tbl(
      [2000, 7026],
      tr(tc(2000, head("背景")) + tc(7026, paragraphs(5, both, 4))) +
        tr(tc(2000, head("方案"), middle) + tc(7026, paragraphs(12, both, 4))) +
        tr(tc(2000, head("结论")) + tc(7026, paragraphs(2, both, 4))),
    ) +
    p(prose(2)) +
    END,
};

/** Cells merged over rows whose text is long, over pages. */
export const longMerges: WordFile = {
  body:
    paragraphs(6, both) +
    tbl(
      [2400, 1600, 5026],
      [0, 1, 2]
        .map((group) =>
          [0, 1, 2, 3, 4, 5]
            .map((index) =>
              tr(
                tc(
                  2400,
                  index === 0 ? p(`第${group + 1}组`, centre) + p(prose(2, group), both) : p(""),
                  `<w:vMerge${index === 0 ? ' w:val="restart"' : ""}/>${group === 1 ? middle : ""}`,
                ) +
                  tc(1600, p(`指标${index + 1}`)) +
                  tc(5026, p(prose(2, index + group), both)),
              ),
            )
            .join(""),
        )
        .join(""),
    ) +
    p(prose(1)) +
    END,
};

/** Borders that disagree, missing sides, thick frames, diagonal left alone. */
export const borderConflicts: WordFile = {
  body:
    p("边框") +
    tbl(
      [2000, 2000, 2500, 2526],
      tr(
        tc(
          2000,
          "粗框",
          `<w:tcBorders><w:top ${line(24)}/><w:left ${line(24)}/><w:bottom ${line(24)}/><w:right ${line(24)}/></w:tcBorders>`,
        ) +
          tc(2000, "普通") +
          tc(2500, "无上框", '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>') +
          tc(2526, "红右", `<w:tcBorders><w:right ${line(12, "FF0000")}/></w:tcBorders>`),
      ) +
        tr(
          tc(2000, "双线", `<w:tcBorders><w:bottom ${line(4, "auto", "double")}/></w:tcBorders>`) +
            tc(2000, "虚线", `<w:tcBorders><w:bottom ${line(8, "auto", "dashed")}/></w:tcBorders>`) +
            tc(2500, "点线", `<w:tcBorders><w:bottom ${line(8, "auto", "dotted")}/></w:tcBorders>`) +
            tc(2526, "空"),
        ) +
        tr(
          tc(2000, "无框", '<w:tcBorders><w:left w:val="nil"/><w:bottom w:val="nil"/></w:tcBorders>') +
            tc(2000, "底纹", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>') +
            tc(5026, "跨两列", '<w:gridSpan w:val="2"/>'),
        ),
    ) +
    p("三线表", centre) +
    tbl(
      [3000, 3000, 3026],
      tr(
        tc(3000, "项目", `<w:tcBorders><w:bottom ${line(6)}/></w:tcBorders>`) +
          tc(3000, "数量", `<w:tcBorders><w:bottom ${line(6)}/></w:tcBorders>`) +
          tc(3026, "金额", `<w:tcBorders><w:bottom ${line(6)}/></w:tcBorders>`),
      ) +
        [1, 2, 3]
          .map((index) => tr(tc(3000, `项目${index}`) + tc(3000, String(index)) + tc(3026, `${index}00.00`)))
          .join(""),
      `<w:tblBorders><w:top ${line(12)}/><w:bottom ${line(12)}/></w:tblBorders>`,
    ) +
    paragraphs(4, both) +
    END,
};

const nested = tbl(
  [1500, 2500],
  tr(tc(1500, "内一") + tc(2500, prose(1))) + tr(tc(1500, "内二") + tc(2500, "值")),
);

/** Tables in tables, tables moved by indent and alignment, wide cell margins. */
export const nestedTables: WordFile = {
  body:
    tbl(
      [4500, 4526],
      tr(tc(4500, p("外层") + nested + p("之后")) + tc(4526, nested + p(""))) +
        tr(
          tc(4500, prose(2)) +
            tc(
              4526,
              p("右下"),
              '<w:tcMar><w:top w:w="200" w:type="dxa"/><w:left w:w="300" w:type="dxa"/></w:tcMar>',
            ),
        ),
    ) +
    p("居中的表", centre) +
    tbl([2000, 2000], tr(tc(2000, "甲") + tc(2000, "乙")), `<w:jc w:val="center"/>${GRID}`) +
    p("靠右的表") +
    tbl([2000, 2000], tr(tc(2000, "甲") + tc(2000, "乙")), `<w:jc w:val="right"/>${GRID}`) +
    p("缩进的表") +
    tbl(
      [2000, 4000],
      tr(tc(2000, "甲") + tc(4000, prose(1))),
      `<w:tblInd w:w="720" w:type="dxa"/>${GRID}<w:tblCellMar><w:top w:w="100" w:type="dxa"/><w:left w:w="200" w:type="dxa"/><w:bottom w:w="100" w:type="dxa"/><w:right w:w="200" w:type="dxa"/></w:tblCellMar>`,
    ) +
    p("前后空格的行") +
    tbl(
      [1000, 2000, 3000, 2000],
      tr(tc(1000, "一") + tc(2000, "二") + tc(3000, "三") + tc(2000, "四")) +
        tr(
          tc(2000, "跳过首列") + tc(3000, "中间"),
          '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/><w:wBefore w:w="1000" w:type="dxa"/><w:wAfter w:w="2000" w:type="dxa"/>',
        ) +
        tr(tc(3000, "跨两列", '<w:gridSpan w:val="2"/>') + tc(5000, "跨两列", '<w:gridSpan w:val="2"/>')),
    ) +
    paragraphs(3, both) +
    END,
};

const BANDED = `<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblStyleColBandSize w:val="1"/><w:tblBorders><w:top ${line(8, "4472C4")}/><w:bottom ${line(8, "4472C4")}/><w:insideH ${line(4, "8EAADB")}/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="4472C4"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:top ${line(12, "4472C4", "double")}/></w:tcBorders></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr><w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/></w:tcPr></w:tblStylePr></w:style><w:style w:type="table" w:styleId="Lattice"><w:name w:val="Lattice"/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:tblPr>${GRID}</w:tblPr></w:style>`;
const styled = (look: string): string => `<w:tblStyle w:val="Banded"/>${look}`;
const plainRows = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    tr(
      tc(2500, index === 0 ? "名称" : `项目${index}`) +
        tc(3000, index === 0 ? "数量" : String(index * 3)) +
        tc(3526, index === 0 ? "说明" : prose(1, index)),
    ),
  ).join("");

/** Table styles with parts for the first and last row, the first column and bands. */
export const tableStyles: WordFile = {
  styles: BANDED,
  body:
    p("条件格式") +
    tbl(
      [2500, 3000, 3526],
      plainRows(6),
      styled(
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
      ),
    ) +
    p("无首行，有末行") +
    tbl(
      [2500, 3000, 3526],
      plainRows(5),
      styled(
        '<w:tblLook w:val="0440" w:firstRow="0" w:lastRow="1" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
      ),
    ) +
    p("网格") +
    tbl([2500, 3000, 3526], plainRows(5), '<w:tblStyle w:val="Lattice"/>') +
    paragraphs(2, both) +
    END,
};

/** Widths that Word finds by itself beside widths that are fixed; widths in percent. */
export const tableWidths: WordFile = {
  body:
    p("自动") +
    `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>${GRID}<w:tblLayout w:type="autofit"/></w:tblPr><w:tblGrid><w:gridCol w:w="1200"/><w:gridCol w:w="3400"/></w:tblGrid>${tr(tc(1200, "短") + tc(3400, "较长的内容在这里"))}</w:tbl>` +
    p("固定") +
    tbl(
      [1200, 3400, 4426],
      tr(tc(1200, "窄列会折行的文字") + tc(3400, prose(1)) + tc(4426, "值")),
      `${GRID}<w:tblLayout w:type="fixed"/>`,
    ) +
    p("百分比") +
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>${GRID}</w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6026"/></w:tblGrid>${tr(`<w:tc><w:tcPr><w:tcW w:w="1662" w:type="pct"/></w:tcPr>${p("三分之一")}</w:tc><w:tc><w:tcPr><w:tcW w:w="3338" w:type="pct"/></w:tcPr>${p(prose(1))}</w:tc>`)}</w:tbl>` +
    p("固定行高") +
    tbl(
      [3000, 6026],
      tr(
        tc(3000, p("固定", centre), middle) + tc(6026, prose(1)),
        '<w:trHeight w:val="850" w:hRule="exact"/>',
      ) + tr(tc(3000, p("至少", centre), middle) + tc(6026, prose(1)), '<w:trHeight w:val="1200"/>'),
    ) +
    paragraphs(4, both) +
    END,
};

/** A score sheet of many rows in small type on a landscape page. */
export const scoreSheet: WordFile = {
  body:
    p("考核评分表", centre, family("方正小标宋简体") + size(36)) +
    tbl(
      [1400, 2600, 6000, 1200, 1200, 1558],
      tr(
        ["类别", "指标", "评分标准", "分值", "得分", "备注"]
          .map((text, index) =>
            tc(
              [1400, 2600, 6000, 1200, 1200, 1558][index] ?? 0,
              p(text, centre, family("黑体") + size(18)),
              middle,
            ),
          )
          .join(""),
        "<w:tblHeader/>",
      ) +
        Array.from({ length: 33 }, (_, index) =>
          tr(
            tc(
              1400,
              index % 5 === 0 ? p(`类别${index / 5 + 1}`, centre, size(18)) : p("", "", size(18)),
              `<w:vMerge${index % 5 === 0 ? ' w:val="restart"' : ""}/>${middle}`,
            ) +
              tc(2600, p(`指标${index + 1}：托管数量`, "", size(18)), middle) +
              tc(6000, p(prose(1, index), both, size(18)), middle) +
              tc(1200, p(String((index % 4) + 1), centre, size(18)), middle) +
              tc(1200, p("", '<w:rPr><w:sz w:val="18"/></w:rPr>'), middle) +
              tc(1558, p("", '<w:rPr><w:sz w:val="18"/></w:rPr>'), middle),
            '<w:cantSplit/><w:trHeight w:val="420"/>',
          ),
        ).join(""),
    ) +
    p("合计", "", size(18)) +
    sectPr({ size: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' }),
};

const AUTO = '<w:tcW w:w="0" w:type="auto"/>';
const free = (content: string): string =>
  `<w:tc><w:tcPr>${AUTO}</w:tcPr>${content.startsWith("<") ? content : p(content)}</w:tc>`;
const sized = (width: string, grid: readonly number[], rows: string): string =>
  `<w:tbl><w:tblPr>${width}${GRID}</w:tblPr><w:tblGrid>${grid.map((each) => (each === 0 ? "<w:gridCol/>" : `<w:gridCol w:w="${each}"/>`)).join("")}</w:tblGrid>${rows}</w:tbl>`;
const freeRows = [1, 2]
  .map((index) => tr(["序号", "名称较长的一列", prose(1, index), "备注"].map(free).join("")))
  .join("");

/** Tables whose stated width is not that of their grid: in per cent, in points, in a cell; and a grid that says nothing. */
export const statedWidths: WordFile = {
  body:
    p("宽度另有规定的表格", centre) +
    sized('<w:tblW w:w="5000" w:type="pct"/>', [700, 2000, 2000, 700], freeRows) +
    p("") +
    sized('<w:tblW w:w="4000" w:type="pct"/><w:jc w:val="center"/>', [700, 2500, 4000, 1800], freeRows) +
    p("") +
    sized('<w:tblW w:w="6000" w:type="dxa"/>', [1000, 2500, 4000, 1500], freeRows) +
    p("") +
    sized('<w:tblW w:w="0" w:type="auto"/>', [0, 0, 0, 0], freeRows) +
    p("") +
    sized(
      '<w:tblW w:w="0" w:type="auto"/>',
      [3000, 6000],
      tr(
        free("甲") +
          free(
            `${sized('<w:tblW w:w="5000" w:type="pct"/>', [1000, 1000], tr(free("内一") + free("内二")))}<w:p/>`,
          ),
      ),
    ) +
    paragraphs(2, both) +
    sectPr(),
};
