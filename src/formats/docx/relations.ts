import { children, type XmlElement } from "./xml-tree.ts";

/** A link from one part to another, or to the outside. */
export type Relation = {
  readonly type: string;
  /** Part name without leading slash; for an external relation the address as written (never fetched). */
  readonly target: string;
  readonly external: boolean;
};

/** Where the relations of a part are kept; of the package itself for "". */
export function relationsPartOf(part: string): string {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** Reads a `.rels` tree; targets are resolved against the part's folder and cannot leave the package. */
export function readRelations(tree: XmlElement | undefined, part: string): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const element of children(tree, "Relationship")) {
    const { Id: id, Type: type = "", Target: target = "", TargetMode: mode } = element.attributes;
    if (id === undefined) continue;
    const external = mode === "External";
    relations.set(id, { type, external, target: external ? target : resolved(target, part) });
  }
  return relations;
}

function resolved(target: string, part: string): string {
  const steps = target.startsWith("/") ? [] : part.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
