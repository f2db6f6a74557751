import { builtInCa } from "../adapters/ca/built-in-ca.ts";
import { systemClock } from "../adapters/clock.ts";
import { cryptoIds } from "../adapters/ids.ts";
import { keyVault } from "../adapters/keys/key-vault.ts";
import type { House } from "../app/house.ts";
import type { Assets } from "../ports/assets.ts";
import type { BlobStore } from "../ports/blobs.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { SecretStore } from "../ports/keys.ts";
import type { Store } from "../ports/store.ts";
import { chooseRenderer } from "./choose-renderer.ts";
import type { Settings } from "./settings.ts";

/** What differs between runtimes, and what tests fix. */
export type Furniture = {
  readonly settings: Settings;
  readonly assets: Assets;
  readonly blobs: BlobStore;
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly clock?: Clock;
  readonly ids?: Ids;
};

/** A House on the parts of a runtime: the layout engine, the built-in CA, keys encrypted under the master key. */
export function furnish(parts: Furniture): House {
  const { settings, secrets, assets, blobs, store } = parts;
  const clock = parts.clock ?? systemClock;
  const ids = parts.ids ?? cryptoIds(clock);
  const { masterKey, publicUrl, mode } = settings;
  return {
    clock,
    ids,
    assets,
    blobs,
    store,
    renderer: chooseRenderer(assets, settings.rendererUrl),
    issuer: builtInCa({ secrets, masterKey, clock, ids }),
    vault: keyVault({ secrets, masterKey, ids }),
    publicUrl,
    mode,
  };
}
