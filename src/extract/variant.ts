import type { Variant } from "../../schemas/contract.ts";
import type { Gathering } from "./gathering.ts";
import type { Outline } from "./outline.ts";
import { at, type Sentence, sentencesOf } from "./sentences.ts";

/** The kind of contract a text seems to be, and how sure that is. */
export type GuessedVariant = { readonly id: Variant; readonly confidence: number };

/** Guesses the kind of contract from places, seats, words of the norms and the mode of custody. */
export function guessVariant(text: string, mode: string, seats: number): GuessedVariant {
  const head = text.slice(0, 3000);
  const count = (pattern: RegExp): number => Math.min(6, (text.match(pattern) ?? []).length);
  const hebei =
    count(/河北|石家庄|唐山|保定|邯郸|沧州|廊坊|衡水|邢台|承德|张家口|秦皇岛|定州|辛集|雄安|HB-|HB[TX]?G/gu) +
    count(/(?<!\d)[0-9A-Z]{2}13\d{4}[0-9A-Z]{10}/gu);
  const zhoukou =
    count(/周口|川汇|淮阳|扶沟|西华县|商水|沈丘|郸城|太康县|鹿邑|项城|Z[FP]-\d/gu) +
    count(/(?<!\d)[0-9A-Z]{2}4116\d{2}[0-9A-Z]{10}/gu);
  const xuhui =
    count(/徐汇|XI-\d/gu) + (/上海/u.test(text) ? 1 : 0) + count(/(?<!\d)[0-9A-Z]{2}310104[0-9A-Z]{10}/gu);
  const project = /补助项目|项目合同书|补助资金|项目经费/u.test(head) && seats >= 3;
  const [least = 0, next = 0, best = 0] = [hebei, zhoukou, xuhui].sort((one, other) => one - other);
  const sure = best === 0 ? 0.3 : best > 2 * Math.max(next, least) ? 0.95 : 0.7;
  if (best > 0 && zhoukou === best) return ofZhoukou(text, mode, sure);
  if (best > 0 && xuhui === best) return ofXuhui(text, mode, sure);
  return {
    id: project ? "HB-SUB" : "HB-2P",
    confidence: seats >= 3 && !project ? Math.min(sure, 0.55) : sure,
  };
}

function ofZhoukou(text: string, mode: string, sure: number): GuessedVariant {
  if (/完全/u.test(mode)) return { id: "ZK-FULL", confidence: sure };
  if (/部分/u.test(mode)) return { id: "ZK-PART", confidence: sure };
  // each kind has a catalogue of its own: where the mode is left blank the codes of the services tell
  const [full, part] = [/ZF-\d/u.test(text), /ZP-\d/u.test(text)];
  if (full !== part) return { id: full ? "ZK-FULL" : "ZK-PART", confidence: Math.min(sure, 0.8) };
  return /无偿|免费|不收取/u.test(text)
    ? { id: "ZK-FULL", confidence: Math.min(sure, 0.65) }
    : { id: "ZK-PART", confidence: Math.min(sure, 0.6) };
}

function ofXuhui(text: string, mode: string, sure: number): GuessedVariant {
  if (/顾问/u.test(mode)) return { id: "XH-ADV", confidence: sure };
  if (/单项/u.test(mode)) return { id: "XH-ITEM", confidence: sure };
  if (/完全/u.test(mode)) return { id: "XH-FULL", confidence: sure };
  const title = text.slice(0, 400);
  if (/顾问/u.test(title)) return { id: "XH-ADV", confidence: Math.min(sure, 0.7) };
  if (/单项/u.test(title)) return { id: "XH-ITEM", confidence: Math.min(sure, 0.7) };
  return { id: fittingServices(text), confidence: Math.min(sure, 0.55) };
}

/** Xuhui's three kinds share a catalogue: one service, services of advice alone, or the rest. */
function fittingServices(text: string): Variant {
  const codes = [...new Set(text.match(/XI-\d{1,2}/gu))];
  if (codes.length === 1) return "XH-ITEM";
  const advice = codes.every((code) => /^XI-(?:1|6|9|10|11)$/u.test(code));
  return codes.length > 0 && advice ? "XH-ADV" : "XH-FULL";
}

const MODE = "(完全|部分|顾问|单项)(?:式)?(?:的)?(?:知识产权)?(?:托管|服务)?";

