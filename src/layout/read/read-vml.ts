import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { points } from "../units.ts";
import { embedded } from "./read-drawing.ts";
import { PLAIN_FLOAT } from "./plain-float.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import type { Axis, Float } from "./story.ts";
import type { Drawn } from "./read-drawing.ts";

const INSETS = { left: 7.2, top: 3.6, right: 7.2, bottom: 3.6 };
const LARGEST = 5_670;
const SHAPES = new Set(["v:shape", "v:rect", "v:roundrect", "v:oval", "v:group"]);

/** Reads pictures and text boxes of a w:pict or w:object (VML). Other shapes are noted. */
export function readVml(element: XmlElement, reading: Reading): readonly Drawn[] {
  const drawn = element.children
    .filter((each) => SHAPES.has(each.name))
    .flatMap((shape) => readShape(shape, reading));
  if (drawn.length === 0) notUnderstood(reading, element.name);
  else if (element.name === "w:object")
    reading.notes.add("layout.object_as_picture", "嵌入对象只排出其图片", `${reading.part} w:object`);
  return drawn;
}

function readShape(shape: XmlElement, reading: Reading): readonly Drawn[] {
  const look = styleOf(shape);
  const width = Math.min(length(look.width), LARGEST);
  const height = Math.min(length(look.height), LARGEST);
  const image = child(shape, "v:imagedata");
  const inline = look.position !== "absolute";
  if (image !== undefined && width > 0 && height > 0) {
    const part = embedded(image.attributes["r:id"], reading, "v:imagedata");
    if (part === undefined) return [];
    const picture = { part, width, height, alt: (shape.attributes.alt ?? "").trim() };
    return inline ? [{ image: picture }] : [{ float: { ...frameOf(look, { width, height }), picture } }];
  }
  const texts = textsIn(shape);
  if (texts.length === 0) return [];
  const stroked =
    shape.attributes.stroked !== "f" && shape.attributes.stroked !== "false" && shape.name !== "v:group";
  return [
    {
      float: {
        ...frameOf(look, { width: width || 200, height }),
        wrap: inline ? "below" : "none",
        margins: INSETS,
        border: stroked ? { style: "single", width: 0.75, color: "000000", space: 0 } : undefined,
        blocks: texts.flatMap((text) => reading.blocksIn(text, reading)),
      },
    },
  ];
}

/** Texts of a shape, or of the shapes of a group under each other. */
function textsIn(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((each) => (each.name === "w:txbxContent" ? [each] : textsIn(each)));
}

function styleOf(shape: XmlElement): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (shape.attributes.style ?? "").split(";").map((each) => {
      const [name = "", value = ""] = each.split(":");
      return [name.trim(), value.trim()];
    }),
  );
}

/** A CSS length in points; bare numbers are points here. */
const length = (text: string | undefined): number =>
  text === undefined ? 0 : (points(/[a-z]$/.test(text) ? text : `${text}pt`) ?? 0);

const ALIGNED: Readonly<Record<string, Axis["at"]>> = {
  left: "start",
  top: "start",
  center: "middle",
  right: "end",
  bottom: "end",
};

function frameOf(
  look: Readonly<Record<string, string>>,
  size: { readonly width: number; readonly height: number },
): Float {
  const axis = (name: "horizontal" | "vertical", margin: string | undefined): Axis => {
    const relative = look[`mso-position-${name}-relative`];
    const from = relative === "page" || relative === "margin" ? relative : "text";
    return { from, at: ALIGNED[look[`mso-position-${name}`] ?? ""] ?? length(margin) };
  };
  return {
    ...PLAIN_FLOAT,
    ...size,
    x: axis("horizontal", look["margin-left"]),
    y: axis("vertical", look["margin-top"]),
  };
}
