import { readXml } from "../formats/docx/read-xml.ts";
import type { XmlElement } from "../formats/docx/xml-tree.ts";
import { type Bytes, fromUtf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { openTemplate, TEMPLATE_LIMITS } from "./open-template.ts";
import { plainCommands } from "./late-text.ts";
import { type LeanTemplate, leanTemplate } from "./lean-template.ts";
import { packDocx } from "./pack-docx.ts";
import { type CommandKind, templateCommands } from "./template-commands.ts";

/** Repacked from the parts that were checked: the filler cannot see another file than the checks did. */
export type CheckedTemplate = Pick<LeanTemplate, "restore"> & { readonly checked: Bytes };

/** A template that was checked and read, ready to be filled any number of times. */
export type PreparedTemplate = {
  /** For the filler to answer every command. */
  readonly lean: CheckedTemplate;
  /** For the filler to answer only the commands that shape the document; those that print a value are answered afterwards. */
  readonly leanest: CheckedTemplate;
  /** What each expression is used for. */
  readonly kinds: ReadonlyMap<string, ReadonlySet<CommandKind>>;
  /** Tags of the content controls that are places to sign, e.g. `sign:甲方`. */
  readonly signTags: ReadonlySet<string>;
};

/** Templates are few and the same bytes always prepare to the same: the last ones are kept, by their digest. */
const kept = new Map<string, PreparedTemplate>();
const MOST = 16;
const LARGEST_KEPT = 500_000;

/** Checks and reads a template. Throws what `openTemplate` and `templateCommands` throw. */
export async function prepareTemplate(template: Bytes): Promise<PreparedTemplate> {
  const digest = await sha256Hex(template);
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const parts = openTemplate(template);
  const lean = checkedTemplate(leanTemplate(parts));
  const kinds = kindsByExpression(await templateCommands(lean.checked));
  const leanest = checkedTemplate(leanTemplate(parts, plainCommands(kinds)));
  const prepared = { lean, leanest, kinds, signTags: new Set(signTags(parts)) };
  if (sizeOf(parts) <= LARGEST_KEPT) {
    if (kept.size >= MOST) kept.clear();
    kept.set(digest, prepared);
  }
  return prepared;
}

const checkedTemplate = ({ parts, restore }: LeanTemplate): CheckedTemplate => ({
  checked: packDocx(parts, "stored"),
  restore,
});

const sizeOf = (parts: ReadonlyMap<string, Uint8Array>): number =>
  [...parts.values()].reduce((sum, { length }) => sum + length, 0);

function kindsByExpression(
  commands: Awaited<ReturnType<typeof templateCommands>>,
): ReadonlyMap<string, ReadonlySet<CommandKind>> {
  const kinds = new Map<string, Set<CommandKind>>();
  for (const { kind, expression } of commands) {
    const known = kinds.get(expression) ?? new Set<CommandKind>();
    kinds.set(expression, known.add(kind));
  }
  return kinds;
}

function signTags(parts: ReadonlyMap<string, Uint8Array>): string[] {
  const body = parts.get("word/document.xml");
  if (body === undefined) return [];
  return tagsIn(readXml(fromUtf8(body), "word/document.xml", TEMPLATE_LIMITS)).filter((tag) =>
    tag.startsWith("sign:"),
  );
}

function tagsIn(element: XmlElement): string[] {
  const own = element.name === "w:tag" ? [element.attributes["w:val"] ?? ""] : [];
  return [...own, ...element.children.flatMap(tagsIn)];
}
