import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { appendRevision, type ObjectBody, writeObject } from "../../../src/formats/pdf/append/index.ts";
import { openPdf, signatureFields } from "../../../src/formats/pdf/index.ts";
import { type Bytes, concat, latin1, utf8 } from "../../../src/kit/bytes.ts";
import {
  confirmPrepared,
  newSigningKey,
  type PreparedCheck,
  signPrepared,
} from "../../../src/sign/client/index.ts";
import { placeSignatureFields } from "../../../src/sign/fields.ts";
import { completeRevision, prepareForKey } from "../../../src/sign/revision.ts";
import { makeAuthority, makeContract, makeDraft, SEATS, TODAY } from "../fixtures.ts";
import { opensslVerdict } from "../judges.ts";
import { type PageSigning, pageSigning } from "./page.ts";

const authority = makeAuthority();
let contract: Bytes;
let signing: PageSigning;

beforeAll(async () => {
  contract = await makeContract();
  signing = await pageSigning("甲方", contract, authority);
});

const checkOf = ({ key, request, prepared }: PageSigning): PreparedCheck => ({
  displayed: request.pdf,
  prepared,
  field: request.field,
  certificate: request.certificate,
  publicKey: key.publicKey,
  signer: { name: request.signerName, organisation: request.organisation },
  now: TODAY,
});

/** Why it is refused; "confirmed" when it is not. */
const refusal = (changes: Partial<PreparedCheck>): Promise<string> =>
  confirmPrepared({ ...checkOf(signing), ...changes }).then(
    () => "confirmed",
    (error: { code: string }) => error.code,
  );

/** The prepared bytes with one text replaced by another of the same length, behind the bytes that were shown. */
const withText = (prepared: Bytes, from: string, to: string): Bytes => {
  const at = latin1(prepared).indexOf(from, contract.length);
  expect(at).toBeGreaterThan(0);
  const out = prepared.slice();
  out.set(utf8(to.padEnd(from.length)), at);
  return out;
};

/** The shown document with a revision of any objects behind it. */
const appended = (objects: readonly (readonly [number, ObjectBody])[], shown = contract): Bytes =>
  appendRevision(openPdf(shown), new Map(objects));

