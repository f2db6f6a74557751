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
