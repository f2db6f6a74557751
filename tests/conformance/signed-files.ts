import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPrivateKeyPem } from "../../src/adapters/keys/pem.ts";
import type { House } from "../../src/app/house.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { reachLevel, type SignatureLevel } from "../../src/sign/archive/reach-level.ts";
import type { SigningKey } from "../../src/ports/keys.ts";
import type { FieldPlan } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { captionLines } from "../../src/sign/seal/appearance.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";
import { signatureTimestamp } from "../../src/sign/timestamp/timestamp-signature.ts";
import { song } from "../sign/fixtures.ts";
import { judge } from "../sign/judges.ts";

/** One file of the matrix. */
export type SignedFile = {
  readonly name: string;
  readonly path: string;
  readonly parties: number;
  readonly keys: "RSA" | "ECDSA";
  readonly level: SignatureLevel;
  readonly certified: boolean;
  /** Revision 1: every later one has to begin with it. */
  readonly first: Bytes;
  readonly pdf: Bytes;
};

const NAMES = ["赵磊", "孙静", "周启明", "许知远", "郑安然"] as const;
const COMPANIES = [
  "石家庄恒砺传感科技有限公司",
  "河北云衡知识产权代理有限公司",
  "上海徐汇澄川精密仪器有限公司",
  "周口豫禾生物科技有限公司",
  "雄安新区知行数据服务有限公司",
] as const;

/** Five fields of the size of a signature table's, two in a row. */
const planOf = (index: number): FieldPlan => ({
  name: `第${"一二三四五"[index] ?? ""}方`,
  page: 0,
  rect: [
    60 + (index % 2) * 245,
    560 - Math.floor(index / 2) * 170,
    290 + (index % 2) * 245,
    690 - Math.floor(index / 2) * 170,
  ],
  label: `第${index + 1}方签章处`,
});

/** A PDF/A-3b of the house's own engine with empty fields for so many parties. */
export async function unsigned(house: House, parties: number): Promise<Bytes> {
  const form = FORMS[0];
  if (form === undefined) throw new Error("the house has forms");
  const template = new Uint8Array(readFileSync(new URL(`../../templates/${form.template}`, import.meta.url)));
  const { docx } = await fillTemplate({ template, values: form.schema.parse(form.sample) });
  const { pdf } = await house.renderer.render({
    docx,
    title: "多方签署",
    profile: "word",
    createdAt: house.clock.now(),
    attachments: [],
  });
  return placeSignatureFields(
    pdf,
    Array.from({ length: parties }, (_, index) => planOf(index)),
    song,
  );
}

/** Keys for five parties, made by openssl: RSA of 2048 to 4096 bits, ECDSA on P-256 and P-384. */
export async function partyKeys(kind: "RSA" | "ECDSA"): Promise<readonly SigningKey[]> {
  const options =
    kind === "RSA"
      ? [
          "rsa_keygen_bits:2048",
          "rsa_keygen_bits:3072",
          "rsa_keygen_bits:2048",
          "rsa_keygen_bits:4096",
          "rsa_keygen_bits:2048",
        ]
      : ["P-256", "P-384", "P-256", "P-256", "P-384"].map((curve) => `ec_paramgen_curve:${curve}`);
  return Promise.all(
    options.map((option) => {
      const made = judge(
        "openssl",
        "genpkey",
        "-quiet",
        "-algorithm",
        kind === "RSA" ? "RSA" : "EC",
        "-pkeyopt",
        option,
      );
      return readPrivateKeyPem(made.said);
    }),
  );
}

/** What one file of the matrix is made from. */
type Making = Omit<SignedFile, "name" | "path" | "pdf"> & { readonly partyKeys: readonly SigningKey[] };

/** Signs a file party by party and brings it to its level, with the house's own PKI. */
async function signed(house: House, making: Making): Promise<Bytes> {
  const { parties, level, certified, first } = making;
  const timestamping = { authority: house.timestamps, ids: house.ids };
  let pdf = first;
  for (let index = 0; index < parties; index += 1) {
    const key = making.partyKeys[index];
    const [signer = "", organisation = ""] = [NAMES[index], COMPANIES[index]];
    if (key === undefined) throw new Error("a key for every party");
    const signedAt = house.clock.now();
    const subject = { commonName: signer, organisation, uscc: `91130100MA0EXAMP${index}X` };
    const issued = await house.issuer.issue({ subject, key, notBefore: signedAt, hours: 24 });
    pdf = await signRevision({
      pdf,
      field: planOf(index).name,
      key,
      ...issued,
      seal: drawSeal({ kind: "合同专用章", name: organisation }, { song }),
      caption: { lines: captionLines({ signer, signedAt }), font: song },
      signerName: signer,
      organisation,
      signedAt,
      ...(certified && index === 0 ? { certify: 2 as const } : {}),
      // A lock in half of the files: what judges make of later revisions differs with it.
      ...(making.keys === "RSA" ? { lock: "own-field" as const } : {}),
      ...(level === "B-B" ? {} : { finish: signatureTimestamp(timestamping) }),
    });
  }
  if (level === "B-B" || level === "B-T") return pdf;
  return (await reachLevel(pdf, level, { timestamping, source: house.revocation, now: house.clock.now() }))
    .pdf;
}

/** 2, 3 and 5 parties × RSA and ECDSA × four levels × certified or not: 48 files, written into a folder. */
export async function signMatrix(house: House, folder: string): Promise<readonly SignedFile[]> {
  const keys = { RSA: await partyKeys("RSA"), ECDSA: await partyKeys("ECDSA") };
  const files: SignedFile[] = [];
  for (const parties of [2, 3, 5]) {
    const first = await unsigned(house, parties);
    for (const kind of ["RSA", "ECDSA"] as const)
      for (const level of ["B-B", "B-T", "B-LT", "B-LTA"] as const)
        for (const certified of [false, true]) {
          const plan = { parties, keys: kind, level, certified, first };
          const name = `${parties}-${kind}-${level}${certified ? "-certified" : ""}`;
          const pdf = await signed(house, { ...plan, partyKeys: keys[kind] });
          const path = join(folder, `${name}.pdf`);
          writeFileSync(path, pdf);
          files.push({ ...plan, name, path, pdf });
        }
  }
  return files;
}
