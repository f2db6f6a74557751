import canonicalize from "canonicalize";

/** Canonical JSON (RFC 8785): one text for one value, whatever the order of its keys. Values must be JSON values. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
