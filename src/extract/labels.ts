/** Labels of the head and the signature part of contracts, and the fields they fill. Longer labels first. */

export type PartyField =
  | "name"
  | "uscc"
  | "address"
  | "legalRep"
  | "contact/name"
  | "contact/phone"
  | "contact/email"
  | "regionCode"
  | "taxRegionCode"
  | "licenceNo"
  | "account/name"
  | "account/bank"
  | "account/no"
  | "abbreviation"
  | "other";

/** What may stand in front of a label: whose it is, or of which kind. */
const OF = "(?:\\p{Script=Han}{0,6})";

const FIELDS: readonly (readonly [PartyField, string])[] = [
  [
    "uscc",
    "(?:统一)?社会信用(?:代码|号)|信用代码|(?:统一)?信用代码(?:证号)?|税号|纳税人识别号|营业执照(?:注册)?号码?|(?:统一|证照|机构|登记|单位|企业)代码|代码",
  ],
  [
    "licenceNo",
    "(?:(?:专利)?代理(?:机构)?)?执业许可(?:证)?(?:编号|证号|号码|号)?|专利代理机构(?:注册)?(?:代码|编号)|代理机构代码|执业许可证",
  ],
  ["taxRegionCode", "税务(?:登记|关系)(?:所在地)?(?:代码|行政区划(?:代码)?)?"],
  ["regionCode", "(?:住所地)?行政区划(?:代码)?"],
  ["account/bank", "(?:收款)?开户(?:银行|行|机构)(?:名称)?|收款(?:银行|行)|开户网点|银行名称"],
  ["account/no", "(?:收款|银行|对公)?(?:账号|帐号|账户号码)|银行账户|卡号"],
  ["account/name", "(?:收款)?(?:户名|账户名称?)|开户(?:名称?|单位)|收款(?:单位|账户名称?|人|方)(?:名称)?"],
  [
    "legalRep",
    "法定代表人(?:姓名)?|法人代表|法人|(?:单位|主要|机构|企业|行政)?负责人(?:姓名)?|执行事务合伙人|经营者|代表人",
  ],
  ["contact/email", "电子邮(?:箱|件)(?:地址)?|(?:电子|联系|工作)?邮箱(?:地址)?|E-?mail|Email|邮件"],
  [
    "contact/name",
    `${OF}(?:联系人|联络人|专员|联络员|对接人|接口人)(?:员?姓名)?|项目负责人|经办人|托管负责人|联络|(?:业务|项目|日常)?对接`,
  ],
  [
    "contact/phone",
    "(?:联系|办公|移动|固定|手机|单位|咨询|业务)?电话(?:号码?)?|(?:联系)?手机(?:号码?)?|联系方式|电话|座机|TEL|Tel",
  ],
  [
    "address",
    `(?:注册|单位|办公|通讯|通信|联系|详细|公司|经营|机构|实际|生产)?(?:地址|住址|场所)|(?:主要|实际)?(?:经营|办公|营业|生产)(?:地址|场所|地)|(?:法定)?住所地?|住所|注册地|所在地`,
  ],
  ["abbreviation", "简称"],
  [
    "name",
    "(?:单位|企业|公司|机构|园区|甲方|乙方|丙方|委托方|受托方|托管企业|托管机构|服务机构)?(?:全称|名称)|单位",
  ],
  [
    "other",
    "传真|邮编|邮政编码|职务|身份证号(?:码)?|网址|委托代理人|授权代表|授权委托人|所属行业|企业类型|企业规模|注册资本|成立日期|证件号码|签字|备注",
  ],
];

/** A label of a party's line, whole. */
const WHOLE: readonly (readonly [PartyField, RegExp])[] = FIELDS.map(([field, source]) => [
  field,
  new RegExp(`^(?:${source})(?:[（(][^）)]{0,12}[）)])?[：:]?$`, "iu"),
]);

