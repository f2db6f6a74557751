import { el } from "./el.ts";
import type { Flow, Point } from "./flow.ts";

/** Units across: strokes are told in these, whatever the size of the screen. */
const WIDTH = 600;
const HEIGHT = 260;
const MOST_STROKES = 300;
const MOST_POINTS = 5000;

/** A place to write by finger, pen or mouse. `strokes` is what was written; it survives a change of language. */
export function signaturePad(flow: Flow, strokes: Point[][], changed: () => void) {
  const { words } = flow;
  const canvas = el("canvas", {
    class: "pad",
    width: WIDTH,
    height: HEIGHT,
    role: "application",
    tabindex: 0,
    "aria-label": words.padLabel,
  });
  const hint = el(
    "span",
    { class: "pad-hint", "aria-hidden": "true" },
    words.padHint(flow.contracts[0]?.task.me.name ?? ""),
  );
  const count = el("span", { class: "note", role: "status" });

  function redraw(): void {
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.strokeStyle = "#16181c";
    for (const stroke of strokes) drawStroke(pen, stroke);
    if (keys.place !== undefined) drawPen(pen, keys.place);
    hint.hidden = strokes.length > 0;
    count.textContent = strokes.length === 0 ? "" : words.drawn(strokes.length);
    changed();
  }
  const keys = takeKeys(canvas, strokes, {
    redraw: () => redraw(),
    told: (down) => {
      count.textContent = down ? words.penDown : words.penUp;
    },
  });
  takeStrokes(canvas, strokes, redraw);
  const undo = el(
    "button",
    { type: "button", class: "quiet", onclick: () => (strokes.pop(), redraw()) },
    words.undo,
  );
  const clear = el(
    "button",
    { type: "button", class: "quiet", onclick: () => (strokes.splice(0), redraw()) },
    words.clear,
  );
  redraw();
  return el(
    "div",
    { class: "pad-frame" },
    el("div", { class: "pad-box" }, canvas, hint),
    el("div", { class: "pad-tools" }, undo, clear, count),
  );
}

/** Adds what is written on the canvas to the strokes, while it is written. */
function takeStrokes(canvas: HTMLCanvasElement, strokes: Point[][], redraw: () => void): void {
  let open: Point[] | undefined;
  const at = (event: PointerEvent): Point => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * WIDTH;
    const y = ((event.clientY - top) / height) * HEIGHT;
    const place = { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    return event.pointerType === "pen"
      ? { ...place, pressure: Math.min(1, Math.max(0, event.pressure)) }
      : place;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || strokes.length >= MOST_STROKES) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    open = [at(event)];
    strokes.push(open);
    redraw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (open === undefined || !event.isPrimary || open.length >= MOST_POINTS) return;
    event.preventDefault();
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) open.push(at(one));
    open.splice(MOST_POINTS);
    redraw();
  });
  const close = (): void => {
    open = undefined;
  };
  canvas.addEventListener("pointerup", close);
  canvas.addEventListener("pointercancel", close);
}

/** How far an arrow key moves the pen; with Shift further. */
const KEY_STEP = { small: 6, large: 24 } as const;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The pen by keyboard, for whoever has no pointer: arrows move it, Space puts it down and up, Backspace undoes. */
function takeKeys(
  canvas: HTMLCanvasElement,
  strokes: Point[][],
  by: { readonly redraw: () => void; readonly told: (down: boolean) => void },
): { readonly place: Point | undefined } {
  let place: Point | undefined;
  let open: Point[] | undefined;
  const move = ([x, y]: readonly [number, number], step: number): void => {
    const from = place ?? { x: WIDTH * 0.15, y: HEIGHT / 2 };
    place = {
      x: Math.min(WIDTH, Math.max(0, from.x + x * step)),
      y: Math.min(HEIGHT, Math.max(0, from.y + y * step)),
    };
    if (open !== undefined && open.length < MOST_POINTS) open.push(place);
  };
  canvas.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) move(arrow, event.shiftKey ? KEY_STEP.large : KEY_STEP.small);
    else if (event.key === " ") {
      place ??= { x: WIDTH * 0.15, y: HEIGHT / 2 };
      open = open === undefined && strokes.length < MOST_STROKES ? [place] : undefined;
      if (open !== undefined) strokes.push(open);
    } else if (event.key === "Backspace") {
      open = undefined;
      strokes.pop();
    } else return;
    event.preventDefault();
    by.redraw();
    if (event.key === " ") by.told(open !== undefined);
  });
  canvas.addEventListener("blur", () => {
    place = undefined;
    open = undefined;
    by.redraw();
  });
  return {
    get place() {
      return place;
    },
  };
}

/** Where the pen of the keyboard is. */
function drawPen(pen: CanvasRenderingContext2D, { x, y }: Point): void {
  pen.save();
  pen.strokeStyle = "#1a56c4";
  pen.lineWidth = 3;
  pen.beginPath();
  pen.arc(x, y, 9, 0, 2 * Math.PI);
  pen.stroke();
  pen.restore();
}

function drawStroke(pen: CanvasRenderingContext2D, stroke: readonly Point[]): void {
  for (const [at, point] of stroke.entries()) {
    const from = stroke[at - 1] ?? point;
    const { pressure = 0.5 } = point;
    pen.lineWidth = 3 + pressure * 5;
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(point.x, point.y + (at === 0 ? 0.1 : 0));
    pen.stroke();
  }
}
