/** The languages the house answers in. Chinese is the default: the law is Chinese, and so are nearly all readers. */
export type Language = "zh" | "en";

type Wish = { readonly tag: string; readonly weight: number };

function wishOf(part: string): Wish {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}

/**
 * The language of the answer by RFC 9110 §12.5.4: English only when the reader asks for it more than for Chinese
 * (or for it and not for Chinese); anything unreadable, unknown or absent is Chinese.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? "").slice(0, 500).split(",").map(wishOf);
  const weightOf = (language: string): number | undefined =>
    wishes.find((wish) => wish.tag === language || wish.tag.startsWith(`${language}-`))?.weight;
  const chinese = weightOf("zh") ?? 0;
  const english = weightOf("en") ?? 0;
  if (chinese !== english) return english > chinese ? "en" : "zh";
  if (english === 0) return "zh";
  return wishes.findIndex((wish) => wish.tag.startsWith("en")) <
    wishes.findIndex((wish) => wish.tag.startsWith("zh"))
    ? "en"
    : "zh";
}
