import { join } from "node:path";
import { onTestFinished } from "vitest";
import { builtInPki } from "../../src/adapters/ca/built-in-pki.ts";
import { fixedClock } from "../../src/adapters/clock.ts";
import { confirmedCode } from "../../src/adapters/identity/confirmed-code.ts";
import { cryptoIds } from "../../src/adapters/ids.ts";
import { linkSecrets } from "../../src/adapters/link-secrets.ts";
import { keyVault } from "../../src/adapters/keys/key-vault.ts";
import { memoryBlobs } from "../../src/adapters/memory-blobs.ts";
import { directoryAssets } from "../../src/adapters/node/directory-assets.ts";
import { httpRevocation } from "../../src/adapters/revocation/http-revocation.ts";
import { ownRevocation } from "../../src/adapters/revocation/own-revocation.ts";
import { Scope } from "../../schemas/api/api-key.ts";
import { authenticate } from "../../src/app/authenticate.ts";
import type { Caller } from "../../src/app/caller.ts";
import type { House } from "../../src/app/house.ts";
import { seedDemo } from "../../src/app/seed-demo.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import type { BlobStore } from "../../src/ports/blobs.ts";

import type { Rendered, Renderer } from "../../src/ports/renderer.ts";
import { acceptingNotifier } from "./accepting-notifier.ts";
import type { SecretRows } from "../../src/ports/secret-rows.ts";
import { openLibsql } from "../../storage/libsql-node.ts";
import { migrations, scratch } from "../storage/open.ts";

/** The morning on which samples V1's parties sign. */
export const SIGNING_DAY = "2022-03-15T02:00:00Z";

export const assets = directoryAssets(new URL("../../templates", import.meta.url).pathname);

const layouts = new Map<string, Promise<Rendered>>();

/** The real engine; the same DOCX is laid out once a test file, because crash tests draw it dozens of times. */
const renderer: Renderer = {
  render: async (request) => {
    const name = `${await sha256Hex(request.docx)} ${request.createdAt.toISOString()} ${request.title}`;
    const known = layouts.get(name) ?? layOutPdf(request, assets);
    layouts.set(name, known);
    return known;
  },
};

export type TestClock = ReturnType<typeof fixedClock>;

/** What survives a crash: the database file and the blobs. */
export type Disk = { readonly file: string; readonly blobs: BlobStore };

export const newDisk = async (): Promise<Disk> => ({
  file: join(await scratch(), "zhiqi.db"),
  blobs: memoryBlobs(),
});

/**
 * A house over a disk: real database, real engine, real CA and vault; the clock stands on the signing day. `between` may
 * stand between the house and the secrets' rows.
 */
export async function openHouse(
  disk: Disk,
  clock: TestClock = fixedClock(SIGNING_DAY),
  between: (secrets: SecretRows) => SecretRows = (secrets) => secrets,
): Promise<House> {
  const opened = await openLibsql({ url: `file:${disk.file}`, migrations });
  const { store } = opened;
  onTestFinished(() => opened.close());
  const secrets = between(opened.secrets);
  const ids = cryptoIds(clock);
  const masterKey = new Uint8Array(32).fill(7);
  const publicUrl = "https://zhiqi.example";
  const pki = builtInPki({ secrets, masterKey, clock, ids, publicUrl });
  return {
    clock,
    ids,
    assets,
    blobs: disk.blobs,
    store,
    renderer,
    issuer: pki.issuer,
    timestamps: pki.timestamps,
    revocation: ownRevocation(pki, httpRevocation()),
    pki: pki.public,
    vault: keyVault({ secrets, masterKey, ids }),
    links: linkSecrets(masterKey),
    channels: { sms: acceptingNotifier, mail: acceptingNotifier, chat: undefined },
    identity: confirmedCode,
    embedOrigins: [],
    publicUrl,
    mode: "demo",
  };
}

type DemoName = "admin" | "agency" | "enterprise" | "bureau" | "xiongan";

/** `enterpriseWriter` is the enterprise with every scope: what stops it then is not a missing scope. */
export type Callers = Record<DemoName | "enterpriseWriter", Caller>;

/** The demo's tenants as callers. */
export async function demoCallers(house: House): Promise<Callers> {
  const tenants = await seedDemo(house);
  const caller = (name: DemoName): Promise<Caller> => authenticate(house, tenants[name].key);
  return {
    admin: await caller("admin"),
    agency: await caller("agency"),
    enterprise: await caller("enterprise"),
    enterpriseWriter: { ...(await caller("enterprise")), scopes: Scope.options },
    bureau: await caller("bureau"),
    xiongan: await caller("xiongan"),
  };
}

/** A house with its demo tenants, gone after the test. */
export async function demoHouse() {
  const clock = fixedClock(SIGNING_DAY);
  const disk = await newDisk();
  const house = await openHouse(disk, clock);
  return { house, clock, disk, callers: await demoCallers(house) };
}

export { draftV1 } from "./sample.ts";
