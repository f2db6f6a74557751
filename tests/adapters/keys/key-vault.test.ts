import { describe, expect, it } from "vitest";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { type Bytes, latin1, toHex, utf8 } from "../../../src/kit/bytes.ts";
import { ecdsaFromDer } from "../../../src/kit/ecdsa.ts";
import type { SigningKey } from "../../../src/ports/keys.ts";
import { makeParts, masterKeyOf } from "./parts.ts";

const verifies = async (key: SigningKey, signature: Bytes, message: Bytes): Promise<boolean> => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const publicKey = await crypto.subtle.importKey("spki", key.publicKey, algorithm, false, ["verify"]);
  const fixed = ecdsaFromDer(signature, 32) ?? new Uint8Array();
  return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, publicKey, fixed, message);
};

describe("keyVault", () => {
  it("gives the same key for a name, after a restart too, and another for another name", async () => {
    const parts = makeParts();
    const first = await keyVault(parts).signingKey("bureau");
    const again = await keyVault(parts).signingKey("bureau");
    const other = await keyVault(parts).signingKey("ledger");
    expect(toHex(again.publicKey)).toBe(toHex(first.publicKey));
    expect(toHex(other.publicKey)).not.toBe(toHex(first.publicKey));
    const message = utf8("备案回执");
    expect(await verifies(first, await again.sign(message), message)).toBe(true);
  });

  it("two makers at once end with one key", async () => {
    const parts = makeParts();
    const keys = await Promise.all(Array.from({ length: 6 }, () => keyVault(parts).signingKey("bureau")));
    expect(new Set(keys.map(({ publicKey }) => toHex(publicKey))).size).toBe(1);
  });

  it("an ephemeral key signs, is stored nowhere, and is new each time", async () => {
    const stored: string[] = [];
    const inner = makeParts();
    const secrets = {
      ...inner.secrets,
      writeOnce: (name: string, secret: Bytes) => (stored.push(name), inner.secrets.writeOnce(name, secret)),
    };
    const vault = keyVault({ ...inner, secrets });
    const [one, two] = [await vault.ephemeralKey(), await vault.ephemeralKey()];
    expect(toHex(one.publicKey)).not.toBe(toHex(two.publicKey));
    const message = utf8("合同");
    expect(await verifies(one, await one.sign(message), message)).toBe(true);
    expect(stored).toEqual([]);
  });

  it("what is stored shows nothing of the key", async () => {
    const parts = makeParts();
    await keyVault(parts).signingKey("bureau");
    const row = latin1((await parts.secrets.read("key/bureau")) ?? new Uint8Array());
    expect(row.length).toBeGreaterThan(100);
    // 1.2.840.10045.2.1, which stands in every PKCS#8 EC key
    expect(row).not.toContain("\u002a\u0086\u0048\u00ce\u003d\u0002\u0001");
  });

  it("another master key is refused as such", async () => {
    const parts = makeParts();
    await keyVault(parts).signingKey("bureau");
    const opening = keyVault({ ...parts, masterKey: masterKeyOf(2) }).signingKey("bureau");
    await expect(opening).rejects.toMatchObject({
      code: "keys.wrong_master_key",
      facts: { name: "key/bureau" },
    });
  });

  it("a master key that is not 32 bytes is refused", async () => {
    const opening = keyVault(makeParts({ masterKey: new Uint8Array(16) })).signingKey("bureau");
    await expect(opening).rejects.toMatchObject({ code: "keys.wrong_master_key_length" });
  });

  it("a changed row, a cut row, or a row of another name is damaged", async () => {
    const parts = makeParts();
    await keyVault(parts).signingKey("bureau");
    const row = (await parts.secrets.read("key/bureau")) ?? new Uint8Array();
    const changed = row.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const [name, secret] of [
      ["changed", changed],
      ["cut", row.slice(0, 12)],
      ["exchanged", row],
    ] as const) {
      const other = makeParts();
      await other.secrets.writeOnce(`key/${name}`, secret);
      await expect(keyVault(other).signingKey(name)).rejects.toMatchObject({ code: "keys.secret_damaged" });
    }
  });
});
