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
    role: "img",
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
    hint.hidden = strokes.length > 0;
    count.textContent = strokes.length === 0 ? "" : words.drawn(strokes.length);
    changed();
  }
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
