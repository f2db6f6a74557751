// Writes the index of law folders and the list of variants. Run after adding a folder: node .scripts/generate-jurisdictions.ts
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { z } from "zod";

/** What the index needs of a law.json. */
const Listed = z.object({ order: z.int(), variants: z.array(z.object({ id: z.string() })) });

type LawFolder = { readonly name: string; readonly law: z.infer<typeof Listed> };

/** Law folders of a directory, each with its law.json, by their `order`. */
function lawFolders(directory: URL): readonly LawFolder[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/law.json`, directory)))
    .map(({ name }) => ({
      name,
      law: Listed.parse(JSON.parse(readFileSync(new URL(`${name}/law.json`, directory), "utf8"))),
    }))
    .sort((one, other) => one.law.order - other.law.order || one.name.localeCompare(other.name));
}

const HEADER = "// Written by .scripts/generate-jurisdictions.ts from the folders here; never by hand.";

/** Texts of the generated files of a directory of law folders, by name. */
export function jurisdictionFiles(directory: URL): Readonly<Record<string, string>> {
  const folders = lawFolders(directory);
  const identifier = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const imports = folders
    .map(({ name }) => name)
    .sort()
    .map((name) => `import ${identifier(name)} from "./${name}/law.json" with { type: "json" };`);
  const list = folders.map(({ name }) => identifier(name)).join(", ");
  return {
    "folders.generated.ts": [
      HEADER,
      ...imports,
      "",
      "/** Every folder of law that is built in, as it stands written. */",
      `export const LAW_FOLDERS: readonly unknown[] = [${list}];`,
      "",
    ].join("\n"),
    "variants.generated.ts": [
      HEADER,
      "",
      "/** Every kind of contract the folders have. */",
      "export const VARIANT_IDS = [",
      ...folders.flatMap(({ law }) => law.variants.map(({ id }) => `  ${JSON.stringify(id)},`)),
      "] as const;",
      "",
    ].join("\n"),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const directory = new URL("../schemas/jurisdictions/", import.meta.url);
  for (const [name, text] of Object.entries(jurisdictionFiles(directory)))
    writeFileSync(new URL(name, directory), text);
}
