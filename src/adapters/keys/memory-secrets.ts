import type { Bytes } from "../../kit/bytes.ts";
import type { SecretStore } from "../../ports/keys.ts";

/** Secrets that live as long as the process: for the command line and for tests. Keeps the promise of writeOnce. */
export function memorySecrets(): SecretStore {
  const rows = new Map<string, Bytes>();
  return {
    read: (name) => Promise.resolve(rows.get(name)?.slice()),
    writeOnce: (name, secret) => {
      const stored = rows.get(name) ?? secret.slice();
      rows.set(name, stored);
      return Promise.resolve(stored.slice());
    },
  };
}