describe("confirmPrepared and signPrepared", () => {
  it("a page's signature over what it confirmed is embedded, and openssl accepts it", async () => {
    const confirmed = await confirmPrepared(checkOf(signing));
    expect(confirmed).toMatchObject({ field: "甲方", claimedAt: TODAY });
    const signature = await signPrepared(confirmed, signing.key.privateKey);
    const signed = await completeRevision({ ...signing.request, prepared: signing.prepared, signature });
    expect(opensslVerdict(signed, 0, (await authority.ca.anchors())[0] ?? new Uint8Array())).toMatchObject({
      code: 0,
    });
  });

  it("computes the very attributes that the server computes", async () => {
    const { toBeSigned } = await prepareForKey(signing.request);
    expect((await confirmPrepared(checkOf(signing))).toBeSigned).toEqual(toBeSigned);
  });

  it("takes a second party's revision behind the first party's signature", async () => {
    const signature = await signPrepared(await confirmPrepared(checkOf(signing)), signing.key.privateKey);
    const once = await completeRevision({ ...signing.request, prepared: signing.prepared, signature });
    const second = await pageSigning("乙方", once, authority);
    await expect(confirmPrepared(checkOf(second))).resolves.toMatchObject({ field: "乙方" });
  });

  it("a lock of the own field is confirmed, a certification is not", async () => {
    const locked = (await prepareForKey({ ...signing.request, lock: "own-field" })).pdf;
    await expect(confirmPrepared({ ...checkOf(signing), prepared: locked })).resolves.toBeDefined();
    const certified = (await prepareForKey({ ...signing.request, certify: 2 })).pdf;
    expect(await refusal({ prepared: certified })).toBe("confirm.other_object");
  });

  it("the strips of the own 骑缝章 are confirmed, those of another seat are not", async () => {
    const wishes = SEATS.map(({ name }, at) => ({ straddle: name, rank: [at, 2] as const }));
    const pdf = await placeSignatureFields(await makeDraft(), [...SEATS, ...wishes]);
    const own = await pageSigning("甲方", pdf, authority);
    const request = { ...own.request, straddle: own.request.seal, lock: "own-field" } as const;
    const prepared = (await prepareForKey(request)).pdf;
    const check = { ...checkOf(own), prepared };
    await expect(confirmPrepared(check)).resolves.toBeDefined();
    const shownForOther = { ...check, field: "乙方" };
    await expect(confirmPrepared(shownForOther)).rejects.toMatchObject({
      code: expect.stringMatching(/^confirm\.(field_changed|other_object)$/),
    });
  });

  it("refuses another document, also when only one byte of it changed", async () => {
    expect(await refusal({ displayed: concat(contract, utf8("x")) })).toBe("confirm.other_document");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: contract.length - 1 }), async (at) => {
        const changed = signing.prepared.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(await refusal({ prepared: changed })).toBe("confirm.other_document");
      }),
      { numRuns: 50 },
    );
    expect(await refusal({ prepared: contract })).toBe("confirm.other_document");
  });

  it("refuses, or computes other attributes for, every changed byte of the revision", async () => {
    const { toBeSigned } = await confirmPrepared(checkOf(signing));
    const from = contract.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: from, max: signing.prepared.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = signing.prepared.slice();
          changed[at] = (changed[at] ?? 0) ^ change;
          const outcome = await confirmPrepared({ ...checkOf(signing), prepared: changed }).then(
            (confirmed) => latin1(confirmed.toBeSigned),
            (error: { code: string }) => error.code.slice(0, 8),
          );
          expect(outcome === "confirm." || outcome !== latin1(toBeSigned)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("refuses a revision that touches a page, the catalog or another field, or brings an object of its own", async () => {
    const { prepared } = signing;
    const state = openPdf(contract).at();
    const page = state.catalog.entries.get("Pages");
    const other = signatureFields(state).find((field) => field.name === "乙方")?.number ?? 0;
    const mine = openPdf(prepared);
    const bodies = [...mine.at().revision.entries.keys()].map((number) => {
      const object = mine.at().load(number);
      const start = object === undefined ? 0 : latin1(prepared).indexOf("obj\n", object.start) + 4;
      return [number, prepared.subarray(start, (object?.end ?? 0) - "\nendobj".length)] as const;
    });
    const rewritten = (extra: readonly [number, string]): Bytes => appended([...bodies, extra]);
    expect(page?.kind).toBe("reference");
    for (const number of [page?.kind === "reference" ? page.number : 0, state.root.number, other]) {
      const object = state.load(number)?.object;
      const written = object === undefined ? "" : writeObject(object).replace(/ >>$/, " /X 1 >>");
      expect(await refusal({ prepared: rewritten([number, written]) })).toBe("confirm.other_object");
    }
    expect(await refusal({ prepared: rewritten([900, "<< >>"]) })).toBe("confirm.other_object");
  });

  it("refuses two revisions, and one that passes over an earlier signature", async () => {
    expect(await refusal({ prepared: appended([[900, "null"]], signing.prepared) })).toBe(
      "confirm.not_one_revision",
    );
    const signature = await signPrepared(await confirmPrepared(checkOf(signing)), signing.key.privateKey);
    const once = await completeRevision({ ...signing.request, prepared: signing.prepared, signature });
    const second = await pageSigning("乙方", once, authority);
    const text = latin1(second.prepared);
    const previous = /\/Prev (\d+) >>\nstartxref\n\d+\n%%EOF$/.exec(text)?.[1] ?? "";
    const oldest = /startxref\n(\d+)/.exec(text)?.[1] ?? "";
    const prepared = second.prepared.slice();
    prepared.set(utf8(oldest.padEnd(previous.length)), text.lastIndexOf(`/Prev ${previous}`) + 6);
    await expect(confirmPrepared({ ...checkOf(second), prepared })).rejects.toMatchObject({
      code: "confirm.not_one_revision",
    });
  });

  it("refuses bytes that belong to no object", async () => {
    const { prepared } = signing;
    const at = latin1(prepared).indexOf("xref\n", contract.length);
    const hidden = concat(
      prepared.subarray(0, contract.length),
      utf8("%hidden"),
      prepared.subarray(contract.length),
    );
    expect(at).toBeGreaterThan(0);
    await expect(confirmPrepared({ ...checkOf(signing), prepared: hidden })).rejects.toMatchObject({
      code: expect.stringMatching(/^confirm\.(unreadable|stray_bytes|not_one_revision)$/),
    });
  });

  it("refuses a signature dictionary of another kind, with something in it, or with a range of its own", async () => {
    const { prepared } = signing;
    const cases: [string, string][] = [
      ["/ETSI.CAdES.detached", "/adbe.pkcs7.detached"],
      ["/Adobe.PPKLite", "/Adobe.PPKMSlite".slice(0, 14)],
      ["<0000", "<0001"],
      ["[0 /********** /********** /**********]", "[0 100 200 300]"],
      ["/Reason ", "/Reasom "],
    ];
    for (const [from, to] of cases) {
      expect(await refusal({ prepared: withText(prepared, from, to) })).toBe(
        "confirm.wrong_signature_dictionary",
      );
    }
  });

  it("refuses an appearance that is larger than its field or draws with a font of the page", async () => {
    expect(
      await refusal({ prepared: withText(signing.prepared, "/BBox [0 0 230 128]", "/BBox [0 0 930 128]") }),
    ).toBe("confirm.wrong_appearance");
    expect(
      await refusal({ prepared: withText(signing.prepared, "/Resources << >>", "/Resources 3 0 R") }),
    ).toBe("confirm.wrong_appearance");
  });

  it("refuses a certificate for another key, for somebody else, or that is not valid now", async () => {
    const other = await newSigningKey();
    expect(await refusal({ publicKey: other.publicKey })).toBe("confirm.wrong_certificate");
    expect(await refusal({ certificate: utf8("no certificate") })).toBe("confirm.wrong_certificate");
    expect(await refusal({ signer: { name: "李四", organisation: "别家" } })).toBe(
      "confirm.wrong_certificate",
    );
    expect(await refusal({ now: new Date(TODAY.getTime() + 2 * 86_400_000) })).toBe(
      "confirm.wrong_certificate",
    );
  });

  it("refuses a time that is not now, but bears a phone's clock some minutes off", async () => {
    expect(await refusal({ now: new Date(TODAY.getTime() + 3_600_000) })).toBe("confirm.wrong_time");
    const behind = { ...checkOf(signing), now: new Date(TODAY.getTime() - 5 * 60_000) };
    await expect(confirmPrepared(behind)).resolves.toBeDefined();
  });

  it("refuses a field that is not there or signed already", async () => {
    expect(await refusal({ field: "丙方" })).toBe("confirm.field_missing");
    const signature = await signPrepared(await confirmPrepared(checkOf(signing)), signing.key.privateKey);
    const once = await completeRevision({ ...signing.request, prepared: signing.prepared, signature });
    const again = appended([[900, "null"]], once);
    expect(await refusal({ displayed: once, prepared: again })).toBe("confirm.field_missing");
  });

  it("a key made by the page cannot be taken out of it", async () => {
    const { privateKey } = await newSigningKey();
    expect(privateKey.extractable).toBe(false);
    for (const form of ["pkcs8", "jwk"] as const)
      await expect(crypto.subtle.exportKey(form, privateKey)).rejects.toThrow(/extractable/i);
  });
});
