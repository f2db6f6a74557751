import type { ReceiptFacts } from "../../src/document/receipt-document.ts";
import { sample } from "./docx.ts";

/** A receipt for V1. */
export function receiptOfV1(): ReceiptFacts {
  const contract = sample("V1");
  return {
    authority: "石家庄市市场监督管理局（知识产权局）",
    formalNo: "冀知托备〔2022〕1号",
    registerNo: "130100-2022-000001-K",
    contract: {
      title: contract.title ?? "",
      contractNo: contract.contractNo ?? "",
      mode: contract.mode ?? "",
      signDate: contract.signDate ?? null,
      term: { start: contract.term?.start ?? "", end: contract.term?.end ?? "" },
    },
    parties: (contract.parties ?? []).map(({ seat, name, uscc }) => ({
      seat,
      name: name ?? "",
      uscc: uscc ?? "",
    })),
    agency: { name: contract.parties?.[1]?.name ?? "", filingNo: contract.filing?.agencyFilingNo ?? null },
    filedOn: "2022-04-02",
    sha256: "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
    verifyUrl: "https://zhiqi.example.cn/r/130100-2022-000001-K",
  };
}
