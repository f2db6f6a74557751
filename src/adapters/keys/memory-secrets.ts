import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { SecretRows } from "../../ports/secret-rows.ts";

/** Secrets that live as long as the process: for the command line and for tests. Keeps the promises of the port. */
export function memorySecrets(): SecretRows {
  const rows = new Map<string, Bytes>();
  return {
    read: (name) => Promise.resolve(rows.get(name)?.slice()),
    writeOnce: (name, secret) => {
      const stored = rows.get(name) ?? secret.slice();
      rows.set(name, stored);
      return Promise.resolve(stored.slice());
    },
    names: (prefix) => Promise.resolve([...rows.keys()].filter((name) => name.startsWith(prefix)).toSorted()),
    rewrite: (changes) => {
      const current = changes.every(({ name, from }) => equalBytes(rows.get(name) ?? new Uint8Array(), from));
      if (current) for (const { name, to } of changes) rows.set(name, to.slice());
      return Promise.resolve(current);
    },
  };
}
