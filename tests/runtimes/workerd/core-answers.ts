import { Stage } from "../../../schemas/check-report.ts";
import type { VerificationReport } from "../../../schemas/verification.ts";
import { checkDocument } from "../../../src/app/check-document.ts";
import { listRules } from "../../../src/app/list-rules.ts";
import { parseContractText } from "../../../src/contract/parse.ts";
import { shownContractText } from "../../../src/contract/shown-contract.ts";
import { evaluate } from "../../../src/document/expression/evaluate.ts";
import { Budget } from "../../../src/document/expression/limits.ts";
import { NAMED_FUNCTIONS } from "../../../src/document/expression/named-functions.ts";
import { readRegisterNumber, registerNumber } from "../../../src/filing/register-number.ts";
import { type Bytes, fromBase64, utf8 } from "../../../src/kit/bytes.ts";
import { addMonths, chineseDate, dayInShanghai, readDay, readInstant } from "../../../src/kit/dates.ts";
import { sha256Hex } from "../../../src/kit/digest.ts";
import { HouseError } from "../../../src/kit/errors.ts";
import { amountInWords, readAmountInWords, readYuan, writeGroupedYuan } from "../../../src/kit/money.ts";
import { usccFault } from "../../../src/kit/uscc.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";
import { contractWith, reportOn, samples } from "../../completeness/samples.ts";

/** What two parties signed, as Node made it, in base64; both runtimes verify these bytes. */
export type Signed = {
  readonly pdf: string;
  readonly tampered: string;
  readonly anchors: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  /** Contracts that others wrote, by file name, in base64. */
  readonly foreign: Readonly<Record<string, string>>;
};

const bytesOf = (base64: string): Bytes => fromBase64(base64) ?? new Uint8Array();

/** What `attempt` gives, or the code it throws. */
function orCode(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (fault) {
    return fault instanceof HouseError ? { code: fault.code, facts: fault.facts } : { thrown: String(fault) };
  }
}

const CONTRACTS = [
  ...Object.keys(samples.valid).map((base) => ({ id: base, base, patch: [] })),
  ...samples.defective,
];

/** Every sample at every stage, findings in full; and the text that is attached to its PDF. */
async function contractAnswers(): Promise<unknown[]> {
  return Promise.all(
    CONTRACTS.map(async ({ id, base, patch }) => {
      const contract = contractWith(base, patch);
      const shown = await sha256Hex(utf8(shownContractText(contract)));
      return { id, shown, reports: Stage.options.map((stage) => reportOn(contract, stage)) };
    }),
  );
}

/** What uploaded Word and PDF files say, in full, in both languages; and the whole catalogue. */
async function documentAnswers({ foreign, at }: Signed): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [name, base64] of Object.entries(foreign))
    for (const language of ["zh", "en"] as const)
      answers.push(
        await checkDocument(
          { clock: { now: () => new Date(at) } },
          { file: bytesOf(base64), name, stage: "draft", asOf: "2024-12-31", language },
        ),
      );
  return [...answers, listRules({ language: "zh" }), listRules({ language: "en" })];
}

const HOSTILE_TEXTS = [
  "",
  "{",
  "托管",
  "[]",
  '{"schema":"custody-contract/1","variant":"ZZ","价":1,"parties":[{"seat":"甲方"},{"seat":"甲方"}]}',
  '{"schema":"custody-contract/1","schema":"custody-contract/1","variant":"HB-2P"}',
  '{"__proto__":{"a":1}}',
  "[".repeat(5000),
  `"${"x".repeat(1_000_001)}"`,
];

const AMOUNTS = [
  "0.00",
  "0.05",
  "36000.00",
  "100000010.10",
  "1234567890.99",
  "999999999999.99",
  "1e5",
  "-1.00",
  "三万",
];
const WORDS = ["人民币叁万陆仟元整", "壹拾万零伍元零贰分", "叁万", "元", "人民币壹亿零壹拾元壹角"];
const CODES = ["91130108MA0CX0138K", "91130108MAXX00138K", "9113", "91130108ma0cx0138k", "托管"];
const DAYS = ["2024-02-29", "2023-02-29", "2022年3月15日", "2022-3-15", "9999-12-31"];
const INSTANTS = [
  "2022-03-15T23:30:00+08:00",
  "2022-03-15T16:00:00Z",
  "2022-02-30T00:00:00Z",
  "2022-03-15T10:00:00",
];

const valueAnswers = (): unknown => ({
  amounts: AMOUNTS.map((text) => {
    const cents = readYuan(text);
    return cents === undefined ? null : [`${cents}`, writeGroupedYuan(cents), amountInWords(cents)];
  }),
  words: WORDS.map((text) => {
    const read = readAmountInWords(text);
    return "cents" in read ? `${read.cents}` : read.fault;
  }),
  codes: CODES.map((code) => usccFault(code) ?? null),
  days: DAYS.map((text) => {
    const day = readDay(text);
    return day === undefined ? null : [day, chineseDate(day), orCode(() => addMonths(day, 1))];
  }),
  instants: INSTANTS.map((text) => {
    const instant = readInstant(text);
    return instant === undefined ? null : dayInShanghai(instant);
  }),
  registers: [1, 999_999].map((number) => {
    const text = registerNumber({ authorityCode: "130100", year: 2026, number });
    return [text, readRegisterNumber(text) ?? null];
  }),
});

const EXPRESSIONS = [
  "rows.map(row => row.seat + '：' + row.text).join('、')",
  "grouped('36000.00') + dated('2022-03-15')",
  "rows.filter(row => row.text).length > 1 ? '两方' : '一方'",
  "`${rows[0].seat}`",
  "rows.constructor",
  "globalThis",
  "(() => 1).constructor('return 1')()",
  "rows['__proto__']",
  "1 +",
];

const expressionAnswers = (): unknown[] =>
  EXPRESSIONS.map((code) =>
    orCode(() =>
      evaluate(code, {
        names: {
          rows: [
            { seat: "甲方", text: "甲" },
            { seat: "乙方", text: "乙" },
          ],
        },
        outer: undefined,
        functions: NAMED_FUNCTIONS,
        budget: new Budget(),
        onBlank: () => undefined,
      }),
    ),
  );

async function verdicts({ pdf, tampered, anchors, at }: Signed): Promise<VerificationReport[]> {
  const request = { file: "contract.pdf", anchors: anchors.map(bytesOf), at: new Date(at) };
  return [
    await verifyDocument(bytesOf(pdf), request),
    await verifyDocument(bytesOf(tampered), request),
    await verifyDocument(bytesOf(pdf), { ...request, anchors: [] }),
    await verifyDocument(utf8("%PDF-1.7\n%%EOF"), request),
  ];
}

/** What the pure core answers to the same questions, each answer as JSON text: asked in Node and in workerd. */
export async function coreAnswers(signed: Signed): Promise<Readonly<Record<string, string>>> {
  const answers = {
    contracts: await contractAnswers(),
    hostile: HOSTILE_TEXTS.map((text) => orCode(() => parseContractText(text))),
    values: valueAnswers(),
    expressions: expressionAnswers(),
    verdicts: await verdicts(signed),
    documents: await documentAnswers(signed),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, JSON.stringify(answer, null, 1)]),
  );
}
