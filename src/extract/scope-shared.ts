import type { Source } from "./gathering.ts";
import type { Outline } from "./outline.ts";
import { at, sentencesIn } from "./sentences.ts";
import { deliverableIn, dueIn } from "./service-details.ts";

/** Words that were found, and where. */
export type Found = { readonly text: string; readonly source: Source };

/** When all services are due, and what is handed over for all of them. */
export type Shared = { readonly due: Found | undefined; readonly deliverable: Found | undefined };

/** What is said of all services at once. */
export function sharedOf(outline: Outline): Shared {
  const sentences = outline.clauses.flatMap(sentencesIn);
  const due = sentences.find(
    ({ text }) =>
      /(?:上述|以上|各项|全部|所有|前款)[^。；]{0,16}(?:服务|事项|工作|成果)[^。；]{0,30}(?:完成|交付|提交)/u.test(
        text,
      ) && dueIn(text) !== undefined,
  );
  const deliverable = sentences.find(
    ({ text }) =>
      /(?:上述|以上|各项|全部|每项)[^。；]{0,16}(?:服务|事项|工作|成果)[^。；]{0,30}(?:提交|交付|形成|出具|书面)/u.test(
        text,
      ) && deliverableIn(text) !== undefined,
  );
  return {
    due: due === undefined ? undefined : { text: dueIn(due.text) ?? "", source: at(due, 0.7) },
    deliverable:
      deliverable === undefined
        ? undefined
        : { text: deliverableIn(deliverable.text) ?? "", source: at(deliverable, 0.7) },
  };
}
