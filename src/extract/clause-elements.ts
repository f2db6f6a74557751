import type { Gathering } from "./gathering.ts";
import type { Clause, Outline } from "./outline.ts";
import { at, bareSentence, putSentences, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";

/** How an element of words is found: labelled in a line, as a clause of its own, or in sentences anywhere. */
type Recipe = {
  readonly pointer: string;
  readonly longest: number;
  /** 「验收标准：……」 */
  readonly label?: RegExp;
  /** The whole clause under such a heading is the element. */
  readonly heading?: RegExp;
  /** What the first sentence of a clause without a heading says when the clause is the element. */
  readonly topic?: RegExp;
  /** Sentences that say it; `within` asks for a heading too. */
  readonly says?: RegExp;
  readonly unless?: RegExp;
  readonly within?: RegExp;
  readonly most?: number;
};

/** 「期满验收合格后付10%」 says when to pay, and neither by what nor how anything is accepted. */
const ONLY_A_TIME_TO_PAY =
  /^(?!.*(?:符合|达到|标准|一致|齐全|逐项|对照|书面|签字|签署|验收单)).*验收[^，。；]{0,12}(?:后|时|之日)[^。；]{0,24}(?:付|\d[\d,.]*\s*(?:万?元|%))/su;

const RECIPES: readonly Recipe[] = [
  {
    pointer: "/place",
    longest: 200,
    label:
      /(?:(?:履行|服务|工作|托管)(?:地点|场所)\s*(?:为|：|在|是|(?=由[双各三]方|待定|另行|视))|(?:^|[）)、.\s])地点\s*：)\s*([^。；，\t]{0,120})/u,
    says: /(?:在|于)[^。；，]{0,24}(?:住所地?|经营场所|所在地|园区|办公|厂区|厂内|公司|车间|基地|会议室|单位)[^。；]{0,16}(?:履行|提供|开展|进行|服务)|线上[^。；]{0,12}线下/u,
    unless: /成果[为是：]|(?:若干|[\d一二三四五六七八九十])\s*(?:份|件|套|场|期)/u,
    most: 1,
  },
  {
    pointer: "/method",
    longest: 500,
    label:
      /(?:(?:履行|服务|托管服务|工作)(?:方式|形式|方法)\s*(?:为|：|是|采用|采取|(?=由[双各三]方|待定|另行|视))|(?:^|[）)、.\s])方式\s*：)\s*([^。；\t]{0,200})/u,
    says: /(?:采取|采用|通过|以)[^。；]{0,60}(?:方式|形式|相结合)[^。；]{0,20}(?:提供|开展|进行|履行|服务|办理)?|(?:(?<![可所予])以|采用|采取)[^。；，]{2,40}(?:提供服务|服务|指导)|(?:派|指派|驻点|驻场|上门)[^。；]{0,40}(?:服务|指导|办公)/u,
    unless:
      /成果[为是：]|(?:若干|[\d一二三四五六七八九十])\s*(?:份|件|套|场|期)|若干次|争议|仲裁|诉讼|名义|书面(?:形式|方式)(?:通知|确认)|支付|付款|托管(?:形式|方式|模式)|送达|电子签名|数据电文/u,
    most: 2,
  },
  {
    pointer: "/endSummary",
    longest: 500,
    label: /(?:期满|年度|绩效|工作)总结\s*：\s*([^。；]{0,200})/u,
    says: /(?:期满|届满|结束|终止|到期|期末|最后)[^。；]{0,50}(?:总结|评价报告|评估报告|绩效)|绩效(?:评价)?总结/u,
    unless: /验收标准/u,
    most: 2,
  },
  {
    pointer: "/reporting",
    longest: 500,
    label: /(?:工作)?报告(?:频次|周期|制度|方式)?\s*：\s*([^。；]{0,200})/u,
    says: /(?:每(?:[一二两三四六]?个)?(?:季度?|月|年|半年|周|双月)|按(?:季度?|月|年)|(?:月|季|年|周)(?:度|末|初|底)|双[周月]|隔[周月]|半[月年]|每[^，。；]{0,16}[后时])[^。；]{0,40}(?:报告|汇报|简报|小结|通报|书面(?:反馈|告知|说明))|(?:提交|出具|提供|报送)[^。；]{0,16}(?:月|季度?|年度?|半年)(?:度)?(?:工作)?(?:报告|报表|简报)|定期[^。；]{0,16}(?:报告|汇报)|(?:提交|报送|送交)[^。；]{0,10}(?:月报|季报|年报)/u,
    unless: /检索报告|分析报告.{0,6}份|向[^，。；甲乙丙]{0,16}(?:管理部门|主管部门|机关)(?:汇报|报告)/u,
    most: 2,
  },
  {
    // reported, and nobody knows when: asked of what no period was read for
    pointer: "/reporting",
    longest: 500,
    says: /(?:及时|随时|适时|不定期|主动|根据[^，。；]{0,6}需要|(?:进展|需要|必要)时|按(?:照)?[^，。；]{0,6}要求|视)[^。；]{0,24}(?:报告|汇报|通报)|(?:报告|汇报|通报)[^。；]{0,12}(?:进展|进度|处理情况|工作情况|完成情况)/u,
    unless:
      /每|变更|重大|异常|风险|侵权|发现|主管|机关|部门|总结|验收|检索|分析|(?:\d|[一二三四五六七八九十])(?:个)?(?:日|天|周|月)/u,
    most: 1,
  },
  {
    pointer: "/acceptance/standard",
    longest: 1000,
    label: /(?:验收|考核|质量|评价)(?:的)?(?:标准|依据|要求)\s*(?:为|：|是)\s*([^；。\t]{0,300})/u,
    within: /验收|考核|质量|评价|绩效/u,
    says: /验收|合格|考核|标准|达到|符合|逐项|质量/u,
    unless: ONLY_A_TIME_TO_PAY,
    most: 3,
  },
  {
    pointer: "/acceptance/method",
    longest: 1000,
    label: /(?:验收|考核|评价)(?:的)?(?:方法|方式|办法|程序)\s*(?:为|：|是|采用|采取)\s*([^；。\t]{0,300})/u,
    within: /验收|考核|质量|评价|绩效/u,
    says: /书面|签字|签署|验收单|确认|评审|打分|评分|组织|(?:日|天)内[^。；]{0,20}(?:验收|确认|异议)|满意度/u,
    unless: ONLY_A_TIME_TO_PAY,
    most: 3,
  },
  {
    pointer: "/place",
    longest: 200,
    within: /地点|场所|在哪|做法/u,
    says: /^(?:[^，。；]{0,6})?在[^，。；]{2,24}/u,
    most: 1,
  },
  {
    pointer: "/method",
    longest: 500,
    within: /方式|途径|做法|履行|怎样/u,
    says: /现场|线上|上门|电话|邮件|会议|书面|驻/u,
    unless: /成果[为是：]|若干次|\d\s*(?:份|件|套|场|期)|争议|支付|付款|送达|托管(?:形式|方式|模式)/u,
    most: 2,
  },
  {
    pointer: "/confidentiality",
    longest: 4000,
    heading: /保密|商业秘密/u,
    topic: /保密|秘密|泄[露漏密]|外[传泄]|披露|透露|保守/u,
    says: /保密|商业秘密|技术秘密|不得[^。；]{0,16}(?:泄露|披露|透露|公开)/u,
    most: 4,
  },
  {
    pointer: "/ipOwnership",
    longest: 2000,
    heading:
      /(?:成果|知识产权|权利)[^，。]{0,8}(?:归属|归|分配)|权属|成果(?:和|及|与)知识产权|成果[^，。]{0,4}权益|(?:成果|东西)归谁|^成果$/u,
    topic:
      /(?:成果|知识产权|著作权|专利(?:申请)?权|报告|方案|文件|文档|专利)[^。；]{0,30}(?:归(?![档集还口责类纳案])|属于|权属|(?:享有|拥有|取得)[^。；]{0,10}权|[甲乙丙]方(?:单独)?(?:享有|所有))/u,
    says: /(?:享有|拥有|取得)[^。；]{0,12}(?:所有权|知识产权|著作权|专利权|申请权)|由[甲乙丙]方(?:单独)?(?:享有|所有)|(?:归|属于|归属)[^。；]{0,12}(?:甲方|乙方|丙方|企业|委托(?:方|人)|托管企业|双方)[^。；]{0,4}(?:所有|享有)?|(?:所有权|知识产权|成果)[^。；]{0,20}(?:归|属)|以(?:自己|其|乙方|自身)的?名义[^。；]{0,30}申请/u,
    unless: /仲裁|法院/u,
    most: 3,
  },
  {
    pointer: "/breach",
    longest: 4000,
    heading: /违约|^责任(?:承担)?$|法律责任|赔偿责任/u,
    topic:
      /违约|赔偿|违反(?:本|合同|协议)|(?:逾期|迟延|延期|不履行|不完全履行|未按)[^。；]{0,40}(?:每|支付|扣|赔|承担)/u,
    says: /违约(?:责任|金)|赔偿|承担[^。；]{0,8}违约|滞纳金/u,
    unless: /解除[^。；]{0,20}结算|保密/u,
    most: 4,
  },
  {
    pointer: "/change",
    longest: 2000,
    heading: /变更|解除|终止/u,
    topic:
      /(?:变更|修改|解除|提前终止|终止|中途退出)(?:[、和或与及]+(?:变更|解除|终止|补充))*(?:本|合同|协议|须|应|条件|由|的|，|。|都?要?用?书面|以)/u,
    says: /(?:变更|解除|终止)[^。；]{0,30}(?:合同|协议|书面|协商|通知)|(?:合同|协议)[^。；]{0,20}(?:变更|解除|终止)/u,
    unless: /争议|备案信息|地址|送达|(?:合同|协议)?(?:终止|解除)(?:之日|后|时|以后)/u,
    most: 4,
  },
];

