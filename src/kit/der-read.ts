/** One element of DER as it lies in its bytes. */
export type DerElement = {
  /** The identifier octet: class, constructed bit and number (below 31). */
  readonly tag: number;
  /** The contents, a view. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** Header and contents, a view. */
  readonly whole: Uint8Array<ArrayBuffer>;
};

/** Lengths of more octets than this do not fit a contract. */
const MOST_LENGTH_OCTETS = 4;

/**
 * The element that begins at `at`; undefined when there is none of definite length and low tag number inside the bytes.
 * Reads structure only: it does not judge whether contents are the shortest or in order.
 */
export function derElementAt(bytes: Uint8Array<ArrayBuffer>, at: number): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const octets = first - 0x80;
    if (octets === 0 || octets > MOST_LENGTH_OCTETS) return undefined;
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + (bytes[start + index] ?? 0);
    start += octets;
  }
  const end = start + length;
  if (end > bytes.length) return undefined;
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** The one element that these bytes are, with nothing behind it; undefined when they are anything else. */
export function derOnly(bytes: Uint8Array<ArrayBuffer>): DerElement | undefined {
  const element = derElementAt(bytes, 0);
  return element?.whole.length === bytes.length ? element : undefined;
}

/** The elements inside a constructed one, in order; undefined when its contents are not a row of elements. */
export function derParts({ content }: Pick<DerElement, "content">): readonly DerElement[] | undefined {
  const parts: DerElement[] = [];
  for (let at = 0; at < content.length; ) {
    const part = derElementAt(content, at);
    if (part === undefined) return undefined;
    parts.push(part);
    at += part.whole.length;
  }
  return parts;
}

/** Dotted form of the contents of an OBJECT IDENTIFIER; undefined for another element, and for arcs beyond 2^53. */
export function derOid(element: DerElement | undefined): string | undefined {
  if (element?.tag !== 0x06 || element.content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of element.content) {
    arc = arc * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) return undefined;
    if (octet >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const first = arcs[0] ?? 0;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...arcs.slice(1)].join(".");
}
