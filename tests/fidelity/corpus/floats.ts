import { anchor, offset, picture, shape } from "./drawings.ts";
import { family, GRID, p, paragraphs, prose, r, sectPr, size, tbl, tc, tr } from "./pieces.ts";
import type { WordFile } from "./word-file.ts";

const both = '<w:jc w:val="both"/>';
const centre = '<w:jc w:val="center"/>';

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
          order: 251660288,
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
    paragraphs(2, both) +
    sectPr(),
};

/** A table at a fixed place of its page, with text around it. */
export const placedTable: WordFile = {
  body:
    p("标题", centre) +
    tbl(
      [2000, 2000, 2000],
      Array.from({ length: 3 }, (_, index) =>
        tr(tc(2000, `甲${index}`) + tc(2000, `乙${index}`) + tc(2000, `丙${index}`)),
      ).join(""),
      `<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="2900" w:tblpY="5000"/>${GRID}`,
    ) +
    paragraphs(8, both) +
    sectPr(),
};

/** An old file's drawings: VML lines, boxes with text, a picture beside the text, a rounded box around which text goes. */
export const vmlDrawings: WordFile = {
  images: { photo: picture(100, 130) },
  body:
    p("某某市知识产权局文件", centre, `${family("方正小标宋简体")}${size(52)}<w:color w:val="FF0000"/>`) +
    p("某知发〔2026〕3号", centre) +
    p(
      '<w:r><w:pict><v:line id="l1" style="position:absolute;left:0;text-align:left;z-index:251658240" from="0,6pt" to="450pt,6pt" strokecolor="red" strokeweight="2.25pt"/></w:pict></w:r>',
    ) +
    p(
      `<w:r><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype><v:shape id="b1" type="#_x0000_t202" style="position:absolute;left:0;text-align:left;margin-left:300pt;margin-top:5pt;width:140pt;height:70pt;z-index:251659264" stroked="t"><v:textbox inset="5pt,4pt,5pt,4pt"><w:txbxContent>${p("受理编号：", "", "<w:b/>")}${p("（由受理单位填写）")}</w:txbxContent></v:textbox><w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="square"/></v:shape></w:pict></w:r>${r(prose(5))}`,
      both,
    ) +
    paragraphs(2, both) +
    p(
      `<w:r><w:pict><v:shape id="p1" style="position:absolute;margin-left:20pt;margin-top:4pt;width:60pt;height:78pt;z-index:251660288"><v:imagedata r:id="photo" o:title=""/><w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="topAndBottom"/></v:shape></w:pict></w:r>${r(prose(3))}`,
      both,
    ) +
    sectPr(),
};
