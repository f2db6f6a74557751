import { builtInPki } from "../adapters/ca/built-in-pki.ts";
import { systemClock } from "../adapters/clock.ts";
import { cryptoIds } from "../adapters/ids.ts";
import { httpIssuer } from "../adapters/issuer/http-issuer.ts";
import { keyVault } from "../adapters/keys/key-vault.ts";
import { httpRevocation } from "../adapters/revocation/http-revocation.ts";
import { ownRevocation } from "../adapters/revocation/own-revocation.ts";
import { httpTsa } from "../adapters/tsa/http-tsa.ts";
import { confirmedCode } from "../adapters/identity/confirmed-code.ts";
import { httpIdentity } from "../adapters/identity/http-identity.ts";
import { linkSecrets } from "../adapters/link-secrets.ts";
import type { House } from "../app/house.ts";
import type { Assets } from "../ports/assets.ts";
import type { BlobStore } from "../ports/blobs.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { SecretRows } from "../ports/secret-rows.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Store } from "../ports/store.ts";
import { chooseChannels } from "./choose-channels.ts";
import { chooseRenderer } from "./choose-renderer.ts";
import type { Settings } from "./settings.ts";

/** What differs between runtimes, and what tests fix. */
export type Furniture = {
  readonly settings: Settings;
  readonly assets: Assets;
  readonly blobs: BlobStore;
  readonly store: Store;
  readonly secrets: SecretRows;
  /** Mail through SMTP, where the runtime can open a socket and the settings name a server. */
  readonly mail?: Notifier | undefined;
  readonly clock?: Clock;
  readonly ids?: Ids;
};

/**
 * A House on the parts of a runtime: the layout engine, the built-in PKI or the configured issuer and TSA, keys encrypted under
 * the master key.
 */
export function furnish(parts: Furniture): House {
  const { settings, secrets, assets, blobs, store } = parts;
  const clock = parts.clock ?? systemClock;
  const ids = parts.ids ?? cryptoIds(clock);
  const { masterKey, publicUrl, mode } = settings;
  const pki = builtInPki({ secrets, masterKey, clock, ids, publicUrl, eventPlaces: settings.eventPlaces });
  return {
    clock,
    ids,
    assets,
    blobs,
    store,
    renderer: chooseRenderer(assets, settings.rendererUrl),
    issuer: settings.issuer === undefined ? pki.issuer : httpIssuer(settings.issuer),
    vault: keyVault({ secrets, masterKey, ids }),
    timestamps: settings.tsa === undefined ? pki.timestamps : httpTsa(settings.tsa),
    revocation: ownRevocation(pki, httpRevocation()),
    pki: pki.public,
    links: linkSecrets(masterKey),
    channels: chooseChannels(settings, { clock, ids, mail: parts.mail }),
    identity: settings.identity === undefined ? confirmedCode : httpIdentity(settings.identity),
    embedOrigins: settings.embedOrigins,
    publicUrl,
    mode,
  };
}
