import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openLibsql } from "../../storage/libsql-node.ts";
import { directoryAssets } from "../adapters/node/directory-assets.ts";
import { directoryBlobs } from "../adapters/node/directory-blobs.ts";
import { readMigrations } from "../adapters/node/read-migrations.ts";
import type { House } from "../app/house.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import { furnish } from "./furnish.ts";
import { makeFolder } from "./node-folder.ts";
import { packageRoot } from "./node-package-root.ts";
import type { Notifier } from "../ports/notifier.ts";
import { type Environment, readSettings, type Settings } from "./settings.ts";

/** A House on this machine, and how to leave it. */
export type NodeHouse = {
  readonly house: House;
  /** Files any visitor may have. */
  readonly publicFile: (name: string) => Promise<Bytes | undefined>;
  /** Closes the database; a temporary house is swept away. */
  readonly close: () => Promise<void>;
};

/** What a House on Node is built from. Everything has a default. */
export type NodeHouseOptions = {
  /** Where the database and the blobs lie. Default `storage/.local` of the package. */
  readonly dataDir?: string;
  /** ZHIQI_MASTER_KEY, ZHIQI_PUBLIC_URL, ZHIQI_DB_URL, ZHIQI_DB_TOKEN, ZHIQI_RENDERER_URL, ZHIQI_ENV. Default: none set, so a demo. */
  readonly env?: Environment;
  /** Address used when ZHIQI_PUBLIC_URL is not set. */
  readonly url?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
};

const DEFAULT_URL = "http://127.0.0.1:8787";

/** A House over a libsql file (or ZHIQI_DB_URL) and a blob directory; both are made when absent, migrations applied. */
export async function buildNodeHouse(options: NodeHouseOptions = {}): Promise<NodeHouse> {
  const root = packageRoot();
  const env = options.env ?? {};
  const settings = await readSettings(env, options.url ?? DEFAULT_URL);
  const dataDir = options.dataDir ?? join(root, "storage/.local");
  await makeFolder(dataDir);
  const token = env["ZHIQI_DB_TOKEN"];
  const database = await openLibsql({
    url: env["ZHIQI_DB_URL"] ?? pathToFileURL(join(dataDir, "zhiqi.db")).href,
    ...(token === undefined ? {} : { authToken: token }),
    migrations: await readMigrations(join(root, "storage/migrations")),
  });
  const house = furnish({
    settings,
    assets: directoryAssets(join(root, "templates")),
    blobs: directoryBlobs(join(dataDir, "blobs")),
    store: database.store,
    secrets: database.secrets,
    mail: await mailOf(settings),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.ids ? { ids: options.ids } : {}),
  });
  return {
    house,
    publicFile: (name) => readPublicFile(root, name),
    close: async () => database.close(),
  };
}

/** Mail by SMTP; the library is read only where a server is named. */
async function mailOf({ messages }: Settings): Promise<Notifier | undefined> {
  if (messages.smtp === undefined) return undefined;
  const { smtpNotifier } = await import("../adapters/node/smtp-notifier.ts");
  return smtpNotifier(messages.smtp);
}

/** A House in a directory of its own under the system's temporary one, gone when it is closed: for the demo and tests. */
export async function temporaryNodeHouse(
  options: Omit<NodeHouseOptions, "dataDir"> = {},
): Promise<NodeHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), "zhiqi-"));
  const built = await buildNodeHouse({ ...options, dataDir });
  return {
    ...built,
    close: async () => {
      await built.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function readPublicFile(root: string, name: string): Promise<Bytes | undefined> {
  if (!/^[\w-][\w.-]*$/.test(name)) return undefined;
  const path = join(root, ".build/assets/public", name);
  return existsSync(path) ? new Uint8Array(await readFile(path)) : undefined;
}
