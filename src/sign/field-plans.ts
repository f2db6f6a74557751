import type { SigningStep } from "../../schemas/api/envelope.ts";
import type { Mark } from "../ports/renderer.ts";

/** Where one signature will stand. All of a document's fields are made at once, before the first signature. */
export type FieldPlan = {
  /** Name of the seat, e.g. `甲方`, `bureau`. Unique in the document; no full stop (it would mean a child field). */
  readonly name: string;
  /** 0-based page. */
  readonly page: number;
  /** x1, y1, x2, y2 in points, origin bottom left. */
  readonly rect: readonly [number, number, number, number];
  /** What assistive software and viewers call the field (/TU), and what an empty field says where a font is given. */
  readonly label: string;
  /** An empty field that says nothing, also where a font is given. */
  readonly quiet?: true | undefined;
};

/** A field that stands in the margin at the top right of a page, whatever its size: the bureau's filing mark. */
export type MarginPlan = Omit<FieldPlan, "rect"> & {
  /** Size, and distance from the right and the top edge, in points. */
  readonly topRight: {
    readonly width: number;
    readonly height: number;
    readonly right: number;
    readonly top: number;
  };
};

/** A field that is never seen: the service's certification. Its widget has no size. */
export type UnseenPlan = Pick<FieldPlan, "name" | "label"> & { readonly unseen: true };

/** Name of the field of a seat's step; 用印 has the seat's own name. */
export const stepFieldName = (seat: string, step: SigningStep): string =>
  step === "用印" ? seat : `${seat}-${step}`;

/** The bureau's field on the contract itself: number and day of 备案, filled and signed when it is filed. */
export const FILING_MARK = "备案";

/** In the upper margin, above the running head of the house's templates (25 mm from the edge) and in line with the text. */
export const filingMarkPlan: MarginPlan = {
  name: FILING_MARK,
  label: "备案编号与日期",
  page: 0,
  topRight: { width: 190, height: 46, right: 73, top: 18 },
  quiet: true,
};

/** The service's own field for a certification before anybody signs. */
export const CERTIFICATION = "知契";
export const certificationPlan: UnseenPlan = { name: CERTIFICATION, label: "知契认证", unseen: true };

const seatLabel = (seat: string): string => (seat === "bureau" ? "备案机关签章处" : `${seat}签章处`);

/** The plans of the marks tagged `sign:<seat>`, in the order of the marks; other marks are left alone. */
export function fieldPlansFromMarks(marks: readonly Mark[], labelOf = seatLabel): FieldPlan[] {
  return marks.flatMap((mark) => {
    if (!mark.tag.startsWith("sign:")) return [];
    const name = mark.tag.slice("sign:".length);
    const rect = [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height] as const;
    return [{ name, page: mark.page, rect, label: labelOf(name) }];
  });
}

/** Room for a signature by hand beside a seal of 45 mm, and between two boxes. */
const HAND_WIDTH = 74;
const GAP = 4;

/**
 * A seat's place divided among its steps: the seal keeps the left of it, the hands stand one below the other at its right. A
 * seat without hands keeps its whole place; one without 用印 gives it to the hands.
 */
export function planSteps(plan: FieldPlan, steps: readonly SigningStep[]): FieldPlan[] {
  const hands = steps.filter((step) => step !== "用印");
  const seals = steps.includes("用印");
  if (hands.length === 0) return seals ? [plan] : [];
  const [x1, y1, x2, y2] = plan.rect;
  const left = seals ? x2 - HAND_WIDTH : x1;
  const height = (y2 - y1 - GAP * (hands.length - 1)) / hands.length;
  const boxes = hands.map((step, at): FieldPlan => {
    const top = y2 - at * (height + GAP);
    const rect = [left, top - height, x2, top] as const;
    return { name: stepFieldName(plan.name, step), page: plan.page, rect, label: `${plan.name}${step}签字` };
  });
  return seals ? [{ ...plan, rect: [x1, y1, left - GAP, y2] }, ...boxes] : boxes;
}
