import { partyField } from "./labels.ts";

/**
 * Labels set apart from their values by nothing but a gap, with the colons they stand for: 「地址⇥河北省……」,
 * 「联系人⇥苗青禾⇥手机⇥18733508216」, 「托管人⇥某某公司⇥（乙方）」. Any other line stays as it is.
 */
export function withColons(text: string): string {
  const pieces = text.split("\t").map((piece) => piece.trim());
  const seated = /^[（(]([甲乙丙]方)[）)]$/u.exec(pieces[2] ?? "")?.[1];
  if (seated !== undefined && pieces.length === 3 && (pieces[0] ?? "").length <= 8)
    return `${seated}（${pieces[0]}）：${pieces[1]}`;
  const isPaired =
    pieces.length >= 2 &&
    pieces.length % 2 === 0 &&
    pieces.every((piece, at) =>
      at % 2 === 0
        ? !/[：:]/u.test(piece) && partyField(piece) !== undefined
        : piece !== "" && partyField(piece) === undefined,
    );
  if (!isPaired) return text;
  return pieces
    .flatMap((piece, at) => (at % 2 === 0 ? [`${piece}：${pieces[at + 1] ?? ""}`] : []))
    .join("\t");
}
