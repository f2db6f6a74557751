import { Contract } from "../../schemas/contract.ts";
import { jsonFault } from "../kit/json-fault.ts";
import { ownValue } from "../kit/json-value.ts";
import { BOUNDS, boundText, boundValue, tooDeep } from "./bounds.ts";
import { ContractError, type ContractProblem } from "./contract-error.ts";
import { scanJson } from "./scan-json.ts";
import { shapeProblems } from "./shape-problems.ts";

/** At most so many problems are listed; `facts.total` counts all of them. */
const LISTED = 200;

/**
 * A contract out of a JSON value, or every problem of its shape at once. Says nothing about completeness: blanks and
 * impossible dates parse, because they are findings.
 * @throws ContractError contract.wrong_shape with facts.problems, contract.too_deep, contract.too_large
 */
export function parseContract(json: unknown): Contract {
  return contractOf(json, []);
}

/**
 * A contract out of a JSON text of bounded size. A key named twice in one object is a problem of its own.
 * @throws ContractError contract.not_json, with the line and column where reading stopped, and what parseContract throws
 */
export function parseContractText(text: string): Contract {
  boundText(text);
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const scan = scanJson(plain, BOUNDS.depth);
  if (scan.depth > BOUNDS.depth) throw tooDeep();
  return contractOf(readJson(plain), scan.repeated);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const { line, column } = jsonFault(text) ?? { line: 1, column: 1 };
    throw new ContractError(
      "contract.not_json",
      `内容不是 JSON：读到第 ${line} 行第 ${column} 列读不下去，请检查这里和它前面的引号、逗号和括号 · not JSON: it breaks off at line ${line}, column ${column}; look at the quotes, commas and brackets there and before it`,
      { line, column },
      { cause },
    );
  }
}

function contractOf(json: unknown, repeated: readonly string[]): Contract {
  const prototypes = boundValue(json);
  const parsed = Contract.safeParse(json);
  const problems = isWrapped(json)
    ? [WRAPPED]
    : unique([
        ...repeated.map((pointer) =>
          problem(pointer, "contract.duplicate_key", "同一项写了两次，请只保留一个"),
        ),
        ...prototypes.map((pointer) =>
          problem(pointer, "contract.unknown_key", "合同数据没有“__proto__”这一项，请删去"),
        ),
        ...(parsed.success ? [] : shapeProblems(parsed.error.issues, json)),
        ...repeatedEntries(json),
      ]);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ContractError(
    "contract.wrong_shape",
    `合同数据有 ${problems.length} 处不合格式，请逐条改正后重新提交 · the contract data do not fit in ${problems.length === 1 ? "one place" : `${problems.length} places`}; mend each and send them again`,
    {
      problems: problems.slice(0, LISTED),
      total: problems.length,
    },
  );
}

/**
 * Whether somebody sent `{"contract": {…}}`, as another call wants it, where the contract itself is asked: whatever is in
 * it, a contract has no key of that name.
 */
function isWrapped(json: unknown): boolean {
  const inner = ownValue(json, "contract");
  return ownValue(json, "schema") === undefined && typeof inner === "object" && inner !== null;
}

const problem = (pointer: string, code: ContractProblem["code"], detail: string): ContractProblem => ({
  pointer,
  code,
  detail,
});

const WRAPPED = problem(
  "/contract",
  "contract.unknown_key",
  "这里要的是合同本身：请直接发送 contract 里面的内容，不要放在 contract 里 · send the contract itself, not inside contract",
);

function unique(problems: readonly ContractProblem[]): readonly ContractProblem[] {
  const seen = new Set<string>();
  return problems.filter(
    ({ pointer, code }) => !seen.has(`${code} ${pointer}`) && seen.add(`${code} ${pointer}`),
  );
}

/** Seats and attachment numbers are names: signature fields and 附件N in the text point at one of them only. */
function repeatedEntries(json: unknown): readonly ContractProblem[] {
  return [
    ...repeats(json, { list: "parties", key: "seat" }).map((pointer) =>
      problem(pointer, "contract.duplicate_seat", "两个当事人用了同一席位，请改为甲方、乙方、丙方各一"),
    ),
    ...repeats(json, { list: "attachments", key: "no" }).map((pointer) =>
      problem(pointer, "contract.duplicate_attachment", "附件编号重复，请重新编号"),
    ),
  ];
}

function repeats(json: unknown, names: { readonly list: string; readonly key: string }): readonly string[] {
  const entries = ownValue(json, names.list);
  if (!Array.isArray(entries)) return [];
  const values = entries.map((entry: unknown) => ownValue(entry, names.key));
  return values.flatMap((value, at) =>
    value !== undefined && value !== null && values.indexOf(value) < at
      ? [`/${names.list}/${at}/${names.key}`]
      : [],
  );
}
