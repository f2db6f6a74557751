import { z } from "zod";

/**
 * Texts on the wire: how long, and of which characters. Values stay free ("______", "若干" and "2022-02-30" are
 * findings of completeness, not of the wire); characters that deceive a reader or a machine do not pass.
 */

/** Codes of what can be wrong with the wire shape of a contract. Public: never renamed, only retired. */
export const ContractProblemCode = z.enum([
  "contract.unknown_key",
  "contract.missing_key",
  "contract.wrong_type",
  "contract.wrong_value",
  "contract.too_long",
  "contract.too_many",
  "contract.control_character",
  "contract.invisible_character",
  "contract.private_character",
  "contract.lone_surrogate",
  "contract.lookalike_character",
  "contract.lookalike_digit",
  "contract.lookalike_letter",
  "contract.duplicate_key",
  "contract.duplicate_seat",
  "contract.duplicate_attachment",
]);
export type ContractProblemCode = z.infer<typeof ContractProblemCode>;

type CharacterRule = {
  readonly code: ContractProblemCode;
  readonly found: Pick<RegExp, "test">;
  readonly detail: string;
};

/** Radicals (U+2E80–2FDF) and texts that are not NFC look like others: copied out of PDF files, 「⽯家庄」 is not 「石家庄」. */
function looksAlike(text: string): boolean {
  return /[\u2E80-\u2FDF]/u.test(text) || (text.isWellFormed() && text.normalize("NFC") !== text);
}

/** Asked of every text. U+2800 and the default-ignorable code points print as nothing, so two texts that look alike differ. */
const everywhere: readonly CharacterRule[] = [
  {
    code: "contract.control_character",
    found: /[\p{Cc}\p{Zl}\p{Zp}]/u,
    detail: "含有控制字符（如换行、制表符、空字符），请删去后重填；需要分项的，用分号隔开",
  },
  {
    code: "contract.invisible_character",
    found: /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u,
    detail: "含有看不见的字符（如零宽空格、文字方向控制符），请删去后重新键入",
  },
  {
    code: "contract.private_character",
    found: /[\p{Co}\p{Noncharacter_Code_Point}]/u,
    detail: "含有造字区字符，别的电脑上无法显示，请改用规范汉字",
  },
  { code: "contract.lone_surrogate", found: /[\p{Cs}\uFFFD]/u, detail: "含有残缺的字符编码，请重新键入" },
  {
    code: "contract.lookalike_character",
    found: { test: looksAlike },
    detail: "含有看起来相同而编码不同的字符（如部首“⽯”、兼容汉字、分开编码的声调），请重新键入",
  },
  {
    code: "contract.lookalike_digit",
    found: /(?![0-9])\p{Nd}/u,
    detail: "含有非标准数字（如全角数字），请改用半角数字 0–9",
  },
];

/** Asked of codes, numbers and dates only: there ① ² Ⅰ 〇 or a Cyrillic О would be read as a digit or a letter. */
const inCodes: readonly CharacterRule[] = [
  {
    code: "contract.lookalike_digit",
    found: /[\p{No}\p{Nl}]/u,
    detail: "含有形似数字的符号（如①、²、Ⅰ、〇），请改用半角数字 0–9",
  },
  {
    code: "contract.lookalike_letter",
    found: /(?![A-Za-z])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u,
    detail: "含有形似拉丁字母的字符（如全角字母、西里尔字母），请改用半角字母",
  },
];

/** Unfilled places such as ＸＸＸ are findings, not look-alikes. */
const placeholder = /^[_＿﹍\sXＸx×*]*$/u;

function problemsOf(text: string, rules: readonly CharacterRule[]): readonly CharacterRule[] {
  const found = rules.filter((rule) => rule.found.test(text));
  return found.filter((rule, at) => found.findIndex((other) => other.code === rule.code) === at);
}

type Issues = {
  readonly addIssue: (issue: { code: "custom"; message: string; params: { code: string } }) => void;
};

function report(issues: Issues, rules: readonly CharacterRule[]): void {
  for (const { code, detail } of rules)
    issues.addIssue({ code: "custom", message: detail, params: { code } });
}

/** The same for JSON Schema, where it can be said in one pattern. */
const TEXT_PATTERN = "^(?:[0-9]|[^\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}\\p{Co}\\p{Cs}\\p{Nd}])*$";

/** A free text of at most `max` UTF-16 units, without control, invisible or private characters or non-ASCII digits. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .superRefine((value, issues) => report(issues, problemsOf(value, everywhere)))
    .meta({ pattern: TEXT_PATTERN });

/** A record of at most `max` entries. */
export const atMost =
  (max: number) =>
  (value: Readonly<Record<string, unknown>>, issues: Issues): void => {
    if (Object.keys(value).length <= max) return;
    const message = `列表过长，最多 ${max} 项，请删减`;
    issues.addIssue({ code: "custom", message, params: { code: "contract.too_many" } });
  };

/** A code, number, amount or date as people wrote it: a `text` that also refuses look-alikes of digits and letters. */
export const code = (max: number) =>
  z
    .string()
    .max(max)
    .superRefine((value, issues) =>
      report(issues, problemsOf(value, placeholder.test(value) ? everywhere : [...everywhere, ...inCodes])),
    )
    .meta({ pattern: TEXT_PATTERN });
