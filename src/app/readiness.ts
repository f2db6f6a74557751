import type { Readiness } from "../../schemas/api/readiness.ts";
import { readFont } from "../formats/fonts/read-font.ts";
import { toHex, utf8 } from "../kit/bytes.ts";
import { ecdsaFromDer } from "../kit/ecdsa.ts";
import { HouseError } from "../kit/errors.ts";
import { AppError } from "./app-error.ts";
import { certificateLives, PkiError } from "./certificate-lives.ts";
import type { House } from "./house.ts";
import { assetBytes } from "./stored-file.ts";

type Check = Readiness["checks"][number];

const CHINESE_FONTS = ["song", "fangsong", "hei", "kai", "xiaobiaosong"];
/** Always the same bytes, so that proving the blob store stores one blob, once. */
const PROBE = utf8("zhiqi readiness probe\n");
const P256_BYTES = 32;

async function proveBlobs(house: House): Promise<void> {
  const digest = await house.blobs.put(PROBE);
  if ((await house.blobs.get(digest)) === undefined) {
    throw new AppError("app.blob_missing", "文件写入后读不回来", { sha256: digest });
  }
}

async function proveFonts(house: House): Promise<void> {
  for (const role of CHINESE_FONTS) {
    const path = `fonts/${role}.ttf`;
    const font = readFont(await assetBytes(house, path));
    if (font.glyphOf("知".codePointAt(0) ?? 0) === 0)
      throw new AppError("app.asset_missing", "字体缺字", { path });
  }
}

/** Signs with a key of the vault and checks the signature with the platform: a key that cannot sign is no key. */
async function proveKey(house: House): Promise<void> {
  const key = await house.vault.signingKey("readiness");
  const signature = ecdsaFromDer(await key.sign(PROBE), P256_BYTES);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const publicKey = await crypto.subtle.importKey("spki", key.publicKey, algorithm, false, ["verify"]);
  const sound =
    signature !== undefined && (await crypto.subtle.verify(algorithm, publicKey, signature, PROBE));
  if (!sound) throw new AppError("app.conflict", "签名密钥不能用", {});
}

async function proveCertificates(house: House): Promise<void> {
  const ended = (await certificateLives(house)).filter(({ state }) => state === "ended");
  if (ended.length === 0) return;
  throw new PkiError("pki.certificate_ended", "系统证书已过期", { names: ended.map(({ name }) => name) });
}

/** What is known of the certificates; nothing when they cannot be read, which a check above has said. */
const lives = async (house: House): Promise<Readiness["certificates"]> => {
  try {
    return [...(await certificateLives(house))];
  } catch {
    return [];
  }
};

async function checked(house: House, part: Check["part"], proof: () => Promise<void>): Promise<Check> {
  const started = house.clock.now().getTime();
  const elapsed = (): number => house.clock.now().getTime() - started;
  try {
    await proof();
    return { part, ready: true, ms: elapsed(), code: null };
  } catch (error) {
    return {
      part,
      ready: false,
      ms: elapsed(),
      code: error instanceof HouseError ? error.code : "app.unexpected",
    };
  }
}

/** Whether the house can do its work, each part proved by doing it: a row, a blob, the fonts, a signature, certificates that last. */
export async function readiness(house: House): Promise<Readiness> {
  const checks = [
    await checked(house, "database", () => house.store.prove(toHex(house.ids.random(8)))),
    await checked(house, "blobs", () => proveBlobs(house)),
    await checked(house, "fonts", () => proveFonts(house)),
    await checked(house, "signing key", () => proveKey(house)),
    await checked(house, "certificates", () => proveCertificates(house)),
  ];
  const ready = checks.every((check) => check.ready);
  return { ready, checks, certificates: await lives(house) };
}
