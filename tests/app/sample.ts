import samples from "../fixtures/contracts.json" with { type: "json" };

/** Sample V1 as a draft: without what only comes by signing and filing. */
export function draftV1(over: Record<string, unknown> = {}): Record<string, unknown> {
  const {
    signatures: _signatures,
    filing: _filing,
    docSha256: _digest,
    ...draft
  } = structuredClone(samples.valid.V1);
  return { ...draft, ...over };
}