/** The mode of custody: where the contract says it chooses one, else where one is ticked, else what the title says. */
export function findMode(outline: Outline, into: Gathering): void {
  const sentences = sentencesOf(outline);
  const labelled = new RegExp(
    `托管(?:服务)?(?:的)?(?:形式|方式|模式|类型|类别)\\s*(?:(?:为|：|是|采用|采取|选择|确定为|系)+\\s*([“"]?${MODE}|_{2,}|[□☐☑☒√■].{0,60}|[^，。；]{0,20})|([“"]?${MODE}|_{2,}|[□☐☑☒√■].{0,60}))`,
    "u",
  );
  for (const sentence of sentences) {
    const found = labelled.exec(sentence.text);
    const word = found?.[1] ?? found?.[3] ?? "";
    if (found === null || /^(?:[^，。；]{0,10}(?:包括|分为|指|是指|与服务|和服务))/u.test(word)) continue;
    into.put("/mode", modeWord(word), at(sentence, 0.95));
    return;
  }
  const headed = sentences.find(
    ({ text, clause }) =>
      /托管(?:形式|方式|模式|类型)$/u.test(clause.heading) &&
      new RegExp(`^(?:本合同)?(?:为|是|采用)?${MODE}`, "u").test(text),
  );
  if (headed !== undefined) {
    into.put("/mode", `${new RegExp(MODE, "u").exec(headed.text)?.[1] ?? ""}式`, at(headed, 0.9));
    return;
  }
  const boxed = sentences.filter(
    ({ text }) => /[□☐☑☒√■]/u.test(text) && /(?:完全|部分|顾问|单项)式?/u.test(text),
  );
  const [box] = boxed;
  if (box !== undefined) {
    const line = box.line.text;
    into.put("/mode", modeWord(tickedIn(line) ?? line), at({ ...box, text: line }, 0.9));
    return;
  }
  for (const table of [outline.head, ...outline.clauses].flatMap(({ tables }) => tables))
    for (const row of table.rows) {
      const [label, value] = row;
      if (
        label === undefined ||
        value === undefined ||
        !/^托管(?:形式|方式|模式|类型)$/u.test(label.text.trim())
      )
        continue;
      into.put("/mode", modeWord(value.text), {
        spot: value.spot,
        quote: `${label.text} ${value.text}`,
        confidence: 0.95,
      });
      return;
    }
  findModeInProse(sentences, into);
}

/** 「本合同采用部分托管」, else what the title says. */
function findModeInProse(sentences: readonly Sentence[], into: Gathering): void {
  const said = new RegExp(
    `(?:采用|采取|选择|实行|按照|提供|接受|进行|确定为|属于|委托[^，。；]{0,16}进行|以)\\s*(?:企业)?(?:知识产权)?[“"]?(完全|部分|顾问|单项)(?:式)?(?:托管|的?知识产权托管|服务|[”"])`,
    "u",
  );
  const chosen = sentences.find(({ text }) => said.test(text) && !/是指|，指|定义/u.test(text));
  if (chosen !== undefined) {
    into.put("/mode", `${said.exec(chosen.text)?.[1] ?? ""}式`, at(chosen, 0.8));
    return;
  }
  const stated = new RegExp(
    `(?:[为是采用以选取]|实施|属于?)(?:企业)?(?:知识产权)?[“"]?(完全|部分|顾问|单项)(?:式)?(?:的)?(?:知识产权)?托管`,
    "u",
  );
  const plain = sentences.find(
    ({ text }) => stated.test(text) && !/是指|，指|系指|所称|也可|可以选/u.test(text),
  );
  if (plain !== undefined) {
    into.put("/mode", `${stated.exec(plain.text)?.[1] ?? ""}式`, at(plain, 0.75));
    return;
  }
  const title = /(完全|部分|顾问|单项)(?:式)?(?:知识产权)?(?:托管|服务)/u.exec(
    into.textAt("/title") ?? "",
  )?.[1];
  const first = into.values.find(({ pointer }) => pointer === "/title");
  if (title !== undefined && first !== undefined)
    into.put("/mode", `${title}式`, { spot: first.at, quote: first.at.quote, confidence: 0.75 });
  putOnlyMode(sentences, into);
}

/** A contract that speaks of one kind of custody alone is of that kind. */
function putOnlyMode(sentences: readonly Sentence[], into: Gathering): void {
  const named = sentences.flatMap((sentence) =>
    [
      ...`${sentence.clause.heading}。${sentence.text}`.matchAll(
        /(完全|部分|顾问|单项)式?(?:的)?(?:知识产权)?托管/gu,
      ),
    ].map(([, mode = ""]) => ({ mode, sentence })),
  );
  const [only] = named;
  if (only === undefined || named.some(({ mode }) => mode !== only.mode)) return;
  into.put("/mode", `${only.mode}式`, at(only.sentence, 0.65));
}

/** The one ticked of several boxes; undefined when none or more than one is. */
function tickedIn(line: string): string | undefined {
  const ticked = [...line.matchAll(/[☑☒√■✓✔]\s*([^□☐☑☒√■✓✔\t，。；]{2,30})/gu)].map(([, words = ""]) =>
    words.trim(),
  );
  return ticked.length === 1 ? ticked[0] : undefined;
}

/** 「部分式托管」 is 部分式; boxes and anything else stay as they stand. */
function modeWord(text: string): string {
  const words = (tickedIn(text) ?? text)
    .replaceAll(/[“”"\s]/gu, "")
    .replace(/(?<=托管|服务)[（(][^）)]*[）)]?$/u, "");
  // 「本合同为部分式知识产权托管合同」 chooses one of them in a sentence
  const named = [...new Set([...words.matchAll(/完全|部分|顾问|单项/gu)].map(([word]) => word))];
  if (named.length === 1 && /^(?:本(?:合同|协议|次))/u.test(words)) return `${named[0]}式`;
  const found =
    /^(完全|部分|顾问|单项)(?:式)?(?:的)?(?:知识产权)?(?:托管|服务)?(?:方式|形式|模式)?[。，；]?$/u.exec(
      words,
    )?.[1];
  if (words === "托管") return "";
  return found === undefined ? words.replace(/[。，；]+$/u, "").slice(0, 40) : `${found}式`;
}
