import type { DocumentPlace, ExtractedValue } from "../../schemas/extraction.ts";
import type { Extraction } from "./extract-contract.ts";

/** A value said again in the text: where, in which words. */
export type SaidAgain = { readonly pointer: string; readonly text: string; readonly at: DocumentPlace };

/**
 * Names and numbers of the head that the text repeats otherwise: a party's name with one or two characters changed, another
 * contract number. The rule of agreement (TXT-03) judges them. `signing` tells whether names under the signatures are left
 * to the rule of their own (SIG-03).
 */
export function saidOtherwise(extraction: Extraction, signing: "asked" | "not asked"): readonly SaidAgain[] {
  const names = extraction.values.filter(({ pointer }) => /^\/parties\/\d+\/name$/.test(pointer));
  const under = signing === "asked" ? [] : underSignatures(extraction, names);
  return [
    ...under,
    ...names.flatMap((name) => nearNames(name, names, extraction)),
    ...otherNumbers(extraction),
  ];
}

const wordsOf = ({ value }: ExtractedValue): string => (typeof value === "string" ? value : "");

function underSignatures(
  { signing, values }: Extraction,
  names: readonly ExtractedValue[],
): readonly SaidAgain[] {
  return signing.flatMap(({ seat, name }) => {
    const party = values.find(
      ({ pointer, value }) => /^\/parties\/\d+\/seat$/.test(pointer) && value === seat,
    );
    const known = names.find(
      ({ pointer }) => party !== undefined && pointer === party.pointer.replace(/seat$/, "name"),
    );
    if (known === undefined || name === undefined || /_/.test(wordsOf(known)) || wordsOf(known) === "")
      return [];
    const [one, other] = [folded(name.text), folded(wordsOf(known))];
    // a piece of the name is a line of it, not another name
    const isPiece = other.startsWith(one) || (other.endsWith(one) && one.length < 0.6 * other.length);
    // the other party's own name stands in the next column
    const isTheirs = names.some((each) => each !== known && folded(wordsOf(each)) === one);
    return one === other || isPiece || isTheirs
      ? []
      : [{ pointer: known.pointer, text: name.text, at: name.at }];
  });
}

const folded = (text: string): string => text.normalize("NFKC").replaceAll(/[\s（）()]/g, "");

/** Pieces of the text that are a name but for one or two characters. */
function nearNames(
  name: ExtractedValue,
  all: readonly ExtractedValue[],
  { text, signing }: Extraction,
): readonly SaidAgain[] {
  const words = folded(wordsOf(name));
  if (words.length < 8) return [];
  const known = new Set(all.map((each) => folded(wordsOf(each))));
  const ignored = new Set(
    signing.flatMap((block) => (block.name === undefined ? [] : [folded(block.name.text)])),
  );
  const head = Array.from(words.slice(0, 2)).join("");
  const found: SaidAgain[] = [];
  for (const line of text.split("\n")) {
    const plain = folded(line);
    for (let at = plain.indexOf(words.slice(-4)); at >= 0; at = plain.indexOf(words.slice(-4), at + 1)) {
      const piece = plain.slice(Math.max(0, at + 4 - words.length), at + 4);
      if (piece === words || known.has(piece) || ignored.has(piece) || piece.length !== words.length)
        continue;
      const differing = Array.from(piece).filter((sign, index) => sign !== words[index]).length;
      if (differing > 2 || !piece.startsWith(head.slice(0, 1))) continue;
      found.push({ pointer: name.pointer, text: piece, at: { quote: line.slice(0, 120) } });
    }
  }
  return found.slice(0, 3);
}

/** Another number behind 合同编号. */
function otherNumbers({ text, values }: Extraction): readonly SaidAgain[] {
  const number = values.find(({ pointer }) => pointer === "/contractNo");
  if (number === undefined || wordsOf(number).length < 4 || /[_X×]{2}/u.test(wordsOf(number))) return [];
  const found = [...text.matchAll(/合同编号\s*：\s*([A-Za-z0-9〔〕[\]（）()\p{Script=Han}-]{4,40})/gu)].map(
    ([, other = ""]) => other,
  );
  const other = found.find(
    (each) =>
      folded(each) !== folded(wordsOf(number)) &&
      !folded(each).includes(folded(wordsOf(number))) &&
      !folded(wordsOf(number)).includes(folded(each)),
  );
  return other === undefined
    ? []
    : [{ pointer: "/contractNo", text: other, at: { quote: `合同编号：${other}` } }];
}
