import clauses from "./common/rules-clauses.json" with { type: "json" };
import covenants from "./common/rules-covenants.json" with { type: "json" };
import document from "./common/rules-document.json" with { type: "json" };
import english from "./common/english.json" with { type: "json" };
import evidence from "./common/rules-evidence.json" with { type: "json" };
import money from "./common/rules-money.json" with { type: "json" };
import particulars from "./common/rules-particulars.json" with { type: "json" };
import parties from "./common/rules-parties.json" with { type: "json" };
import performance from "./common/rules-performance.json" with { type: "json" };
import places from "./common/places.json" with { type: "json" };
import signing from "./common/rules-signing.json" with { type: "json" };
import subject from "./common/rules-subject.json" with { type: "json" };
import { LAW_FOLDERS } from "./folders.generated.ts";
import type { Jurisdiction } from "./jurisdiction.ts";
import { type LawRegistry, lawRegistry, type LawSource } from "./registry.ts";

export type { Jurisdiction, Rule } from "./jurisdiction.ts";
export type { LawRegistry } from "./registry.ts";
export { catalogueOrder } from "./registry.ts";

/** What is built in. Another registry is `lawRegistry({ ...BUILT_IN_LAW, folders: [...BUILT_IN_LAW.folders, json] })`. */
export const BUILT_IN_LAW: LawSource = {
  common: [
    ...document,
    ...parties,
    ...particulars,
    ...subject,
    ...performance,
    ...money,
    ...clauses,
    ...covenants,
    ...signing,
    ...evidence,
  ],
  folders: LAW_FOLDERS,
  places,
  english,
};

let builtIn: LawRegistry | undefined;

/** The law of a variant: common rules and its folder's, in catalogue order. @throws TypeError for a variant no folder has. */
export function lawFor(variant: string, registry?: LawRegistry): Jurisdiction {
  builtIn ??= lawRegistry(BUILT_IN_LAW);
  const law = (registry ?? builtIn).lawOf(variant);
  if (law === undefined) throw new TypeError(`no law for variant ${variant}`);
  return law;
}
