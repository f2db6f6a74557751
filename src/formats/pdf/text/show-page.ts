import { nameOf, type PdfDictionary, type PdfObject, type PdfStream } from "../objects.ts";
import { tooLarge } from "../pdf-error.ts";
import { appearancesOf, contentsOf, matrixOf } from "./appearances.ts";
import { ContentLexer } from "./content-lexer.ts";
import { readTextFont, type TextFont } from "./font.ts";
import { type ShownText, START, type State } from "./graphics-state.ts";
import type { PdfTextLimits } from "./limits.ts";
import { apply, IDENTITY, type Matrix, times } from "./matrix.ts";
import { Outline } from "./outline.ts";
import { at, isWhite, matrixFrom, type Operands, turnOf, widthOf } from "./operands.ts";
import type { PageText, Ruling, TextRun } from "./page-text.ts";
import { type Box, boxThrough, type ShownPage } from "./page-tree.ts";
import type { PdfSource } from "./source.ts";

/** What all pages of a file share: fonts read once, and what is left of the limits. */
export type Reading = {
  readonly source: PdfSource;
  readonly limits: PdfTextLimits;
  readonly fonts: Map<PdfDictionary, TextFont>;
  characters: number;
  operators: number;
};

/** Reads what one page shows: its content, the forms it draws, and what stands in its form fields. */
export function showPage(page: ShownPage, reading: Reading): PageText {
  const shower = new Shower(page, reading);
  for (const stream of contentsOf(page, reading.source)) {
    const plain = reading.source.decode(stream);
    if (plain !== undefined) shower.run(plain, page.resources, 0);
  }
  for (const { stream, matrix } of appearancesOf(page, reading.source)) shower.form(stream, matrix);
  return shower.result();
}

class Shower {
  readonly #page: ShownPage;
  readonly #reading: Reading;
  readonly #runs: TextRun[] = [];
  readonly #rulings: Ruling[] = [];
  readonly #pictures: Box[] = [];
  readonly #painted: Box[] = [];
  readonly #shapes: Box[] = [];
  #unread = false;
  #outline = new Outline();
  #state: State = { ...START };
  #stack: State[] = [];
  #text: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;
  #path: { x: number; y: number; move: boolean }[] = [];
  #boxes: Box[] = [];
  readonly #forms = new Set<PdfStream>();

  constructor(page: ShownPage, reading: Reading) {
    this.#page = page;
    this.#reading = reading;
    this.#state.ctm = page.toPage;
  }