/** 「客户地址」「乙方联系人」: whose label it is. */
const WHOSE =
  /^(?:[甲乙丙丁]方|委托[方人]|受托[方人]|(?:被?托管|入托|用户|客户)(?:企业|单位|对象)?|托管机构|服务(?:机构|商|方|单位)|客户|用户|园区|企业|机构|单位|公司|我方|对方)(?:的)?(?=.{2,})/u;

/** The field a cell or label names; undefined for anything else. */
export function partyField(label: string): PartyField | undefined {
  const words = label.replaceAll(/[\s*]/gu, "");
  if (words === "" || words.length > 24) return undefined;
  const plain = words.replace(WHOSE, "");
  const field = (WHOLE.find(([, pattern]) => pattern.test(words)) ??
    WHOLE.find(([, pattern]) => pattern.test(plain)))?.[0];
  return field ?? sameField(plain);
}

/** 「法定代表人/负责人」: two labels of one field. */
function sameField(words: string): PartyField | undefined {
  const parts = words.replace(/[：:]$/u, "").split(/\/|、|或者?/u);
  const [first, ...others] = parts.map(
    (part) => WHOLE.find(([, pattern]) => part !== "" && pattern.test(part))?.[0],
  );
  return others.length > 0 && others.every((field) => field === first) ? first : undefined;
}

const ANY = FIELDS.map(([, source]) => source).join("|");

/** Labels inside a line: 「法定代表人：周启明 电话：……」, 「住所地为……」. */
export const LABEL_IN_LINE = new RegExp(
  `(?:^|[\\s\\t，；,;。、（(）)])((?:${ANY})(?:[（(][^）)：]{0,12}[）)])?|(?:${ANY})(?:及|和|与|、|/)(?:${ANY}))\\s*(?:：|(?<=住所地?|代码|法定代表人|地址|电话)(?:为|是|系))\\s*`,
  "giu",
);

/** What a party is called by what it does, where there are no seats. */
export const ROLE_WORDS =
  "(?:委托|受托|采购|发包|承包|聘用|聘请|受聘)(?:方|人|单位|企业|机构)|托管(?:方|企业|机构|对象|服务机构|服务方|单位)|(?:专业)?服务(?:机构|方|单位|提供方|提供商|商|接受方)|入托(?:企业|单位|方)|被托管(?:方|企业|单位)|承接(?:方|单位|机构)|[需供]\\s*方|客户|用户|企业方|顾问(?:方|单位|机构)|(?:组织|发起|推荐|牵头)(?:方|单位)|园区(?:名称|方)?";

/** Words for what a party does, and the role. */
export const ROLE_LABELS: readonly (readonly ["enterprise" | "agency" | "park" | "bureau", RegExp])[] = [
  [
    "agency",
    /受托(?:方|人|单位)|托管(?:服务)?(?:机构|方(?!式))|服务(?:机构|方(?!式)|提供方|单位|商)|代理机构|承担单位|乙方单位|承接(?:方|单位|机构)|受聘方|承包方|供\s*方|顾问(?:方|单位|机构)|服务提供商/u,
  ],
  ["park", /园区|(?:组织|发起|推荐|牵头)(?:方|单位)|协会|(?<!企业)托管单位/u],
  ["bureau", /主管部门|监管(?:单位|部门)|知识产权局|监督(?:单位|方)|项目(?:下达|管理)单位/u],
  [
    "enterprise",
    /委托(?:方|人|单位)|托管(?:企业|对象|服务对象)|入托企业|被托管(?:方|企业)|企业(?:方)?$|聘[请用](?:方|单位)|服务接受方|采购方|发包方|需\s*方|客户|用户/u,
  ],
];

/** The role a label names. */
export const roleIn = (label: string): "enterprise" | "agency" | "park" | "bureau" | undefined =>
  ROLE_LABELS.find(([, pattern]) => pattern.test(label))?.[0];
