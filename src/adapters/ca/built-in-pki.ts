import { Certificate } from "pkijs";
import { type Bytes, equalBytes, fromHex, toHex } from "../../kit/bytes.ts";
import type { CertificateIssuer } from "../../ports/certificate-issuer.ts";
import type { PublicPki } from "../../ports/public-pki.ts";
import type { TimestampAuthority } from "../../ports/timestamp-authority.ts";
import { answerTimestamp } from "../tsa/built-in-tsa.ts";
import { type BuiltInAuthorities, builtInAuthorities, type CaParts } from "./authorities.ts";
import { issuerOf } from "./built-in-ca.ts";
import { CaError } from "./errors.ts";
import { answerOcsp } from "./ocsp-responder.ts";
import { ISSUING_CRL_HOURS, ROOT_CRL_HOURS } from "./profile.ts";
import { revocationList } from "./revocation-list.ts";
import { allRevoked, recordRevocation, type RevocationReason, revocationOf } from "./revoked.ts";
import { type RoleSigner, rolePeriod, roleSigner } from "./role-signer.ts";

/** Root, issuing CA, OCSP responder and TSA of one house. */
export type BuiltInPki = {
  readonly issuer: CertificateIssuer;
  readonly timestamps: TimestampAuthority;
  readonly public: PublicPki;
  /** Whether one of the two CAs issued this certificate, by its key; which one. */
  issuerAmongUs(issuer: Bytes): Promise<"root" | "issuing" | undefined>;
  /**
   * Ends a certificate of the issuing CA from now on. `serial` in hexadecimal, with or without colons. Throws
   * `ca.unknown_serial` for one that this CA never gave.
   */
  revoke(serial: string, reason: RevocationReason): Promise<void>;
};

/** Our tokens have under 3 KB with the whole chain; the rest is for certificates with longer names. */
const LONGEST_TOKEN = 4096;

/** The built-in PKI, keys made at first use. Opened once: what it holds is kept for the life of the process. */
export function builtInPki(parts: CaParts): BuiltInPki {
  const { clock, ids } = parts;
  const open = remembered(() => builtInAuthorities(parts));
  const signers = new Map<string, RoleSigner>();
  const signerFor = async (role: "tsa" | "ocsp"): Promise<RoleSigner> => {
    const period = `${role}/${rolePeriod(role, clock.now())}`;
    const signer = signers.get(period) ?? (await roleSigner(parts, await open(), role));
    signers.set(period, signer);
    return signer;
  };
  const timestamp = async (request: Bytes): Promise<Bytes> =>
    answerTimestamp(request, {
      signer: await signerFor("tsa"),
      chain: (await open()).chain,
      now: clock.now(),
      ids,
    });
  return {
    issuer: issuerOf(parts, open),
    timestamps: { kind: "built-in", place: "built-in", longestToken: LONGEST_TOKEN, ask: timestamp },
    public: {
      certificate: async (of) => (await open())[of].certificate,
      crl: async (of) => crlOf(parts, await open(), of),
      ocsp: async (request) =>
        answerOcsp(request, {
          authorities: await open(),
          signer: await signerFor("ocsp"),
          now: clock.now(),
          revocationOf: (serial) => revocationOf(parts, serial),
        }),
      timestamp,
      lives: async () => {
        const { root, issuing } = await open();
        const roles = [await signerFor("tsa"), await signerFor("ocsp")];
        const [tsa, ocsp] = roles.map(({ certificate }) => Certificate.fromBER(certificate).notAfter.value);
        return [
          { name: "root", notAfter: root.notAfter },
          { name: "issuing", notAfter: issuing.notAfter },
          ...(tsa === undefined ? [] : [{ name: "tsa", notAfter: tsa }]),
          ...(ocsp === undefined ? [] : [{ name: "ocsp", notAfter: ocsp }]),
        ];
      },
    },
    issuerAmongUs: async (issuer) => {
      const { root, issuing } = await open();
      if (equalBytes(issuer, issuing.certificate)) return "issuing";
      return equalBytes(issuer, root.certificate) ? "root" : undefined;
    },
    revoke: async (serial, reason) => revokeSerial(parts, await open(), { serial, reason }),
  };
}

/** Keeps what is finished, never a promise under way: on the edge that one belongs to the request that began it. */
function remembered<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let kept: Value | undefined;
  return async () => {
    kept ??= await make();
    return kept;
  };
}

async function crlOf(
  parts: CaParts,
  authorities: BuiltInAuthorities,
  of: "root" | "issuing",
): Promise<Bytes> {
  const now = parts.clock.now();
  return of === "root"
    ? revocationList(authorities.root, { now, hours: ROOT_CRL_HOURS, revoked: [] })
    : revocationList(authorities.issuing, {
        now,
        hours: ISSUING_CRL_HOURS,
        revoked: await allRevoked(parts),
      });
}

async function revokeSerial(
  parts: CaParts,
  { serials }: BuiltInAuthorities,
  asked: { readonly serial: string; readonly reason: RevocationReason },
): Promise<void> {
  const serial = fromHex(asked.serial.replaceAll(":", "").replace(/^0x/i, ""));
  if (serial === undefined || !(await serials.knows(serial))) {
    throw new CaError("ca.unknown_serial", "this CA gave no certificate of that serial number", {
      serial: serial === undefined ? asked.serial.slice(0, 80) : toHex(serial),
    });
  }
  await recordRevocation(parts, { serial, revokedAt: parts.clock.now(), reason: asked.reason });
}
