import type { Assets } from "../ports/assets.ts";
import type { Allowance } from "./link/link-error.ts";
import type { BlobStore } from "../ports/blobs.ts";
import type { CertificateIssuer } from "../ports/certificate-issuer.ts";
import type { Clock } from "../ports/clock.ts";
import type { IdentityProvider } from "../ports/identity.ts";
import type { Ids } from "../ports/ids.ts";
import type { KeyVault } from "../ports/keys.ts";
import type { LinkSecrets } from "../ports/link-secrets.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { PublicPki } from "../ports/public-pki.ts";
import type { Renderer } from "../ports/renderer.ts";
import type { RevocationSource } from "../ports/revocation.ts";
import type { Store } from "../ports/store.ts";
import type { TimestampAuthority } from "../ports/timestamp-authority.ts";

/** How messages go out. Undefined: there is no such channel, and nobody can be invited by it. `chat` is for news to the house's people. */
export type Channels = {
  readonly sms: Notifier | undefined;
  readonly mail: Notifier | undefined;
  readonly chat: Notifier | undefined;
};

/** Everything a use case needs from outside. Built only by `src/runtime`; holds no state between requests. */
export type House = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly assets: Assets;
  readonly blobs: BlobStore;
  readonly store: Store;
  readonly renderer: Renderer;
  readonly issuer: CertificateIssuer;
  readonly vault: KeyVault;
  /** Trusted time: the built-in TSA, or a configured one. */
  readonly timestamps: TimestampAuthority;
  /** Whether certificates still stand: our own answered in the process, others over HTTP. */
  readonly revocation: RevocationSource;
  /** What our own authorities tell the world under `/pki`; served also where a configured issuer has taken their place. */
  readonly pki: PublicPki;
  /** Tokens and codes of signers' links. */
  readonly links: LinkSecrets;
  readonly channels: Channels;
  /** Who vouches for a signer's identity. */
  readonly identity: IdentityProvider;
  /** Sites that may frame the signing page or get signers back. */
  readonly embedOrigins: readonly string[];
  /** Where people reach us, without a slash at the end: printed on receipts as `${publicUrl}/r/<register number>`. */
  readonly publicUrl: string;
  /** `demo` marks data and keys as invented and lets `serve` start on the default master key. */
  readonly mode: "production" | "demo";
  /** Told of every bound that was counted, while a request is answered: what is left of it stands in the answer's headers. */
  readonly tellAllowance?: (allowance: Allowance) => void;
  /** The text a PDF shows, when a reader is at hand: revision 1 is then proved to show the contract's values. */
  readonly textOf?: (pdf: Uint8Array<ArrayBuffer>) => Promise<string>;
};
