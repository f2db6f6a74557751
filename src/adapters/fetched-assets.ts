import type { Bytes } from "../kit/bytes.ts";
import type { Assets } from "../ports/assets.ts";

/** What we use of a worker's static-assets binding; the platform's own type fits. */
export type AssetsBinding = { fetch(request: Request): Promise<Response> };

/** `templates/**` through a worker's assets binding, below `prefix` (e.g. "/templates/"). Read once an isolate. */
export function fetchedAssets(binding: AssetsBinding, prefix: string): Assets {
  const read = new Map<string, Promise<Bytes | undefined>>();
  const load = async (path: string): Promise<Bytes | undefined> => {
    if (!/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path)) return undefined;
    const answer = await binding.fetch(new Request(`https://assets.invalid${prefix}${path}`));
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`asset ${path} answered ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return {
    read: (path) => {
      const known = read.get(path);
      if (known !== undefined) return known;
      const loading = load(path);
      read.set(path, loading);
      loading.catch(() => read.delete(path));
      return loading;
    },
  };
}
