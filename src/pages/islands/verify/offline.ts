// Keeps the page `/verify` for use without a network: its own files and nothing else, under one version. The network comes first,
// so that nobody works with an old verifier while a new one can be had. What it does not list it never touches, /v1 least of all.

/** What of the service worker's world is used here; the DOM's types do not have it. */
type Scope = {
  readonly location: Location;
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", on: (event: Lasting) => void): void;
  addEventListener(type: "fetch", on: (event: Fetching) => void): void;
};
type Lasting = { waitUntil(work: Promise<unknown>): void };
type Fetching = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };

/** Digest of the files below, put in by the build. */
declare const VERSION: string;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const scope = globalThis as unknown as Scope;
const PREFIX = "zhiqi-verify-";
const CACHE = `${PREFIX}${VERSION}`;
/** Roots change without a new version: the newest that was seen is kept. */
const ROOTS = "/trust.pem";
const KEPT = [
  "/verify",
  "/verify?lang=en",
  "/style.css",
  "/verify.css",
  "/verify/verify.js",
  "/verify/verify-engine.js",
  ROOTS,
];
/** A network that does not answer within this is none, in milliseconds. */
const PATIENCE = 4000;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    scope.caches
      .open(CACHE)
      .then((cache) => cache.addAll(KEPT.map((path) => new Request(path, { cache: "reload" }))))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => scope.clients.claim()));
});

async function dropOldVersions(): Promise<void> {
  const names = await scope.caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith(PREFIX) && name !== CACHE)
      .map((name) => scope.caches.delete(name)),
  );
}

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  const path = `${pathname}${search}`;
  if (request.method !== "GET" || origin !== scope.location.origin || !KEPT.includes(path)) return;
  event.respondWith(fromNetworkOrKept(request, path));
});

async function fromNetworkOrKept(request: Request, path: string): Promise<Response> {
  const cache = await scope.caches.open(CACHE);
  const kept = await cache.match(path);
  try {
    const fresh = await fetch(request, kept === undefined ? {} : { signal: AbortSignal.timeout(PATIENCE) });
    if (path === ROOTS && fresh.ok) await cache.put(path, fresh.clone());
    return fresh.ok || kept === undefined ? fresh : kept;
  } catch (error) {
    if (kept !== undefined) return kept;
    throw error;
  }
}
