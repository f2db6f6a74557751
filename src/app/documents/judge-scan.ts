import type { CheckReport, ReportLanguage } from "../../../schemas/check-report.ts";
import type { Variant } from "../../../schemas/contract.ts";
import type { UnreadElement } from "../../../schemas/extraction.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import { Stage } from "../../../schemas/check-report.ts";
import type { UploadedText } from "../../extract/uploaded-text.ts";
import { ALL_PICTURES, NO_WORDS } from "../../extract/reading-notes.ts";

/** What is asked of a document whose text cannot be read. */
export type ScanCase = {
  readonly uploaded: UploadedText;
  readonly variant: Variant | undefined;
  readonly stage: Stage;
  readonly asOf: string;
  readonly file: string;
  readonly language?: ReportLanguage | undefined;
};

/**
 * A scan without text, or pages nothing could be read of: nothing is judged and nothing guessed. Every rule that could block stands on the reviewer's form as a
 * question, in the catalogue's order.
 */
export function judgeScan({ uploaded, variant, stage, asOf, file, language }: ScanCase): CheckReport {
  const english = language === "en";
  const id = variant ?? "HB-2P";
  const law = lawFor(id);
  const rules = law.rules.filter(
    (rule) =>
      Stage.options.indexOf(rule.stage) <= Stage.options.indexOf(stage) && rule.findings.M !== undefined,
  );
  const form = rules.map(
    (rule): UnreadElement => ({
      rule: rule.id,
      pointer: "",
      element: (english ? rule.en?.element : undefined) ?? rule.element ?? rule.asks,
      reason: "no_text_layer",
      question:
        english && rule.en !== undefined
          ? `Look at the original: ${rule.en.asks}`
          : `请在原件上查看：${rule.asks}`,
      answer: null,
    }),
  );
  const kind: readonly UnreadElement[] =
    variant === undefined
      ? [
          {
            rule: "",
            pointer: "/variant",
            element: english ? "Kind of contract" : "合同类型",
            reason: "unknown_variant",
            question: english
              ? "Confirm the kind of contract first, then go through the list of that kind"
              : "请先确认合同类型，再按该类型的清单审查",
            answer: null,
          },
        ]
      : [];
  return {
    file,
    variant: id,
    stage,
    asOf,
    verdict: "review",
    findings: [],
    document: {
      format: uploaded.format,
      pages: uploaded.pages,
      text: "none",
      variant: { id, confidence: variant === undefined ? 0 : 1, given: variant !== undefined },
      data: "text",
      values: [],
      unread: [...kind, ...form],
      notes: [
        uploaded.pictured || uploaded.picturePages.length > 0 ? ALL_PICTURES : NO_WORDS,
        ...uploaded.notes,
      ].map((note) => note[language ?? "zh"]),
    },
  };
}
