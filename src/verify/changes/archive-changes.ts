import { SaxesParser } from "saxes";
import { nameOf, type PdfObject, sameObject } from "../../formats/pdf/index.ts";
import type { Edge } from "./old-edges.ts";
import type { Step } from "./step.ts";

/** V13, archive level: /DSS only grows, XMP stays well-formed XML, document information stays plain values. */
export function judgeArchive(step: Step): void {
  const [oldDss, newDss] = [step.before, step.after].map((state) => state.catalog.entries.get("DSS"));
  if (!grows(step, { old: oldDss, fresh: newDss, source: step.before.root.number, key: "DSS" }, 0))
    step.reasons.add("verify.change_catalog");
  judgeMetadata(step);
  judgeInformation(step);
}

type Growth = {
  readonly old: PdfObject | undefined;
  readonly fresh: PdfObject | undefined;
  readonly source: number;
  readonly key: string;
};

/** Whether everything old is still there: dictionaries keep their entries, arrays keep their items; what is new is explained. */
function grows(step: Step, growth: Growth, depth: number): boolean {
  const { old, fresh, source, key } = growth;
  if (depth > 6) return false;
  if (fresh === undefined) return old === undefined;
  const inside = fresh.kind === "reference" ? fresh.number : source;
  step.arrive(fresh, (edge: Edge) => edge.source === source && edge.key === key);
  const before = step.before.resolve(old);
  const after = step.after.resolve(fresh);
  if (before === undefined) {
    step.explainTree(after);
    return true;
  }
  if (before.kind === "array" && after?.kind === "array") {
    step.explainTree(after);
    return before.items.every((item) => after.items.some((other) => sameObject(item, other)));
  }
  if (before.kind === "dictionary" && after?.kind === "dictionary") {
    const keys = [
      ...before.entries.keys(),
      ...[...after.entries.keys()].filter((one) => !before.entries.has(one)),
    ];
    return keys.every((one) =>
      grows(
        step,
        { old: before.entries.get(one), fresh: after.entries.get(one), source: inside, key: one },
        depth + 1,
      ),
    );
  }
  return sameObject(before, after);
}

function judgeMetadata(step: Step): void {
  const written = step.after.catalog.entries.get("Metadata");
  const before = step.before.catalog.entries.get("Metadata");
  const touched =
    !sameObject(before, written) || (written?.kind === "reference" && step.changed.has(written.number));
  if (!touched) return;
  const stream = step.after.resolve(written);
  const sound =
    stream?.kind === "stream" &&
    nameOf(stream.dictionary.entries.get("Subtype")) === "XML" &&
    isWellFormed(step.after.decode(stream));
  if (!sound) step.reasons.add("verify.change_catalog");
  step.arrive(written, ({ source, key }) => source === step.before.root.number && key === "Metadata");
}

function isWellFormed(bytes: Uint8Array): boolean {
  try {
    new SaxesParser({ xmlns: true }).write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
    return true;
  } catch {
    return false;
  }
}

/** The information dictionary is shown in no page; it may change if it holds nothing but plain values. */
function judgeInformation(step: Step): void {
  const written = step.after.revision.trailer.entries.get("Info");
  const plain = step.after.dictionary(written)?.entries.values() ?? [];
  for (const value of plain)
    if (value.kind === "array" || value.kind === "dictionary" || value.kind === "reference") return;
  step.arrive(written, ({ source, key }) => source === 0 && key === "Info");
}
