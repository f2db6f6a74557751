import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** The SQL files of a migration folder, in order, as `openLibsql` takes them. */
export async function readMigrations(
  folder: string,
): Promise<{ readonly name: string; readonly sql: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: basename(name, ".sql"),
      sql: await readFile(join(folder, name), "utf8"),
    })),
  );
}
