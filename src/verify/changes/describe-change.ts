import type { LaterChange } from "../../../schemas/verification.ts";
import { eachReference, nameOf, pagesOf, PdfError, type Snapshot } from "../../formats/pdf/index.ts";
import type { ChangeKind, Step } from "./step.ts";

/** Changes put into words for one revision. */
const MOST = 40;
/** Objects looked at to find the page of one change. */
const WALK = 20_000;

type Words = { readonly zh: string; readonly en: string };

const WORDS: Readonly<Record<ChangeKind, Words>> = {
  catalog: { zh: "文档目录", en: "the document catalog" },
  form: { zh: "表单", en: "the form" },
  signature: { zh: "签名", en: "a signature" },
  timestamp: { zh: "文档时间戳", en: "a document timestamp" },
  field_value: { zh: "填写表单域", en: "the value of a form field" },
  field_added: { zh: "新增签名域", en: "a new signature field" },
  annotation: { zh: "批注", en: "an annotation" },
  page_list: { zh: "页面上的域清单", en: "the page's list of fields" },
  validation: { zh: "长期验证数据", en: "validation data" },
  metadata: { zh: "元数据", en: "metadata" },
  information: { zh: "文档信息", en: "document information" },
  container: { zh: "文件结构", en: "file structure" },
  unused: { zh: "未使用的对象", en: "an unused object" },
  unexplained: { zh: "不允许的改动", en: "a change that is not allowed" },
  freed: { zh: "对象被删除", en: "an object was removed" },
};

/** What a revision did, in words: which object, which page, which field. Disallowed changes come first. */
export function describeChanges(step: Step, unexplained: readonly number[]): LaterChange[] {
  const refused = new Set(unexplained);
  const rest = [...step.changed].filter((number) => !refused.has(number));
  const told = [
    ...step.freed.map((number) => tell(step, number, "freed")),
    ...unexplained.slice(0, MOST).map((number) => tell(step, number, "unexplained")),
    ...rest.slice(0, MOST).map((number) => tell(step, number, step.places.get(number)?.kind ?? "form")),
  ];
  return told.slice(0, MOST);
}

function tell(step: Step, number: number, kind: ChangeKind): LaterChange {
  const allowed = kind !== "unexplained" && kind !== "freed";
  const field = step.places.get(number)?.field ?? null;
  const page = pageOf(step, number, { everywhere: !allowed });
  const is = allowed
    ? WORDS[kind]
    : {
        zh: `${WORDS[kind].zh}（${natureOf(step, number).zh}）`,
        en: `${WORDS[kind].en} (${natureOf(step, number).en})`,
      };
  const zh = [page === null ? "" : `第 ${page} 页`, field === null ? "" : `域“${field}”`].join("");
  const en = [page === null ? "" : ` on page ${page}`, field === null ? "" : `, field “${field}”`].join("");
  return {
    revision: step.after.revision.index,
    allowed,
    object: number,
    page,
    field,
    zh: `${zh}${zh === "" ? "" : "："}${is.zh}（对象 ${number}）`,
    en: `${is.en}${en} (object ${number})`,
  };
}

/** What an object is by its own account. */
function natureOf(step: Step, number: number): Words {
  const object = (step.before.load(number) ?? step.after.load(number))?.object;
  const dictionary = object?.kind === "stream" ? object.dictionary : object;
  const entries = dictionary?.kind === "dictionary" ? dictionary.entries : undefined;
  const type = nameOf(entries?.get("Type")) ?? "";
  const subtype = nameOf(entries?.get("Subtype")) ?? "";
  if (type === "Page") return { zh: "页面", en: "page" };
  if (type === "Pages") return { zh: "页面树", en: "page tree" };
  if (type === "Catalog") return { zh: "文档目录", en: "catalog" };
  if (type === "Font" || type === "FontDescriptor") return { zh: "字体", en: "font" };
  if (subtype === "Image") return { zh: "图片", en: "picture" };
  if (subtype === "Form") return { zh: "图形（外观）", en: "drawing or appearance" };
  if (subtype === "Widget" || entries?.has("FT")) return { zh: "表单域", en: "form field" };
  if (type === "Annot") return { zh: `批注 ${subtype}`, en: `annotation ${subtype}` };
  if (type === "Sig" || type === "DocTimeStamp") return { zh: "签名字典", en: "signature dictionary" };
  if (entries?.has("S")) return { zh: "动作", en: "action" };
  return object?.kind === "stream" ? { zh: "内容流", en: "content stream" } : { zh: "对象", en: "object" };
}

/** The page an object belongs to, counted from 1: the page itself, its widget's /P, or the page whose parts lead to it. */
function pageOf(step: Step, number: number, { everywhere }: { everywhere: boolean }): number | null {
  try {
    const pages = pagesOf(step.before);
    const own = pages.find((page) => page.number === number);
    if (own !== undefined) return own.index + 1;
    const object = step.after.load(number)?.object;
    const named = object?.kind === "dictionary" ? object.entries.get("P") : undefined;
    if (named?.kind === "reference") {
      const page = pages.find((one) => one.number === named.number);
      if (page !== undefined) return page.index + 1;
    }
    return everywhere ? search(step.before, number) : null;
  } catch (error) {
    if (error instanceof PdfError) return null;
    throw error;
  }
}

function search(state: Snapshot, wanted: number): number | null {
  let left = WALK;
  const numbers = new Set(pagesOf(state).map((page) => page.number));
  for (const page of pagesOf(state)) {
    const seen = new Set<number>();
    const stack: number[] = [page.number];
    for (let at = stack.pop(); at !== undefined && left > 0; at = stack.pop()) {
      left -= 1;
      const object = state.load(at)?.object;
      if (object === undefined) continue;
      let found = false;
      eachReference(object, (reference, key) => {
        if (reference.number === wanted && key !== "Parent") found = true;
        if (key === "Parent" || key === "P" || seen.has(reference.number) || numbers.has(reference.number))
          return;
        seen.add(reference.number);
        stack.push(reference.number);
      });
      if (found) return page.index + 1;
    }
  }
  return null;
}
