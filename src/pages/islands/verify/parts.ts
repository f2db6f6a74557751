/** The parts of the page the island works with; each is made by the server's page and always there. */
export function part<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

/** Puts rendered, escaped markup into a part of the page. */
export function show(where: Element, markup: { toString(): string | Promise<string> }): void {
  where.innerHTML = String(markup);
}

/** Puts an answer where answers go and leads the reader to it; from then on it can be printed. */
export function showAnswer(markup: { toString(): string | Promise<string> }): HTMLElement {
  const result = part("result", HTMLElement);
  show(result, markup);
  part("print-row", HTMLElement).hidden = false;
  return result;
}

/** Moves the reader, and whoever listens, to the head of the answer. */
export function leadToAnswer(): void {
  document.getElementById("verdict")?.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part("result", HTMLElement).scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}
