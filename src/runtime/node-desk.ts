import { join } from "node:path";
import { systemClock } from "../adapters/clock.ts";
import { directoryAssets } from "../adapters/node/directory-assets.ts";
import type { Desk } from "../app/desk/desk.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { Sm2Signer } from "../ports/sm2-key.ts";
import { packageRoot } from "./node-package-root.ts";

// What only some commands need is loaded when they do: `check` answers without the layout engine and its libraries.

/** A desk on this machine: system clock, the package's templates and fonts, our own layout engine. No database, no network. */
export function buildDesk(): Desk {
  const assets = directoryAssets(join(packageRoot(), "templates"));
  return {
    clock: systemClock,
    assets,
    renderer: {
      async render(request) {
        const { layOutPdf } = await import("../layout/lay-out-pdf.ts");
        return layOutPdf(request, assets);
      },
    },
  };
}

/** The certificates of a PEM file in their order, DER. Throws `keys.wrong_pem` when there is none. */
export async function certificatesFromPem(text: string): Promise<readonly Bytes[]> {
  const { readCertificatesPem } = await import("../adapters/keys/pem.ts");
  return readCertificatesPem(text);
}

/**
 * Who signs in the SM2 profile: the key and certificates of these PEM texts, or a fresh signer of a built-in SM2 CA that lives
 * for this one call; and the maker of its seal. Throws `keys.*`.
 */
export async function sm2Signers(given: {
  readonly key: string | undefined;
  readonly certificates: string | undefined;
  readonly name: string;
  readonly organisation: string;
}): Promise<{ signer: Sm2Signer; maker: Sm2Signer; esId: string }> {
  const { sm2Authority } = await import("../adapters/ca/sm2-ca.ts");
  const { readSm2KeyPem } = await import("../adapters/keys/sm2-key.ts");
  const { cryptoIds } = await import("../adapters/ids.ts");
  const ids = cryptoIds(systemClock);
  const authority = sm2Authority({ clock: systemClock, ids });
  const esId = ids.next("ZQ").toUpperCase().replace("_", "");
  const { key, certificates, name, organisation } = given;
  if (key === undefined || certificates === undefined) {
    const subject = { commonName: name, organisation, uscc: "" };
    return { signer: authority.signer(subject), maker: authority.maker, esId };
  }
  const [certificate = new Uint8Array(), ...chain] = await certificatesFromPem(certificates);
  return { signer: { key: readSm2KeyPem(key), certificate, chain }, maker: authority.maker, esId };
}
