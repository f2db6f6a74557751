import { NotifierError } from "../../ports/notifier.ts";

/** Longest wait for a channel's whole answer, milliseconds. */
const WAIT = 15_000;
/** Largest answer read: channels answer in a few hundred bytes. */
const MOST_CHARACTERS = 65_536;

/** A channel's answer. */
export type Answer = { readonly status: number; readonly json: Readonly<Record<string, unknown>> };

/**
 * Posts to a channel and reads its JSON answer, without following redirects: a message goes to nobody but the configured
 * address. Throws `notifier.unreachable`, `notifier.timeout`, `notifier.busy` (429), `notifier.wrong_answer`.
 */
export async function posted(
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<Answer> {
  const { status, text } = await asked(url, request);
  if (status === 429) throw new NotifierError("notifier.busy", "通道要求稍后再发", { status });
  if (status >= 500) throw new NotifierError("notifier.unreachable", "通道暂时不能服务", { status });
  try {
    const json: unknown = JSON.parse(text);
    if (json !== null && typeof json === "object") return { status, json: { ...json } };
  } catch {
    // told below
  }
  throw new NotifierError("notifier.wrong_answer", "通道的答复不是 JSON", { status });
}

async function asked(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const signal = AbortSignal.timeout(WAIT);
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    return { status: answer.status, text: (await answer.text()).slice(0, MOST_CHARACTERS) };
  } catch (cause) {
    const late = cause instanceof Error && cause.name === "TimeoutError";
    // The cause may hold the message's own text (a URL with parameters): it stays here.
    throw late
      ? new NotifierError("notifier.timeout", "通道没有按时答复", {})
      : new NotifierError("notifier.unreachable", "通道连接不上", {});
  }
}

/** A text field of an answer; empty when it is not there or no text. */
export const textOf = (json: Readonly<Record<string, unknown>>, name: string): string => {
  const value = json[name];
  return typeof value === "string" ? value : "";
};
