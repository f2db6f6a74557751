import { describe, expect, it } from "vitest";
import { builtInPki } from "../../../src/adapters/ca/built-in-pki.ts";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { rotateSecrets } from "../../../src/adapters/keys/rotate-secrets.ts";
import { toHex } from "../../../src/kit/bytes.ts";
import { openLibsql } from "../../../storage/libsql-node.ts";
import { migrations, scratch } from "../../storage/open.ts";
import { makeParts, masterKeyOf } from "./parts.ts";

const OLD = masterKeyOf(1);
const NEW = masterKeyOf(2);

/** A house's secrets in a real database: the CA, a TSA, two keys. */
async function filled() {
  const opened = await openLibsql({ url: `file:${await scratch()}/zhiqi.db`, migrations });
  const parts = makeParts({ secrets: opened.secrets, masterKey: OLD });
  const pki = builtInPki(parts);
  await pki.public.lives();
  const keys = await Promise.all(["甲", "乙"].map((name) => keyVault(parts).signingKey(name)));
  return { parts, root: await pki.public.certificate("root"), keys, close: () => opened.close() };
}

describe("rotating the master key", () => {
  it("opens everything under the new key and nothing under the old one; again is nothing to do", async () => {
    const { parts, root, keys, close } = await filled();
    const { secrets, ids } = parts;
    expect(await rotateSecrets({ secrets, from: OLD, to: NEW, ids })).toEqual({ rewritten: 5, already: 0 });
    expect(await rotateSecrets({ secrets, from: OLD, to: NEW, ids })).toEqual({ rewritten: 0, already: 5 });
    const after = { ...parts, masterKey: NEW };
    expect(toHex(await builtInPki(after).public.certificate("root"))).toBe(toHex(root));
    const again = await keyVault(after).signingKey("甲");
    expect(toHex(again.publicKey)).toBe(toHex(keys[0]?.publicKey ?? new Uint8Array()));
    const old = keyVault(parts).signingKey("乙");
    await expect(old).rejects.toMatchObject({ code: "keys.wrong_master_key" });
    close();
  });

  it("changes nothing at all when one secret is under a third key", async () => {
    const { parts, close } = await filled();
    const { secrets, ids } = parts;
    await keyVault({ ...parts, masterKey: masterKeyOf(9) }).signingKey("丙");
    const rotation = rotateSecrets({ secrets, from: OLD, to: NEW, ids });
    await expect(rotation).rejects.toMatchObject({ code: "keys.wrong_master_key" });
    await expect(keyVault(parts).signingKey("甲")).resolves.toBeDefined();
    close();
  });

  it("all or nothing: a row that changed meanwhile stops the whole write, and it is read again", async () => {
    const { parts, close } = await filled();
    const { secrets, ids } = parts;
    let writes = 0;
    const racing = {
      ...secrets,
      rewrite: async (changes: Parameters<typeof secrets.rewrite>[0]) => {
        writes += 1;
        const [first] = changes;
        const stale =
          writes === 1 && first ? [...changes.slice(1), { ...first, from: masterKeyOf(3) }] : changes;
        return secrets.rewrite(stale);
      },
    };
    expect(await rotateSecrets({ secrets: racing, from: OLD, to: NEW, ids })).toMatchObject({ rewritten: 5 });
    expect(writes).toBe(2);
    const never = { ...secrets, rewrite: () => Promise.resolve(false) };
    const stuck = rotateSecrets({ secrets: never, from: NEW, to: OLD, ids });
    await expect(stuck).rejects.toMatchObject({ code: "keys.rotation_raced" });
    close();
  });
});
