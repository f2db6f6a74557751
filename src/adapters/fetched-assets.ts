import type { Bytes } from "../kit/bytes.ts";
import type { Assets } from "../ports/assets.ts";

/** What we use of a worker's static-assets binding; the platform's own type fits. */
export type AssetsBinding = { fetch(request: Request): Promise<Response> };

/** In bytes. */
const LARGEST_KEPT = 1_000_000;

/**
 * `templates/**` through a worker's assets binding, below `prefix` (e.g. "/templates/"). Kept for the isolate once read
 * whole; files over a megabyte (fonts) only as long as somebody holds their bytes. Only finished bytes are kept, never a
 * reading under way: it belongs to the request that began it, and when the platform cancels that request, who waits for it
 * from another one waits for ever.
 */
export function fetchedAssets(binding: AssetsBinding, prefix: string): Assets {
  const kept = new Map<string, Bytes>();
  const large = new Map<string, WeakRef<Bytes>>();
  return {
    read: async (path) => {
      const known = large.get(path)?.deref() ?? kept.get(path);
      if (known !== undefined || !/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path)) return known;
      const answer = await binding.fetch(new Request(`https://assets.invalid${prefix}${path}`));
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`asset ${path} answered ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length > LARGEST_KEPT) large.set(path, new WeakRef(bytes));
      else kept.set(path, bytes);
      return bytes;
    },
  };
}