  result(): PageText {
    const { width, height } = this.#page;
    const covered = (run: TextRun, boxes: readonly Box[]): boolean =>
      boxes.some(
        (box) =>
          run.x0 >= box.x0 - 2 && run.x1 <= box.x1 + 2 && run.y >= box.y0 && run.y - run.size <= box.y1,
      );
    const runs = this.#runs.map((run): TextRun => {
      if (run.unseen !== "white") return run;
      const { unseen: _, ...seen } = run;
      return covered(run, this.#painted) || covered(run, this.#pictures) ? seen : run;
    });
    return {
      width,
      height,
      runs,
      rulings: this.#rulings,
      pictures: this.#pictures,
      shapes: this.#shapes,
      unread: this.#unread,
    };
  }

  /** Draws a form outside the page's own content, as an annotation's appearance. */
  form(stream: PdfStream, matrix: Matrix): void {
    this.#state = { ...START, ctm: times(matrix, this.#page.toPage) };
    this.#drawForm(stream, this.#page.resources, 0);
  }

  run(program: Uint8Array, resources: PdfDictionary | undefined, depth: number): void {
    const lexer = new ContentLexer(program, this.#reading.source.patience);
    let operands: PdfObject[] = [];
    for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
      if (token.kind !== "operator") {
        if (operands.length < 64) operands.push(token);
        continue;
      }
      this.#reading.operators += 1;
      if (this.#reading.operators > this.#reading.limits.operators) throw tooLarge("too many operators");
      if (token.value === "ID") {
        lexer.skipInlinePicture();
        this.#shape(boxThrough(this.#state.ctm, [0, 0, 1, 1]));
      } else if (token.value === "Do") this.#draw(nameOf(operands[0]) ?? "", resources, depth);
      else if (token.value === "Tf") this.#setFont(operands, resources);
      else this.#step(token.value, operands);
      operands = [];
    }
  }

  #shape(...boxes: readonly Box[]): void {
    if (this.#shapes.length + boxes.length < 20_000) this.#shapes.push(...boxes);
    else this.#unread = true;
  }

  #step(operator: string, operands: Operands): void {
    if (this.#stepText(operator, operands) || this.#stepPath(operator, operands)) return;
    const state = this.#state;
    if (operator === "q") {
      if (this.#stack.length < 256) this.#stack.push({ ...state });
    } else if (operator === "Q") this.#state = this.#stack.pop() ?? state;
    else if (operator === "cm") state.ctm = times(matrixFrom(operands), state.ctm);
    else if (operator === "g") state.white = at(operands, 0) > 0.96;
    else if (operator === "rg") state.white = [0, 1, 2].every((index) => at(operands, index) > 0.96);
    else if (operator === "k") state.white = [0, 1, 2, 3].every((index) => at(operands, index) < 0.04);
    else if (operator === "cs") state.white = false;
    else if (operator === "sc" || operator === "scn") state.white = isWhite(operands);
  }

  #stepText(operator: string, operands: Operands): boolean {
    const state = this.#state;
    switch (operator) {
      case "BT":
        this.#text = this.#line = IDENTITY;
        return true;
      case "Tc":
        state.charSpace = at(operands, 0);
        return true;
      case "Tw":
        state.wordSpace = at(operands, 0);
        return true;
      case "Tz":
        state.stretch = at(operands, 0) / 100 || 1;
        return true;
      case "TL":
        state.leading = at(operands, 0);
        return true;
      case "Ts":
        state.rise = at(operands, 0);
        return true;
      case "Tr":
        state.mode = at(operands, 0);
        return true;
      case "Td":
        this.#moveLine(at(operands, 0), at(operands, 1));
        return true;
      case "TD":
        state.leading = -at(operands, 1);
        this.#moveLine(at(operands, 0), at(operands, 1));
        return true;
      case "Tm":
        this.#text = this.#line = matrixFrom(operands);
        return true;
      case "T*":
        this.#moveLine(0, -state.leading);
        return true;
      case "Tj":
        this.#show(operands[0]);
        return true;
      case "'":
        this.#moveLine(0, -state.leading);
        this.#show(operands[0]);
        return true;
      case '"':
        state.wordSpace = at(operands, 0);
        state.charSpace = at(operands, 1);
        this.#moveLine(0, -state.leading);
        this.#show(operands[2]);
        return true;
      case "TJ":
        this.#showSpaced(operands[0]);
        return true;
      default:
        return false;
    }
  }

  #moveLine(x: number, y: number): void {
    this.#line = times([1, 0, 0, 1, x, y], this.#line);
    this.#text = this.#line;
  }

  #setFont(operands: Operands, resources: PdfDictionary | undefined): void {
    const { source, fonts } = this.#reading;
    const listed = source.dictionary(resources?.entries.get("Font"));
    const dictionary = source.dictionary(listed?.entries.get(nameOf(operands[0]) ?? ""));
    this.#state.size = at(operands, 1);
    if (dictionary === undefined) {
      this.#state.font = undefined;
      return;
    }
    const font = fonts.get(dictionary) ?? readTextFont(dictionary, source);
    fonts.set(dictionary, font);
    this.#state.font = font;
  }

  #showSpaced(list: PdfObject | undefined): void {
    if (list?.kind !== "array") return;
    const { size, stretch, font } = this.#state;
    for (const item of list.items) {
      if (item.kind === "string") this.#show(item);
      else if (item.kind === "number") {
        const shift = (-item.value / 1000) * size;
        this.#advance(font?.vertical === true ? 0 : shift * stretch, font?.vertical === true ? shift : 0);
      }
    }
  }

  #advance(x: number, y: number): void {
    this.#text = times([1, 0, 0, 1, x, y], this.#text);
  }

  #show(object: PdfObject | undefined): void {
    const { font, size, charSpace, wordSpace, stretch, rise, ctm, mode } = this.#state;
    if (object?.kind !== "string") return;
    if (font === undefined) return this.#showUnnamed(object.bytes.length);
    const codes = font.show(object.bytes);
    this.#reading.characters += codes.length;
    if (this.#reading.characters > this.#reading.limits.characters) throw tooLarge("too many characters");
    let words = "";
    let advance = 0;
    for (const code of codes) {
      words += code.text;
      advance += widthOf(code, font) * size + charSpace + (code.isSpace ? wordSpace : 0);
    }
    if (words === "") this.#showUnnamed(codes.length);
    const start = times([1, 0, 0, 1, 0, rise], times(this.#text, ctm));
    if (font.vertical) this.#advance(0, -(codes.length * (size + charSpace)));
    else this.#advance(advance * stretch, 0);
    if (words !== "")
      this.#put({ words, start, length: advance * stretch, size, mode, vertical: font.vertical });
  }

  /** Text nobody can name, an em for each code. */
  #showUnnamed(codes: number): void {
    const { size, stretch, ctm, mode } = this.#state;
    if (codes === 0 || mode === 3) return;
    this.#shape(boxThrough(times(this.#text, ctm), [0, -0.2 * size, codes * size * stretch, size]));
  }

  #put(shown: ShownText): void {
    const { start, mode } = shown;
    const [x, y] = [start[4], start[5]];
    const along = Math.hypot(start[0], start[1]);
    const height = Math.abs(shown.size) * Math.hypot(start[2], start[3]);
    const turn = shown.vertical ? 0 : turnOf(start, shown.size);
    const [ex, ey] = apply(start, shown.length, 0);
    const level = turn === 0 || turn === 180;
    const length = level ? Math.abs(ex - x) : turn === "tilted" ? along * shown.length : Math.abs(ey - y);
    const [x0, base] = level ? [Math.min(x, ex), y] : [Math.min(x, ex), Math.max(y, ey)];
    const { width, height: tall } = this.#page;
    const outside = x0 > width + 2 || x0 + length < -2 || base < -2 || base - height > tall + 2;
    const unseen = outside
      ? "outside"
      : mode === 3 || mode === 7
        ? "invisible"
        : height < 1.5
          ? "tiny"
          : this.#state.white && mode !== 1
            ? "white"
            : undefined;
    this.#runs.push({
      text: shown.words,
      x0,
      x1: x0 + (level ? length : height),
      y: base,
      size: height,
      turn,
      ...(unseen && { unseen }),
    });
  }

  #stepPath(operator: string, operands: Operands): boolean {
    const point = (index: number): { x: number; y: number } => {
      const [x, y] = apply(this.#state.ctm, at(operands, index), at(operands, index + 1));
      return { x, y };
    };
    switch (operator) {
      case "m":
      case "l":
        if (this.#path.length < 20_000) this.#path.push({ ...point(0), move: operator === "m" });
        this.#outline.go(operator, point(0));
        return true;
      case "c":
        this.#outline.curve([point(0), point(2), point(4)]);
        return true;
      case "v":
      case "y":
        this.#outline.curve([point(0), point(2)]);
        return true;
      case "re": {
        const [x, y] = [at(operands, 0), at(operands, 1)];
        if (this.#boxes.length < 20_000)
          this.#boxes.push(boxThrough(this.#state.ctm, [x, y, x + at(operands, 2), y + at(operands, 3)]));
        return true;
      }
      case "S":
      case "s":
        this.#stroke();
        return true;
      case "f":
      case "F":
      case "f*":
        this.#fill();
        return true;
      case "B":
      case "B*":
      case "b":
      case "b*":
        this.#fill("kept");
        this.#stroke();
        return true;
      case "n":
        this.#forget();
        return true;
      default:
        return false;
    }
  }

  #stroke(): void {
    this.#path.forEach((end, index) => {
      const start = this.#path[index - 1];
      if (end.move || start === undefined) return;
      if (Math.abs(end.y - start.y) < 1) this.#rule(true, end.y, [start.x, end.x]);
      else if (Math.abs(end.x - start.x) < 1) this.#rule(false, end.x, [start.y, end.y]);
    });
    for (const { x0, y0, x1, y1 } of this.#boxes) {
      this.#rule(true, y0, [x0, x1]);
      this.#rule(true, y1, [x0, x1]);
      this.#rule(false, x0, [y0, y1]);
      this.#rule(false, x1, [y0, y1]);
    }
    this.#shape(...this.#outline.shapes());
    this.#forget();
  }

  #fill(after: "kept" | "forgotten" = "forgotten"): void {
    for (const box of this.#boxes) {
      const [w, h] = [box.x1 - box.x0, box.y1 - box.y0];
      if (h < 3 && w > 3) this.#rule(true, (box.y0 + box.y1) / 2, [box.x0, box.x1]);
      else if (w < 3 && h > 3) this.#rule(false, (box.x0 + box.x1) / 2, [box.y0, box.y1]);
      else if (!this.#state.white) this.#painted.push(box);
    }
    if (!this.#state.white) this.#shape(...this.#outline.shapes());
    if (after === "forgotten") this.#forget();
  }

  #rule(level: boolean, place: number, [one, other]: readonly [number, number]): void {
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    if (to - from > 3 && this.#rulings.length < 20_000) this.#rulings.push({ level, at: place, from, to });
  }

  #forget(): void {
    this.#path = [];
    this.#boxes = [];
    this.#outline = new Outline();
  }

  #draw(name: string, resources: PdfDictionary | undefined, depth: number): void {
    const { source } = this.#reading;
    const listed = source.dictionary(resources?.entries.get("XObject"));
    const object = source.resolve(listed?.entries.get(name));
    if (object?.kind !== "stream") return;
    const subtype = nameOf(source.resolve(object.dictionary.entries.get("Subtype")));
    if (subtype === "Image") {
      if (this.#pictures.length < 5_000) this.#pictures.push(boxThrough(this.#state.ctm, [0, 0, 1, 1]));
    } else if (subtype === "Form") this.#drawForm(object, resources, depth);
  }

  #drawForm(stream: PdfStream, outer: PdfDictionary | undefined, depth: number): void {
    const { source, limits } = this.#reading;
    if (this.#forms.has(stream)) return;
    const plain = depth >= limits.depth ? undefined : source.decode(stream);
    if (plain === undefined) {
      this.#unread = true;
      return;
    }
    this.#forms.add(stream);
    const saved = { state: { ...this.#state }, stack: this.#stack, text: this.#text, line: this.#line };
    this.#stack = [];
    this.#state.ctm = times(matrixOf(stream, source), this.#state.ctm);
    this.run(plain, source.dictionary(stream.dictionary.entries.get("Resources")) ?? outer, depth + 1);
    this.#state = saved.state;
    this.#stack = saved.stack;
    this.#text = saved.text;
    this.#line = saved.line;
    this.#forms.delete(stream);
  }
}
