import rows from "../../schemas/jurisdictions/common/sme-classes.json" with { type: "json" };

/** Classes of enterprises by size (统计上大中小微型企业划分办法（2017）, 国统字〔2017〕213号). */

/** Classes from the largest down. */
export const SME_CLASSES = ["大型", "中型", "小型", "微型"] as const;
export type SmeClass = (typeof SME_CLASSES)[number];

/** What an enterprise is measured by: persons, revenue and assets in units of 10,000 yuan. */
export type SmeFigures = {
  readonly persons?: number | null | undefined;
  readonly revenue?: number | null | undefined;
  readonly assets?: number | null | undefined;
};

/** The sixteen industries of the rule, as it names them. */
export const SME_INDUSTRIES: readonly string[] = rows.map(({ industry }) => industry);

/**
 * The class of an enterprise: the first of 大型, 中型, 小型 whose every lower bound it meets, else 微型. Undefined for an
 * industry the rule does not name or a figure its row needs and that is not given.
 */
export function smeClass(industry: string, figures: SmeFigures): SmeClass | undefined {
  const row = rows.find((each) => each.industry === industry.trim());
  const measured = row?.by.map((measure) => figureOf(figures, measure));
  if (row === undefined || measured?.every((figure) => figure !== undefined) !== true) return undefined;
  const at = row.atLeast.findIndex((bounds) =>
    bounds.every((bound, index) => (measured[index] ?? 0) >= bound),
  );
  return SME_CLASSES[at < 0 ? 3 : at];
}

function figureOf(figures: SmeFigures, measure: string): number | undefined {
  if (measure === "persons") return figures.persons ?? undefined;
  return (measure === "revenue" ? figures.revenue : figures.assets) ?? undefined;
}
