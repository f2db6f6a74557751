import type { VariantLaw } from "../../schemas/jurisdictions/jurisdiction.ts";

const NOISE = /知识产权|服务|工作|及|与|和|、|的|开展|提供|企业/gu;

const pairsOf = (text: string): ReadonlySet<string> => {
  const signs = Array.from(text.replaceAll(NOISE, ""));
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
};

/** The service of the catalogue a name means, by the pairs of characters they share. */
export function codeFor(
  name: string,
  { catalogue }: VariantLaw,
): { readonly code: string; readonly confidence: number } | undefined {
  const own = pairsOf(name);
  const scored = catalogue
    .map(({ code, name: known }) => {
      const pairs = pairsOf(known);
      const common = [...pairs].filter((pair) => own.has(pair)).length;
      return {
        code,
        score: pairs.size === 0 ? 0 : (2 * common) / (pairs.size + Math.min(own.size, pairs.size + 4)),
      };
    })
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  return best === undefined || best.score < 0.2
    ? undefined
    : { code: best.code, confidence: best.score > 0.5 ? 0.85 : 0.65 };
}