/** Elements that are words: found by label, by heading, by what sentences say, in this order. */
export function findClauseElements(outline: Outline, into: Gathering): void {
  const sentences = sentencesOf(outline);
  for (const recipe of RECIPES) findByLabel(recipe, sentences, into);
  for (const recipe of RECIPES) findByLabel(startingWith(recipe), underLabels(outline.clauses), into);
  for (const recipe of RECIPES) findByHeading(recipe, outline.clauses, into);
  for (const recipe of RECIPES) findByTopic(recipe, outline.clauses, into);
  for (const recipe of RECIPES) findBySentences(recipe, sentences, into);
}

const startingWith = (recipe: Recipe): Recipe =>
  recipe.label === undefined
    ? recipe
    : { ...recipe, label: new RegExp(`^(?:${recipe.label.source})`, recipe.label.flags) };

/** 「第九条 验收标准：……」: what was taken for a heading is the label of the first sentence. */
const underLabels = (clauses: readonly Clause[]): readonly Sentence[] =>
  clauses.flatMap((clause) => {
    const [first] = sentencesIn(clause);
    return first === undefined || clause.heading === "" || /[与和及、]/u.test(clause.heading)
      ? []
      : [{ ...first, text: `${clause.heading}：${bareSentence(first.text)}` }];
  });

