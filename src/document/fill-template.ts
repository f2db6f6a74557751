import { createReport } from "docx-templates";
import type { Bytes } from "../kit/bytes.ts";
import { DocumentError } from "./document-error.ts";
import { evaluate } from "./expression/evaluate.ts";
import { Budget } from "./expression/limits.ts";
import { NAMED_FUNCTIONS } from "./expression/named-functions.ts";
import { BLANK, isPlain, type Scope } from "./expression/scope.ts";
import { faultOf } from "./fault-of.ts";
import { asMarkup } from "./late-text.ts";
import { isTurn } from "./lean-part.ts";
import { filledParts } from "./open-template.ts";
import { packDocx } from "./pack-docx.ts";
import { pictureOf } from "./picture.ts";
import { type CheckedTemplate, type PreparedTemplate, prepareTemplate } from "./prepare-template.ts";
import { printable } from "./printable.ts";
import { Reads } from "./reads.ts";
import { type CommandKind, DELIMITERS } from "./template-commands.ts";

/** A template and what goes into it. Names of `values` are the names the template uses. */
export type Filling = { readonly template: Bytes; readonly values: Readonly<Record<string, unknown>> };

/** The filled document, and how values and template met. */
export type Filled = {
  readonly docx: Bytes;
  /** Expressions that found nothing and left a blank. */
  readonly missing: readonly string[];
  /** Values that no command read, such as `fee.account.no` or `scope[].code`; at most 500. */
  readonly unused: readonly string[];
};

/** No XML text can hold it and no value may: text in values never turns into markup. */
const LITERAL_XML = "\u0001";
/** Nodes walked, loops included. An honest contract needs some 20,000. */
const WALK = 400_000;
/** Characters of values with their escapes. */
const LARGEST_TEXT = 30_000_000;

/**
 * Fills a Word template. Expressions are read by our own small language on every runtime; values are only ever text:
 * command marks in them come out as they are. A missing value prints a visible blank and is listed, and so is a value that
 * nothing read. The same input gives the same bytes. Throws DocumentError; `facts.problems` lists every command at fault.
 */
export async function fillTemplate({ template, values }: Filling): Promise<Filled> {
  const { lean, leanest, kinds } = await prepareTemplate(template);
  refuseReserved(values);
  try {
    return await filledFrom(leanest, kinds, values);
  } catch {
    // What is at fault is told in one list, in reading order: the filler answers every command and finds it.
    return filledFrom(lean, kinds, values);
  }
}

async function filledFrom(
  template: CheckedTemplate,
  kinds: PreparedTemplate["kinds"],
  values: Filling["values"],
): Promise<Filled> {
  const missing = new Set<string>();
  const reads = new Reads();
  const answer = answering({ kinds, values, missing, reads });
  const turns: Readonly<Record<string, unknown>>[] = [];
  const filled = await filledBytes(template.checked, (code, loops) =>
    isTurn(code) ? String(turns.push(loops) - 1) : answer(code, loops),
  );
  let room = LARGEST_TEXT;
  const parts = template.restore(filledParts(filled), (code, turn) => {
    const value = answer(code, turns[Number(turn)] ?? {});
    // A command that prints has words, or nothing where the same expression is also tested.
    const text = typeof value === "string" ? asMarkup(value) : "";
    room -= text.length;
    if (room < 0) throw new DocumentError("document.output_too_large", "填写后的文档过大，请减少数据");
    return text;
  });
  return {
    docx: packDocx(parts, "packed"),
    missing: [...kinds.keys()].filter((code) => missing.has(code)),
    unused: reads.unused(values),
  };
}

type Answering = {
  readonly kinds: PreparedTemplate["kinds"];
  readonly values: Filling["values"];
  readonly missing: Set<string>;
  readonly reads: Reads;
};

/** Answers commands within one budget, noting what was read and what was missing. */
function answering({ kinds, values, missing, reads }: Answering): Answer {
  const onRead: Scope["onRead"] = (holder, name) => reads.note(holder, name);
  const fixed = { functions: NAMED_FUNCTIONS, budget: new Budget(), onRead };
  return (code, loops) => {
    const onBlank = (): void => void missing.add(code);
    const given: Scope = { ...fixed, names: values, outer: undefined, onBlank };
    const scope: Scope = { ...fixed, names: loops, outer: given, onBlank };
    const used = kinds.get(code);
    if (used === undefined) throw new DocumentError("document.template_broken", "命令的写法前后不一致");
    return fitting(evaluate(code, scope), used, scope);
  };
}

/** `loops` are the variables of the FORs around: `$item`, `$idx`. */
type Answer = (code: string, loops: Readonly<Record<string, unknown>>) => unknown;

async function filledBytes(template: Bytes, answer: Answer): Promise<Uint8Array> {
  try {
    return await createReport({
      template,
      // the filler copies what it is given at every command; the values stay with us
      data: {},
      cmdDelimiter: DELIMITERS,
      literalXmlDelimiter: LITERAL_XML,
      processLineBreaksAsNewText: true,
      fixSmartQuotes: true,
      failFast: false,
      indentXml: false,
      maximumWalkingDepth: WALK,
      // 0 means the slowest to its zip library
      compressionLevel: 1,
      runJs: ({ sandbox }) => ({
        // nothing is carried from one command to the next
        modifiedSandbox: { __code__: undefined, __result__: undefined },
        result: answer((sandbox.__code__ ?? "").trim(), sandbox),
      }),
    });
  } catch (error) {
    throw faultOf(error);
  }
}

/** What the commands that use an expression can do with its value. */
function fitting(value: unknown, kinds: ReadonlySet<CommandKind>, scope: Scope): unknown {
  if (kinds.has("IMAGE")) {
    if (isPlain(value)) for (const name of Object.keys(value)) scope.onRead?.(value, name);
    return value === undefined || value === null ? value : pictureOf(value);
  }
  if (kinds.has("FOR") && !Array.isArray(value))
    throw new DocumentError("document.expression_failed", "FOR 命令需要一个列表");
  if (!kinds.has("INS")) return value;
  if (value !== undefined && value !== null) return printable(value, scope.budget);
  // An IF over the same expression must still read it as absent.
  if (kinds.has("IF")) return value;
  scope.onBlank();
  return BLANK;
}

function refuseReserved(values: Filling["values"]): void {
  const reserved = Object.keys(values).find((name) => name.startsWith("__") || name.startsWith("$"));
  if (reserved !== undefined || !isPlain(values))
    throw new DocumentError("document.values_refused", "数据的名称不得以 $ 或 __ 开头", {
      name: reserved ?? "",
    });
}
