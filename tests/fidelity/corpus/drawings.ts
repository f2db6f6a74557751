import { zlibSync } from "fflate";
import { crc32 } from "../../../src/formats/docx/crc32.ts";

/** A grey picture with a frame and a diagonal. */
export function picture(width: number, height: number): Uint8Array {
  const lines = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const dark =
        x < 3 || y < 3 || x >= width - 3 || y >= height - 3 || Math.abs(x * height - y * width) < width * 3;
      lines[y * (width + 1) + 1 + x] = dark ? 40 : 210;
    }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 8;
  const chunk = (type: string, content: Uint8Array): number[] => {
    const bytes = new Uint8Array(12 + content.length);
    const at = new DataView(bytes.buffer);
    at.setUint32(0, content.length);
    for (let index = 0; index < 4; index += 1) bytes[4 + index] = type.charCodeAt(index);
    bytes.set(content, 8);
    at.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
    return Array.from(bytes);
  };
  return new Uint8Array([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk("IHDR", head),
    ...chunk("IDAT", zlibSync(lines)),
    ...chunk("IEND", new Uint8Array(0)),
  ]);
}

/** EMU of a centimetre. */
export const CM = 360_000;
/** The graphic of an embedded picture, centimetres. */
export const graphic = (id: string, width: number, height: number): string =>
  `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width * CM}" cy="${height * CM}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>`;
/** A run with a picture in the line. */
export const inline = (id: string, width: number, height: number): string =>
  `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width * CM}" cy="${height * CM}"/><wp:docPr id="1" name="图"/>${graphic(id, width, height)}</wp:inline></w:drawing></w:r>`;
/** A run with an anchored picture. */
export const anchor = (
  id: string,
  {
    width,
    height,
    x,
    y,
    wrap,
    behind = 0,
  }: { width: number; height: number; x: string; y: string; wrap: string; behind?: number },
): string =>
  `<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="${behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>${x}${y}<wp:extent cx="${width * CM}" cy="${height * CM}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>${wrap}<wp:docPr id="2" name="图"/><wp:cNvGraphicFramePr/>${graphic(id, width, height)}</wp:anchor></w:drawing></w:r>`;
/** A position so many centimetres from something. */
export const offset = (axis: "H" | "V", from: string, centimetres: number): string =>
  `<wp:position${axis} relativeFrom="${from}"><wp:posOffset>${Math.round(centimetres * CM)}</wp:posOffset></wp:position${axis}>`;

/** A run with an anchored shape (wps), with text or without; `fallback` is what older readers get. */
export const shape = (
  {
    x,
    y,
    width,
    height,
    wrap = "<wp:wrapNone/>",
    behind = 0,
    order = 251659264,
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
    body = "<wps:bodyPr/>",
  }: {
    x: string;
    y: string;
    width: number;
    height: number;
    wrap?: string;
    behind?: number;
    order?: number;
    look?: string;
    body?: string;
  },
  text = "",
  fallback = "",
): string => {
  const extent = `cx="${Math.round(width * CM)}" cy="${Math.round(height * CM)}"`;
  const held = text === "" ? "" : `<wps:txbx><w:txbxContent>${text}</w:txbxContent></wps:txbx>`;
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="${order}" behindDoc="${behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>${x}${y}<wp:extent ${extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>${wrap}<wp:docPr id="7" name="形状"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm>${look}</wps:spPr>${held}${body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>${fallback}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
};
