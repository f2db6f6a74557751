import { join } from "node:path";
import { systemClock } from "../adapters/clock.ts";
import { readCertificatesPem, readPrivateKeyPem } from "../adapters/keys/pem.ts";
import { directoryAssets } from "../adapters/node/directory-assets.ts";
import type { Desk } from "../app/desk/desk.ts";
import type { Bytes } from "../kit/bytes.ts";
import { layOutPdf } from "../layout/lay-out-pdf.ts";
import type { SigningKey } from "../ports/keys.ts";
import { packageRoot } from "./node-house.ts";

/** A desk on this machine: system clock, the package's templates and fonts, our own layout engine. No database, no network. */
export function buildDesk(): Desk {
  const assets = directoryAssets(join(packageRoot(), "templates"));
  return { clock: systemClock, assets, renderer: { render: (request) => layOutPdf(request, assets) } };
}

/** The certificates of a PEM file in their order, DER. Throws `keys.wrong_pem` when there is none. */
export const certificatesFromPem = (text: string): readonly Bytes[] => readCertificatesPem(text);

/** The private key of a PEM file; it counts as held by the signer. Throws `keys.*`. */
export const signingKeyFromPem = (text: string): Promise<SigningKey> => readPrivateKeyPem(text);
