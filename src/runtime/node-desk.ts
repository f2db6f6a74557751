import { join } from "node:path";
import { systemClock } from "../adapters/clock.ts";
import { directoryAssets } from "../adapters/node/directory-assets.ts";
import type { Desk } from "../app/desk/desk.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { SigningKey } from "../ports/keys.ts";
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

/** The private key of a PEM file; it counts as held by the signer. Throws `keys.*`. */
export async function signingKeyFromPem(text: string): Promise<SigningKey> {
  const { readPrivateKeyPem } = await import("../adapters/keys/pem.ts");
  return readPrivateKeyPem(text);
}
