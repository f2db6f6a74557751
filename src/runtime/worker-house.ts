import { d1Store, type D1Binding } from "../../storage/d1.ts";
import { type AssetsBinding, fetchedAssets } from "../adapters/fetched-assets.ts";
import { r2Blobs, type R2Binding } from "../adapters/r2-blobs.ts";
import type { House } from "../app/house.ts";
import type { Bytes } from "../kit/bytes.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import { furnish } from "./furnish.ts";
import { readSettings, RuntimeError } from "./settings.ts";

/** What wrangler.toml binds. */
export type WorkerEnv = {
  readonly DB: D1Binding;
  readonly BLOBS: R2Binding;
  readonly ASSETS: AssetsBinding;
  readonly ZHIQI_MASTER_KEY?: string;
  readonly ZHIQI_PUBLIC_URL?: string;
  readonly ZHIQI_RENDERER_URL?: string;
  readonly ZHIQI_TSA_URL?: string;
  readonly ZHIQI_TSA_AUTHORIZATION?: string;
  readonly ZHIQI_TSA_MAX_TOKEN?: string;
  readonly ZHIQI_ISSUER_URL?: string;
  readonly ZHIQI_ISSUER_AUTHORIZATION?: string;
  readonly ZHIQI_ISSUER_ANCHORS?: string;
  /** `demo`, or production: a worker is in the open, so that is what it is without a word. */
  readonly ZHIQI_ENV?: string;
  /** In a demo: `yes` registers the demo's tenants when the worker starts and writes their keys to the log. */
  readonly ZHIQI_SEED?: string;
};

/** Variables of messages, identity and embedding: all text, read by name in the settings. */
const textsOf = (env: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && /^ZHIQI_(?:SMTP|MAIL|SMS|WECOM|IDENTITY|EMBED)/.test(entry[0]),
    ),
  );

/** What tests fix. */
export type Fixed = { readonly clock?: Clock; readonly ids?: Ids };

/** A House over D1, R2 and the assets binding. Migrations are applied beforehand by `wrangler d1 migrations apply`. */
export async function buildWorkerHouse(env: WorkerEnv, url: string, fixed: Fixed = {}): Promise<House> {
  const { ZHIQI_MASTER_KEY, ZHIQI_PUBLIC_URL, ZHIQI_RENDERER_URL } = env;
  const { ZHIQI_TSA_URL, ZHIQI_TSA_AUTHORIZATION, ZHIQI_TSA_MAX_TOKEN } = env;
  const { ZHIQI_ISSUER_URL, ZHIQI_ISSUER_AUTHORIZATION, ZHIQI_ISSUER_ANCHORS } = env;
  const outside = {
    ZHIQI_TSA_URL,
    ZHIQI_TSA_AUTHORIZATION,
    ZHIQI_TSA_MAX_TOKEN,
    ZHIQI_ISSUER_URL,
    ZHIQI_ISSUER_AUTHORIZATION,
    ZHIQI_ISSUER_ANCHORS,
  };
  // An empty variable is no word either.
  const ZHIQI_ENV = env.ZHIQI_ENV === "" ? "production" : (env.ZHIQI_ENV ?? "production");
  const settings = await readSettings(
    { ZHIQI_MASTER_KEY, ZHIQI_PUBLIC_URL, ZHIQI_RENDERER_URL, ZHIQI_ENV, ...outside, ...textsOf(env) },
    url,
  );
  if (settings.messages.smtp !== undefined)
    throw new RuntimeError(
      "runtime.smtp_needs_node",
      "这里不能直接连邮件服务器，请以 ZHIQI_MAIL_URL 配置邮件网关",
    );
  return furnish({
    settings,
    assets: fetchedAssets(env.ASSETS, "/templates/"),
    blobs: r2Blobs(env.BLOBS),
    ...d1Store(env.DB),
    ...fixed,
  });
}

/** Files any visitor may have, from the assets binding. */
export const workerPublicFile =
  (env: WorkerEnv) =>
  async (name: string): Promise<Bytes | undefined> => {
    if (!/^[\w-][\w.-]*$/.test(name)) return undefined;
    const answer = await env.ASSETS.fetch(new Request(`https://assets.invalid/public/${name}`));
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  };
