import type { Contract } from "../../schemas/contract.ts";
import type { Bytes } from "../kit/bytes.ts";
import { AppError } from "./app-error.ts";
import type { House } from "./house.ts";

const bare = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

/** Values that the template prints as they are, by their place in the contract. */
function shownValues(contract: Contract): [pointer: string, text: string][] {
  const parties = (contract.parties ?? []).flatMap((party, at): [string, string | null | undefined][] => [
    [`/parties/${at}/name`, party.name],
    [`/parties/${at}/uscc`, party.uscc],
    [`/parties/${at}/legalRep`, party.legalRep],
  ]);
  const values: [string, string | null | undefined][] = [
    ["/contractNo", contract.contractNo],
    ["/fee/amountCn", contract.fee?.amountCn],
    ...parties,
  ];
  return values.filter((value): value is [string, string] => (value[1] ?? "") !== "");
}

/**
 * Proves that the PDF's text shows the contract's values, before anybody signs it (design.md decision 4). Without a text
 * reader in the house nothing is proved. Throws `app.text_differs`: that is our fault, and nothing was sent.
 */
export async function proveText(house: Pick<House, "textOf">, pdf: Bytes, contract: Contract): Promise<void> {
  if (house.textOf === undefined) return;
  const text = bare(await house.textOf(pdf));
  const missing = shownValues(contract).filter(([, value]) => !text.includes(bare(value)));
  if (missing.length === 0) return;
  throw new AppError("app.text_differs", "生成的文件与合同数据不一致，没有发出，请联系我们", {
    pointers: missing.map(([pointer]) => pointer),
  });
}
