import type { Stage } from "../../schemas/check-report.ts";
import type { Contract, Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { parseContract } from "../../src/contract/parse.ts";
import type { Patch } from "../completeness/samples.ts";
import { VARIANTS } from "../document/variants.ts";

/** How the elements of one blocking finding are taken out of a sound contract. `*` is every entry, of long lists the first and last. */
type Element = {
  readonly at: readonly string[];
  /** What the sound contract needs first, so that there is something to take away. */
  readonly given?: (contract: Contract) => readonly Patch[];
  /** What stands there instead; else nothing. */
  readonly left?: unknown;
  readonly only?: readonly Variant[];
};

const RIGHT = {
  kind: "发明",
  name: "一种谷物流量在线检测装置",
  owner: "周口颍川智能装备股份有限公司",
  filingDate: "2019-03-12",
  applicationNo: "201910000127.6",
  patentNo: "ZL201910000127.6",
  validUntil: "2039-03-11",
};

/** Every service of the catalogue for which an agency needs its licence, by what the samples of a variant lack. */
const FILING: Readonly<Partial<Record<Variant, readonly Patch[]>>> = {
  "HB-2P": [
    { path: "/scope/2/code", value: "HB-S10" },
    { path: "/scope/2/name", value: "专利申请代理" },
  ],
  "HB-SUB": [
    { path: "/scope/4/code", value: "HB-S10" },
    { path: "/scope/4/name", value: "专利申请代理" },
  ],
  "XH-ITEM": [
    { path: "/scope/0/code", value: "XI-5" },
    { path: "/scope/0/name", value: "专利申请流程服务" },
  ],
};

/** A contract whose agency files patents and has a licence; an advisory custody files none. */
function withPatentFiling({ variant }: Contract): readonly Patch[] {
  if (variant === "XH-ADV") return [];
  return [{ path: "/parties/1/licenceNo", value: "13001" }, ...(FILING[variant] ?? [])];
}

const ARBITRATION: Patch = { path: "/dispute/mode", value: "仲裁" };

/** Every blocking finding of ground M a draft can give, by the law of any variant. */
export const ELEMENTS: Readonly<Record<string, Element>> = {
  "DOC-01.M": { at: ["/title"] },
  "DOC-07.M": { at: ["/effect/clause"] },
  "PTY-02.M": { at: ["/parties/*/name"] },
  "PTY-03.M": { at: ["/parties/*/uscc"] },
  "PTY-05.M": { at: ["/parties/*/address"] },
  "PTY-07.M": { at: ["/parties/*/legalRep"] },
  "SUB-01.M": { at: ["/mode"] },
  "SUB-02.M": { at: ["/scope/*/name"] },
  "SUB-04.M": { at: ["/scope/*/qty", "/scope/*/unit"] },
  "SUB-05.M": { at: ["/scope/*/due"] },
  "SUB-06.M": { at: ["/scope/*/deliverable"] },
  "SUB-07.M": { at: ["/scope/0"] },
  // a key that is not there is not judged in data (the trade's samples have none): the line is there and blank
  "SUB-10.M": { at: ["/parties/1/licenceNo"], given: withPatentFiling, left: "" },
  "SUB-09.M": {
    at: ["name", "owner", "filingDate", "applicationNo", "patentNo", "validUntil"].map(
      (field) => `/ipList/0/${field}`,
    ),
    given: () => [
      { path: "/ipInvolved", value: true },
      { path: "/ipList", value: [RIGHT] },
    ],
  },
  "TRM-01.M": { at: ["/term/start", "/term/end"] },
  "PER-04.M": { at: ["/reporting"] },
  "PER-06.M": { at: ["/endSummary"] },
  "DUT-01.M": { at: ["/duties/*"] },
  "FEE-01.M": { at: ["/fee/payer"] },
  "FEE-02.M": { at: ["/fee/amount"] },
  "FEE-03.M": { at: ["/fee/amountCn"] },
  "FEE-04.M": { at: ["/fee/schedule/*/due", "/fee/schedule/*/amount"] },
  "FEE-08.M": { at: ["/fee/account/name", "/fee/account/bank", "/fee/account/no"] },
  "PTY-09.M": { at: ["/parties/1/contact/phone"] },
  "ACC-02.M": { at: ["/acceptance/indicators"] },
  "ACC-01.M": { at: ["/acceptance/standard", "/acceptance/method"] },
  "CNF-01.M": { at: ["/confidentiality"] },
  "IPR-01.M": { at: ["/ipOwnership"] },
  "LIA-01.M": { at: ["/breach"] },
  "DSP-01.M": { at: ["/dispute/mode"] },
  "DSP-02.M": {
    at: ["/dispute/body"],
    given: () => [ARBITRATION, { path: "/dispute/body", value: "石家庄仲裁委员会" }],
  },
  "CHG-01.M": { at: ["/change"] },
  "ATT-03.M": { at: ["/attachments/0/name"] },
  "TXT-01.M": {
    at: ["/clauses/特别约定"],
    given: () => [{ path: "/clauses/特别约定", value: "乙方每季度到甲方现场一次" }],
    left: "乙方每季度到____现场一次",
  },
  "PRJ-01.M": { at: ["/project/name", "/project/no"] },
  "PRJ-03.M": { at: ["/project/enterprises/*/name"] },
  "PRJ-04.M": { at: ["/project/use"] },
  "ZK-01.M": { at: ["/park/name"] },
};

/** Blocking findings of ground M that no text of a draft can show, and why. */
export const NOT_IN_A_TEXT: Readonly<Record<string, string>> = {
  "PTY-14.M": "the templates call the parties by their seats and print no other short name",
  "ATT-01.M": "whether an annex came along is no word of the contract",
  "PRJ-02.M":
    "the template itself has the two duties of the third party beside what is filled in; without a duty of its own it is found",
  "TPL-01.M": "the template has all its clauses; tests/fixtures/foreign and unseen have contracts without",
  "ZK-04.M": "whom a filing goes to is said by the filing, not by the contract",
  "DOC-04.M": "a day of signing is asked from stage sign on",
  "DOC-09.M": "asked of pages that came, at stage sign",
  "SIG-01.M": "asked of signatures, at stage sign",
  "SIG-04.M": "asked of signatures, at stage sign",
  "SIG-05.M": "asked of signatures, at stage sign",
  "SIG-07.M": "asked of signatures, at stage sign",
  "SIG-08.M": "asked of signatures, at stage sign",
};

/** A sound contract with one element taken away, and the finding that is to be told of it. */
export type Removal = {
  readonly id: string;
  readonly pointer: string;
  /** A text is left blank. */
  readonly contract: Contract;
  /** It is not there at all: templates print a line to fill in. */
  readonly absent: Contract;
  readonly sound: Contract;
};

/** Blocking findings of ground M in a variant's law, with the stage they are asked at. */
export const blockingOf = (variant: Variant): readonly { readonly id: string; readonly stage: Stage }[] =>
  lawFor(variant).rules.flatMap(({ id, stage, findings: { M } }) => {
    const blocks =
      M?.severity === "B" || Object.values(M?.cases ?? {}).some(({ severity }) => severity === "B");
    return blocks ? [{ id: `${id}.M`, stage }] : [];
  });

/** Everything that can be taken out of the sound contract of a variant so that exactly one blocking finding follows. */
export function removalsFrom(
  { variant, contract }: (typeof VARIANTS)[number],
  elements: Readonly<Record<string, Element>> = ELEMENTS,
): readonly Removal[] {
  return blockingOf(variant).flatMap(({ id }) => {
    const element = elements[id];
    if (element === undefined || element.only?.includes(variant) === false) return [];
    const sound = changed(contract(), element.given?.(contract()) ?? []);
    return element.at
      .flatMap((pattern) => placesOf(pattern, sound))
      .map((pointer) => ({
        id,
        pointer,
        sound,
        contract: taken(sound, pointer, element.left ?? ""),
        absent: taken(sound, pointer, element.left),
      }));
  });
}

/** A contract without one of its parts, and how the part is gone. */
export type Lost = { readonly pointer: string; readonly how: "gone" | "blank"; readonly contract: Contract };

/** What is no word of the contract's text. */
const OUTSIDE_THE_TEXT = new Set(["schema", "variant", "docSha256", "signatures", "filing"]);

/**
 * The sound contract of a variant without each of its parts in turn: every member, and inside them every object, every list
 * and every entry of a list. Members and objects are also left blank, text by text; an entry of a list is gone whole.
 */
export function partsLost({ contract }: (typeof VARIANTS)[number]): readonly Lost[] {
  const sound = contract();
  return partsOf(sound, "").flatMap(({ pointer, isEntry }) => {
    const gone: Lost = { pointer, how: "gone", contract: without(sound, pointer) };
    return isEntry ? [gone] : [gone, { pointer, how: "blank", contract: blanked(sound, pointer) }];
  });
}

type Part = { readonly pointer: string; readonly isEntry: boolean };

function partsOf(of: unknown, at: string): readonly Part[] {
  if (typeof of !== "object" || of === null) return [];
  return Object.entries(of).flatMap(([key, value]: readonly [string, unknown]): readonly Part[] => {
    if (at === "" && OUTSIDE_THE_TEXT.has(key)) return [];
    const pointer = `${at}/${key}`;
    const isPart = at === "" || (typeof value === "object" && value !== null);
    return [...(isPart ? [{ pointer, isEntry: Array.isArray(of) }] : []), ...partsOf(value, pointer)];
  });
}

function without(contract: Contract, pointer: string): Contract {
  const copy: unknown = structuredClone(contract);
  put(copy, pointer, () => undefined);
  return parseContract(copy);
}

function blanked(contract: Contract, pointer: string): Contract {
  const copy: unknown = structuredClone(contract);
  put(copy, pointer, blank);
  return parseContract(copy);
}

/** The same with nothing in it: no entries, no words, no answers. */
function blank(value: unknown): unknown {
  if (typeof value === "string") return "";
  if (Array.isArray(value)) return [];
  if (typeof value !== "object" || value === null) return undefined;
  const members = Object.entries(value).map(([key, inner]) => [key, blank(inner)] as const);
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}

/** The pointers a pattern names; of long lists the first and the last. */
function placesOf(pattern: string, contract: Contract): readonly string[] {
  let places: readonly { readonly pointer: string; readonly value: unknown }[] = [
    { pointer: "", value: contract },
  ];
  for (const step of pattern.split("/").slice(1)) {
    places = places.flatMap(({ pointer, value }) => {
      if (typeof value !== "object" || value === null) return [];
      const keys = Object.keys(value);
      const ends = keys.length > 3 ? [keys[0] ?? "", keys.at(-1) ?? ""] : keys;
      return (step === "*" ? ends : keys.filter((key) => key === step)).map((key) => ({
        pointer: `${pointer}/${key}`,
        value: Object.entries(value).find(([name]) => name === key)?.[1] as unknown,
      }));
    });
  }
  return places.filter(({ value }) => value !== null && value !== undefined).map(({ pointer }) => pointer);
}

function changed(contract: Contract, patch: readonly Patch[]): Contract {
  const copy: unknown = structuredClone(contract);
  for (const { path, value } of patch) put(copy, path, () => value);
  return parseContract(copy);
}

/** A text is replaced by what is left of it, else gone; entries of a list go. */
function taken(contract: Contract, pointer: string, left: unknown): Contract {
  const copy: unknown = structuredClone(contract);
  put(copy, pointer, (there) => (typeof there === "string" ? left : undefined));
  return parseContract(copy);
}

function put(root: unknown, pointer: string, value: (there: unknown) => unknown): void {
  const steps = pointer.split("/").slice(1);
  const last = steps.pop() ?? "";
  let holder = root as Record<string, unknown>;
  for (const step of steps) {
    holder[step] ??= {};
    holder = holder[step] as Record<string, unknown>;
  }
  const next = value(holder[last]);
  if (next !== undefined) holder[last] = next;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
}
