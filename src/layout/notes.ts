import type { RenderNote } from "../ports/renderer.ts";

const MOST = 500;

/** Collects what the engine did not understand. The same note at the same place is kept once; at most 500 are kept. */
export class Notes {
  readonly #notes = new Map<string, RenderNote>();

  add(code: string, message: string, place: string): void {
    const key = `${code}\n${message}\n${place}`;
    if (this.#notes.size < MOST && !this.#notes.has(key)) this.#notes.set(key, { code, message, place });
  }

  all(): readonly RenderNote[] {
    return [...this.#notes.values()];
  }
}
