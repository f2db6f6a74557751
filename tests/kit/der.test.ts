import { fromBER, Integer, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/kit/bytes.ts";
import {
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derSmallInteger,
  inDerOrder,
} from "../../src/kit/der.ts";

const hex = (node: { toBER(): ArrayBuffer }): string => toHex(new Uint8Array(node.toBER()));

describe("DER", () => {
  it("object identifiers are as asn1js writes them", () => {
    const oids = [
      "1.2.840.113549.1.7.2",
      "2.16.840.1.101.3.4.2.1",
      "1.2.840.10045.4.3.2",
      "1.3.6.1.4.1.32473.1.1",
    ];
    for (const oid of oids) expect(toHex(derObjectId(oid))).toBe(hex(new ObjectIdentifier({ value: oid })));
  });

  it("octet strings and sequences of every length are as asn1js writes them", () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const octets = new Uint8Array(length).fill(7);
      const expected = new Sequence({
        value: [new Integer({ value: 5 }), new OctetString({ valueHex: octets })],
      });
      expect(toHex(derSequence(derSmallInteger(5), derOctets(octets)))).toBe(hex(expected));
      expect(fromBER(derOctets(octets)).offset).toBe(derOctets(octets).length);
    }
  });

  it("a SET OF has the order of its encodings, whatever order they came in", () => {
    const encodings = fc.array(
      fc.uint8Array({ minLength: 0, maxLength: 6 }).map((octets) => derOctets(octets)),
    );
    fc.assert(
      fc.property(encodings, (parts) => {
        expect(toHex(derSetOf(...parts.toReversed()))).toBe(toHex(derSetOf(...parts)));
        expect(inDerOrder(parts).map(toHex)).toEqual(parts.map(toHex).toSorted());
      }),
    );
  });
});