function findByLabel(
  { pointer, label, longest }: Recipe,
  sentences: readonly Sentence[],
  into: Gathering,
): void {
  if (label === undefined) return;
  for (const sentence of sentences) {
    const found = label.exec(sentence.text);
    if (found === null || into.has(pointer)) continue;
    const value = (found[1] ?? "").trim();
    const told = pointer === "/reporting" ? withoutSummary({ ...sentence, text: value }).text : value;
    // 「报告：期满提交总结」 tells of no reports
    if (value !== "" && told === "") continue;
    into.put(pointer, told.replace(/[，；]$/u, "").slice(0, longest), at(sentence, 0.95));
    if (!pointer.startsWith("/acceptance")) into.use(sentence.text);
  }
}

function findByHeading(
  { pointer, heading, longest, says, topic }: Recipe,
  clauses: readonly Clause[],
  into: Gathering,
): void {
  if (heading === undefined || into.has(pointer)) return;
  const named = clauses.filter((clause) => heading.test(clause.heading));
  const isOn = ({ text }: Sentence): boolean => says?.test(text) === true || topic?.test(text) === true;
  // a heading that names other things too has sentences about each of them, and perhaps none about this one
  const several = named.flatMap((clause) => {
    const all = sentencesIn(clause);
    const own = isShared(clause.heading, heading) ? all.filter(isOn) : [];
    const isElsewhere = own.length === 0 && !all.every(isLeftBlank);
    return isShared(clause.heading, heading) && isElsewhere ? [] : [{ clause, all, own }];
  });
  const found = several.map(({ clause }) => clause);
  // articles of one chapter share its heading: those that say nothing of the kind are about something else
  const some = several.some(({ own }) => own.length > 0);
  const sentences = several.flatMap(({ all, own }) => (some ? own : all));
  if (found.length === 0) return;
  const [clause] = found;
  if (sentences.length === 0 && clause !== undefined && clause.title !== undefined) {
    into.put(pointer, "", { spot: clause.title.spot, quote: clause.title.text, clause, confidence: 0.9 });
    return;
  }
  const blank = sentences.find(isLeftBlank);
  if (blank !== undefined) {
    into.put(pointer, "", at(blank, 0.9));
    for (const { text } of sentencesIn(blank.clause)) into.use(text);
  } else {
    const others = pointer === "/ipOwnership" ? givenElsewhere(clauses, found) : [];
    putSentences(into, pointer, { sentences: [...sentences, ...others], confidence: 0.9, longest });
  }
}

/** Parts of a heading that are no matter of their own beside another. */
const NO_MATTER =
  /^(?:知识产权|成果|双方|责任|期限|范围|方式|方法|程序|条件|处理|约定|其?后果|义务|补救|补充)$/u;

