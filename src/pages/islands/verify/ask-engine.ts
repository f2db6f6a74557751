import type { Answer, Question } from "./engine-messages.ts";

/** A question without its id. */
export type Ask = Question extends infer Q
  ? Q extends { readonly id: number }
    ? Omit<Q, "id">
    : never
  : never;

/** No file that the verifier takes needs as long; then the worker is ended and another one started. */
const LONGEST = 120_000;

type Waiting = { readonly settle: (answer: Answer) => void; readonly timer: number };

/** The worker behind the page: one for all questions, started at once so that it is there offline too. */
export class Engine {
  #worker: Worker;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor() {
    this.#worker = this.#start();
  }

  /** Asks the worker, which takes over the bytes of a file to verify; a fault of the worker, or silence for two minutes, is an answer `failed`. */
  ask(question: Ask): Promise<Answer> {
    this.#next += 1;
    const id = this.#next;
    return new Promise((settle) => {
      const timer = window.setTimeout(() => this.#restart("timeout"), LONGEST);
      this.#waiting.set(id, { settle, timer });
      // A worker has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      this.#worker.postMessage({ ...question, id }, question.kind === "verify" ? [question.pdf.buffer] : []);
    });
  }

  #start(): Worker {
    const worker = new Worker("/verify/verify-engine.js", { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#settle(data));
    worker.addEventListener("error", (event) => this.#restart(event.message));
    return worker;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(answer.id);
    waiting.settle(answer);
  }

  #restart(message: string): void {
    this.#worker.terminate();
    for (const id of this.#waiting.keys()) this.#settle({ id, kind: "failed", message });
    this.#worker = this.#start();
  }
}
