/** The trace a request belongs to, by W3C Trace Context: taken over when the caller sends one, else its own. */
export type Trace = { readonly traceId: string; readonly parent: string | undefined };

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

/** Reads `traceparent`; malformed ones and the all-zero ids (forbidden by the standard) count as absent. */
export function readTrace(traceparent: string | undefined): Trace | undefined {
  const match = TRACEPARENT.exec(traceparent ?? "");
  const [, traceId, parent] = match ?? [];
  if (traceId === undefined || parent === undefined) return undefined;
  if (traceparent?.startsWith("ff") || /^0+$/.test(traceId) || /^0+$/.test(parent)) return undefined;
  return { traceId, parent };
}
