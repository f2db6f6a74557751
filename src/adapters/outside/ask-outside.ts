import { type Bytes, concat } from "../../kit/bytes.ts";

/** One question to a server of somebody else. */
export type OutsideQuestion = {
  readonly url: string;
  /** POST when there is a body, else GET. */
  readonly body?: Bytes | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Most bytes that are read of an answer. */
  readonly most: number;
  readonly patience?: Partial<Patience> | undefined;
};

/** How long one try may take, how often it is tried, and how long it is waited between two tries. */
export type Patience = {
  readonly timeoutMs: number;
  readonly tries: number;
  readonly waitMs: number;
};

/** The bytes of a 2xx answer, or why there are none. `refused` is an answer that trying again will not change. */
export type OutsideAnswer =
  | { readonly bytes: Bytes; readonly contentType: string }
  | { readonly failed: "unreachable" | "refused" | "too_large"; readonly status?: number | undefined };

/** Ten seconds a try, three tries, half a second and then one second between them: half a minute at the worst. */
export const PATIENCE: Patience = { timeoutMs: 10_000, tries: 3, waitMs: 500 };

/** Statuses that mean "later": everything of the server's own making, and being asked too often. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429;

/**
 * Asks, with a limit on time and size; tries again after what may pass (no connection, no answer in time, 5xx, 408, 429).
 * Follows no redirect and never throws: what failed is a value. Only http and https.
 */
export async function askOutside(question: OutsideQuestion): Promise<OutsideAnswer> {
  const patience = { ...PATIENCE, ...question.patience };
  for (let tried = 1; ; tried += 1) {
    const answer = await askOnce(question, patience.timeoutMs);
    const passing = "failed" in answer && answer.failed === "unreachable";
    if (!passing || tried >= patience.tries) return answer;
    await wait(patience.waitMs * tried);
  }
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

async function askOnce(question: OutsideQuestion, timeoutMs: number): Promise<OutsideAnswer> {
  if (!/^https?:\/\//i.test(question.url)) return { failed: "refused" };
  try {
    const response = await fetch(question.url, {
      method: question.body === undefined ? "GET" : "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(question.headers === undefined ? {} : { headers: { ...question.headers } }),
      ...(question.body === undefined ? {} : { body: question.body }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return {
        failed: isPassing(response.status) ? "unreachable" : "refused",
        status: response.status,
      };
    }
    const bytes = await readWithin(response, question.most);
    const contentType = response.headers.get("content-type") ?? "";
    return bytes === undefined ? { failed: "too_large" } : { bytes, contentType };
  } catch {
    return { failed: "unreachable" };
  }
}

/** The body, or undefined as soon as it is longer than allowed. */
async function readWithin(response: Response, most: number): Promise<Bytes | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > most) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  return concat(...parts);
}
