/** Kinds of seals of organisations (国发〔1999〕25号; local rules of public security) and what they look like by custom. */

/** A kind of seal: whether a contract may bear it, and how it is drawn unless a place says otherwise. */
export type SealKind = {
  readonly name: string;
  readonly fitForContracts: boolean;
  readonly star: boolean;
  /** Diameters in millimetres by custom, the usual one first; none exceeds 45 but the contract seal with bank details. */
  readonly diameters: readonly number[];
};

/** Every kind the trade knows; the official seal is the one without another name. */
export const SEAL_KINDS: readonly SealKind[] = [
  { name: "公章", fitForContracts: true, star: true, diameters: [40, 42, 38, 45] },
  { name: "合同专用章", fitForContracts: true, star: false, diameters: [40, 58, 38] },
  { name: "财务专用章", fitForContracts: false, star: false, diameters: [38, 40] },
  { name: "发票专用章", fitForContracts: false, star: false, diameters: [40] },
  { name: "人事专用章", fitForContracts: false, star: false, diameters: [38, 40] },
  { name: "部门章", fitForContracts: false, star: false, diameters: [38, 40] },
  { name: "法定代表人名章", fitForContracts: false, star: false, diameters: [18, 20] },
];

/** The kind a text names, whatever stands around it (电子、行政, a number in brackets); undefined for none or for two. */
export function sealKind(text: string): SealKind | undefined {
  const named = SEAL_KINDS.filter(({ name }) => text.includes(name.replace("专用章", "")));
  return named.length === 1 ? named[0] : undefined;
}

/** Whether a text is a seal's number: thirteen or fourteen digits, without a check digit; it proves nothing. */
export const isSealNumber = (text: string): boolean => /^\d{13,14}$/.test(text);
