import type { z } from "zod";
import { chineseIssue } from "../../kit/chinese-issue.ts";
import { type FormKind, formOf } from "../../../schemas/forms/index.ts";
import type { FormData } from "../../document/forms/form-document.ts";
import { pointerStep } from "../../kit/json-value.ts";
import { FormError } from "./form-error.ts";

/** The form of an id. Throws `form.unknown`. */
export function needForm(id: string): FormKind {
  const form = formOf(id);
  if (form !== undefined) return form;
  throw new FormError(
    "form.unknown",
    "没有这种表单，可用的表单见 /v1/forms 或 zhiqi form list · there is no such form; /v1/forms and zhiqi form list name them",
    { id },
  );
}

/** A form's data in the shape of its schema. Throws `form.wrong_shape` with every defect and its place. */
export function readFormData(form: FormKind, json: unknown): FormData {
  const parsed = form.schema.safeParse(json, { error: chineseIssue });
  if (parsed.success) return parsed.data;
  throw new FormError("form.wrong_shape", "内容不符合这种表单的要求，请按逐项的说明改正", {
    problems: parsed.error.issues.flatMap(problemsOf),
  });
}

type Problem = { readonly pointer: string; readonly code: string; readonly detail: string };

/** A key too many is named itself, not only the group it stands in. */
function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  const pointer = issue.path.map((step) => pointerStep(String(step))).join("");
  if (issue.code !== "unrecognized_keys") return [{ pointer, code: issue.code, detail: issue.message }];
  return issue.keys.map((key) => ({
    pointer: pointer + pointerStep(key),
    code: issue.code,
    detail: "这种表单没有这一项，请核对名称",
  }));
}
