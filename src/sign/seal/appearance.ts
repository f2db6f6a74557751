import { dayInShanghai, timeInShanghai } from "../../kit/dates.ts";
import { runningText, textWidth } from "./line-text.ts";
import {
  type Colour,
  type Frame,
  type Layers,
  placedLayers,
  type SealPicture,
  type Shape,
} from "./picture.ts";
import { charactersOf, type SealFont } from "./spec.ts";

/** Lines of small text drawn as outlines beside or below the seal: the PDF needs no further font. */
export type Caption = {
  readonly lines: readonly string[];
  readonly font: SealFont;
};

/** Size of the signature field in points. */
export type Box = { readonly width: number; readonly height: number };

const INK: Colour = [0.13, 0.13, 0.16];
const LARGEST = 8.5;
/** Down to this size a caption is rather set smaller than broken. */
const UNBROKEN = 6.5;
const SMALLEST = 4.5;
const LEADING = 1.45;
const GAP = 6;
/** With less room than this beside the seal, the caption goes below it. */
const NARROWEST_COLUMN = 56;

const FAINT: Colour = [0.66, 0.66, 0.7];
const LABEL_SIZE = 10;

/** What an unsigned field shows: its label in brackets, faint, in the middle. Nothing where it would not fit. */
export function emptyPlace(box: Box, label: string, font: SealFont): SealPicture {
  const text = drawable(font, `（${label}）`);
  const width = textWidth(font, text, LABEL_SIZE);
  if (width > box.width || LABEL_SIZE > box.height) return { ...box, shapes: [] };
  const baseline = (box.height - LABEL_SIZE) / 2 + LABEL_SIZE * 0.12;
  const path = runningText(font, text, { x: (box.width - width) / 2, baseline, size: LABEL_SIZE });
  return { ...box, shapes: [{ fill: FAINT, path }] };
}

/** 〓 stands for a character that the font does not have, as in print: a caption explains, the certificate names. */
const drawable = (font: SealFont, text: string): string =>
  charactersOf(text)
    .map((character) => (font.glyphOf(character.codePointAt(0) ?? 0) === 0 ? "〓" : character))
    .join("");

/** What a caption may say: who, in which office, the instant, the calendar day, and that it was signed electronically. */
export const CAPTION_LINES = ["signer", "title", "time", "day", "electronic"] as const;
export type CaptionLine = (typeof CAPTION_LINES)[number];

const USUAL_LINES: readonly CaptionLine[] = ["signer", "title", "time"];

/**
 * The lines of a caption: 签署人、职务、时间 unless others are chosen. Time and day are Beijing's, and a claim, like /M. A line
 * whose words are not known (no title) is left out.
 */
export function captionLines(
  who: {
    readonly signer: string;
    readonly title?: string | undefined;
    readonly signedAt: Date;
  },
  chosen: readonly CaptionLine[] = USUAL_LINES,
): string[] {
  const words: Readonly<Record<CaptionLine, string | undefined>> = {
    signer: `签署人：${who.signer}`,
    title: who.title === undefined ? undefined : `职务：${who.title}`,
    time: `时间：${timeInShanghai(who.signedAt)}`,
    day: `日期：${chineseDay(who.signedAt)}`,
    electronic: "电子签署 Signed electronically",
  };
  return chosen.map((line) => words[line]).filter((line) => line !== undefined);
}

const chineseDay = (instant: Date): string => {
  const [year = "", month = "", day = ""] = dayInShanghai(instant).split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
};

/**
 * What a signed field shows: the seal in its real size (smaller only when the field is), and the caption beside it, or
 * below it in a narrow field. Never leaves the box.
 */
export function composeAppearance(parts: {
  readonly box: Box;
  readonly seal?: SealPicture | undefined;
  readonly caption?: Caption | undefined;
}): SealPicture {
  const { box, seal, caption } = parts;
  if (seal === undefined) {
    const shapes =
      caption === undefined
        ? []
        : captionShapes(caption, { x: 2, y: 2, width: box.width - 4, height: box.height - 4 });
    return { ...box, shapes };
  }
  const scale = Math.min(1, box.width / seal.width, box.height / seal.height);
  const beside = box.width - seal.width * scale - GAP;
  if (caption === undefined || caption.lines.length === 0) {
    return { ...box, ...placedIn({ x: 0, y: 0, ...box }, seal, scale) };
  }
  if (beside >= NARROWEST_COLUMN) {
    const column = { x: seal.width * scale + GAP, y: 0, width: beside, height: box.height };
    const left = { x: 0, y: 0, width: seal.width * scale, height: box.height };
    return { ...box, ...captioned(placedIn(left, seal, scale), captionShapes(caption, column)) };
  }
  return { ...box, ...stacked(box, seal, caption) };
}

const captioned = ({ shapes, bitmaps }: Layers, caption: readonly Shape[]): Layers => ({
  shapes: [...shapes, ...caption],
  bitmaps,
});

function stacked(box: Box, seal: SealPicture, caption: Caption): Layers {
  const foot = Math.min(box.height / 3, caption.lines.length * LARGEST * LEADING);
  const above = { x: 0, y: foot, width: box.width, height: box.height - foot };
  const scale = Math.min(1, above.width / seal.width, above.height / seal.height);
  const words = captionShapes(caption, { x: 0, y: 0, width: box.width, height: foot });
  return captioned(placedIn(above, seal, scale), words);
}

const placedIn = (frame: Frame, seal: SealPicture, scale: number): Layers =>
  placedLayers(seal, {
    x: frame.x + (frame.width - seal.width * scale) / 2,
    y: frame.y + (frame.height - seal.height * scale) / 2,
    scale,
  });

/** The largest size that fits unbroken; then smaller ones with broken lines. What still does not fit is left out. */
function captionShapes(given: Caption, frame: Frame): Shape[] {
  const caption = { ...given, lines: given.lines.map((line) => drawable(given.font, line)) };
  const { size, lines } = setting(caption, frame);
  const fitting = lines.slice(0, Math.max(0, Math.floor(frame.height / (size * LEADING))));
  const top = frame.y + (frame.height + fitting.length * size * LEADING) / 2;
  const path = fitting.flatMap((line, index) =>
    runningText(caption.font, line, { x: frame.x, baseline: top - (index + 0.78) * size * LEADING, size }),
  );
  return path.length === 0 ? [] : [{ fill: INK, path }];
}

function setting(caption: Caption, frame: Frame): { size: number; lines: readonly string[] } {
  for (let size = LARGEST; size >= SMALLEST; size -= 0.5) {
    const lines = size >= UNBROKEN ? caption.lines : wrapped(caption, frame.width, size);
    const widest = Math.max(0, ...lines.map((line) => textWidth(caption.font, line, size)));
    if (widest <= frame.width && lines.length * size * LEADING <= frame.height) return { size, lines };
  }
  return { size: SMALLEST, lines: wrapped(caption, frame.width, SMALLEST) };
}

/** Chinese breaks anywhere; a line is filled up to the width. */
function wrapped({ lines, font }: Caption, width: number, size: number): string[] {
  return lines.flatMap((line) => {
    const rows: string[] = [];
    let row = "";
    for (const character of charactersOf(line)) {
      if (row !== "" && textWidth(font, row + character, size) > width) {
        rows.push(row);
        row = "";
      }
      row += character;
    }
    return [...rows, row];
  });
}
