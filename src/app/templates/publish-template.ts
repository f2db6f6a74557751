import type { TemplateView } from "../../../schemas/api/template.ts";
import type { LintReport } from "../../../schemas/api/template-lint.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { settles } from "../once.ts";
import { storedBytes } from "../stored-file.ts";
import { ownTemplate, templateView, useOf } from "./own-template.ts";
import { lintOf } from "./template-desk.ts";

/**
 * Lets contracts be drafted with a template. It is linted anew: what was fine when it was uploaded may not be fine by
 * today's fields. Publishing twice is publishing once. Throws `app.template_blocked` with every error and its place.
 */
export async function publishTemplate(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<TemplateView> {
  needScope(caller, "templates:write");
  return decide(async () => {
    const record = await ownTemplate(house, caller, id);
    if (record.state === "published") return templateView(record);
    refuseErrors(await lintOf(await storedBytes(house, record.digest), useOf(record)));
    const now = house.clock.now().toISOString();
    const published = {
      ...record,
      state: "published",
      version: record.version + 1,
      publishedAt: now,
    } as const;
    const deed = {
      aggregate: `template:${id}`,
      version: published.version,
      type: "template.published",
      facts: { sha256: record.digest },
    };
    const { state, version, publishedAt } = published;
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { update: "templates", key: { id }, set: { state, version, publishedAt } },
      ...(await settles(house, caller, { kind: "template", id })),
    ]);
    return templateView(published);
  });
}

function refuseErrors(lint: LintReport): void {
  const errors = lint.problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new AppError("app.template_blocked", `模板有 ${errors.length} 处错误，改正后重新上传才能发布`, {
    problems: errors.map(({ code, message, fix, place }) => ({
      pointer: `#/${place.part.replaceAll("/", "~1")}/${place.paragraph ?? ""}`,
      code,
      detail: `${message}${fix}`,
    })),
  });
}