/** 「保密与成果归属」 is about something else as well; 「变更与解除」 is about changes alone. */
const isShared = (heading: string, pattern: RegExp): boolean =>
  heading
    .split(/[与和及、]|以及/u)
    .some((part) => part !== "" && !pattern.test(part) && !NO_MATTER.test(part));

/** What clauses under other headings give away of the results: it may contradict the clause that is about them. */
const givenElsewhere = (clauses: readonly Clause[], own: readonly Clause[]): readonly Sentence[] =>
  clauses
    .filter((clause) => !own.includes(clause))
    .flatMap(sentencesIn)
    .filter(
      ({ text }) =>
        /(?:成果|报告|方案|文件|课件|规划|文本)[^，。；]{0,24}(?:知识产权|著作权|所有权|专利权|权利)?[^，。；]{0,6}归(?:属于)?[甲乙丙]方(?:单独)?(?:所有|享有|[，。；]|$)/u.test(
          text,
        ) && !/保管|负责|承担|归档/u.test(text),
    );

/** A clause without a heading whose first sentence is about the element, and most of the others too, is the element. */
function findByTopic(
  { pointer, topic, unless, longest }: Recipe,
  clauses: readonly Clause[],
  into: Gathering,
): void {
  if (topic === undefined || into.has(pointer)) return;
  const isOn = ({ text }: Sentence): boolean => topic.test(text) && unless?.test(text) !== true;
  const found = clauses
    .filter(({ heading }) => heading === "")
    .map(sentencesIn)
    .filter(([first, ...others]) => {
      if (first === undefined || !isOn(first)) return false;
      return others.filter(isOn).length * 2 >= others.length;
    });
  putSentences(into, pointer, { sentences: found.flat(), confidence: 0.8, longest });
}

/** 「（一）。」「甲方的主要义务：。」「________。」: the form has the sentence and nobody filled it in. */
export const isLeftBlank = ({ text }: Sentence): boolean =>
  /^[。；\s_＿﹍]*$/u.test(bareSentence(text)) || /：[\s_＿﹍]*[。；]$/u.test(text);

function findBySentences(
  { pointer, says, unless, within, most = 3, longest }: Recipe,
  sentences: readonly Sentence[],
  into: Gathering,
): void {
  if (says === undefined || into.has(pointer)) return;
  const all = (pointer === "/reporting" ? sentences.map(withoutSummary) : sentences).filter(
    ({ text, clause }) =>
      says.test(text) &&
      (unless === undefined || !unless.test(text)) &&
      (within === undefined || within.test(`${clause.heading}${text}`)),
  );
  // a clause that is headed so says it rather than a sentence elsewhere
  const headed = within === undefined ? [] : all.filter(({ clause }) => within.test(clause.heading));
  const found = headed.length > 0 ? headed : all;
  if (found.length === 0) return;
  putSentences(into, pointer, {
    sentences: tellingOf(pointer, found)
      .slice(0, most)
      .map((sentence) => partOn(pointer, sentence)),
    confidence: 0.75,
    longest,
  });
  for (const { text } of found.slice(0, most)) into.use(text);
}

/** Words by which a sentence says when something is accepted. */
const MEASURE = /符合|达到|标准|一致|齐全|为准|合格|相符|满足|依据/u;

/** Of sentences on acceptance those that measure something, where any does; what becomes of the rest is no standard. */
function tellingOf(pointer: string, found: readonly Sentence[]): readonly Sentence[] {
  if (pointer !== "/acceptance/standard") return found;
  const telling = found.filter(
    ({ text }) => MEASURE.test(text) && !/^(?:不|未)(?:符合|合格|满足|达到)/u.test(bareSentence(text)),
  );
  return telling.length > 0 ? telling : found;
}

/** A sentence on reports without what it says of the summary at the end of the term. */
const withoutSummary = (sentence: Sentence): Sentence => {
  const parts = sentence.text.split(/(?<=[，；])/u);
  const kept = parts.filter((part) => !/总结|绩效/u.test(part));
  return kept.length === parts.length || !/总结/u.test(sentence.text)
    ? sentence
    : { ...sentence, text: /报|汇|通/u.test(kept.join("")) ? kept.join("") : "" };
};

/** Of a sentence that says by what and how it is accepted, the part that says by what. */
function partOn(pointer: string, sentence: Sentence): Sentence {
  if (pointer !== "/acceptance/standard" || !/，/u.test(sentence.text)) return sentence;
  const parts = sentence.text.split(/，/u);
  const on = parts.filter(
    (part) =>
      /符合|达到|标准|按|依|以|对照|逐项|约定|合格|一致|齐全|相符/u.test(part) &&
      !/^(?:视为|即为?)/u.test(part.trim()),
  );
  return on.length === 0 ? sentence : { ...sentence, text: on.join("，") };
}
