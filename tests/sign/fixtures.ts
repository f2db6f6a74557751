import { readFileSync } from "node:fs";
import { PDFDocument, StandardFonts } from "pdf-lib";
import { builtInCa } from "../../src/adapters/ca/built-in-ca.ts";
import { fixedClock } from "../../src/adapters/clock.ts";
import { cryptoIds } from "../../src/adapters/ids.ts";
import { keyVault } from "../../src/adapters/keys/key-vault.ts";
import { memorySecrets } from "../../src/adapters/keys/memory-secrets.ts";
import { readFont } from "../../src/formats/fonts/read-font.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import type { CertificateIssuer } from "../../src/ports/certificate-issuer.ts";
import type { KeyVault } from "../../src/ports/keys.ts";
import type { FieldPlan } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import type { SigningRequest } from "../../src/sign/revision.ts";
import { captionLines } from "../../src/sign/seal/appearance.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";

/**
 * The instant at which everything in these tests happens: the outside judges read the system's clock and know no other, and
 * event certificates live for a day. Whole seconds, as PDF writes them.
 */
export const TODAY = new Date(Math.floor(Date.now() / 1000) * 1000);

/** The house's 宋体, read once. */
export const song = readFont(new Uint8Array(readFileSync("templates/fonts/song.ttf")));

/** A small authority of its own for one test. */
export function makeAuthority(): { ca: CertificateIssuer; vault: KeyVault } {
  const clock = fixedClock(TODAY);
  const parts = { secrets: memorySecrets(), masterKey: new Uint8Array(32).fill(7), ids: cryptoIds(clock) };
  return { ca: builtInCa({ ...parts, clock }), vault: keyVault(parts) };
}

/** A three-page PDF as a renderer would hand it over: one revision, classic table, fixed dates. */
export async function makeDraft(size = 0): Promise<Bytes> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= 3; page += 1) {
    document.addPage([595, 842]).drawText(`Contract, page ${page}`, { x: 60, y: 780, font, size: 14 });
  }
  if (size > 0) {
    const filler = Uint8Array.from({ length: size }, (_, at) => (at * 2654435761) >>> 24);
    document.context.register(document.context.stream(filler));
  }
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

/** Two seats side by side on the last page, 45 mm high as in the contract's signature table. */
export const SEATS: readonly FieldPlan[] = [
  { name: "甲方", page: 2, rect: [60, 420, 290, 548], label: "甲方签章" },
  { name: "乙方", page: 2, rect: [305, 420, 535, 548], label: "乙方签章" },
];

/** Revision 1 with both seats' fields. */
export const makeContract = async (size = 0): Promise<Bytes> =>
  await placeSignatureFields(await makeDraft(size), SEATS);

const PARTIES = {
  甲方: {
    signer: "赵磊",
    title: "总经理",
    organisation: "石家庄恒砺传感科技有限公司",
    uscc: "91130100MA0EXAMPL1",
  },
  乙方: {
    signer: "孙静",
    title: "合伙人",
    organisation: "河北云衡知识产权代理有限公司",
    uscc: "91130100MA0EXAMPL2",
  },
} as const;

/** Everything one party signs with: its own fresh key and certificate, its sample seal and caption. */
export async function partyOf(
  seat: keyof typeof PARTIES,
  authority: { ca: CertificateIssuer; vault: KeyVault },
): Promise<Omit<SigningRequest, "pdf">> {
  const { signer, title, organisation, uscc } = PARTIES[seat];
  const key = await authority.vault.ephemeralKey();
  const subject = { commonName: signer, organisation, uscc };
  const { certificate, chain } = await authority.ca.issue({ subject, key, notBefore: TODAY, hours: 24 });
  return {
    field: seat,
    key,
    certificate,
    chain,
    seal: drawSeal({ kind: "合同专用章", name: organisation, code: "1301000123456" }, { song }),
    caption: { lines: captionLines({ signer, title, signedAt: TODAY }), font: song },
    signerName: signer,
    organisation,
    reason: "签订知识产权托管服务合同",
    location: "河北省石家庄市",
    signedAt: TODAY,
  };
}
