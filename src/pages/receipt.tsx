import type { ReceiptView } from "../../schemas/api/receipt.ts";
import { Facts, Page } from "./page.tsx";
import { TrustFacts } from "./trust-facts.tsx";
import { VerifyForms } from "./verify.tsx";

/** Where the QR code of a receipt leads: what was filed, by whom, with whom, and what that does and does not prove. */
export function ReceiptPage(props: { readonly receipt: ReceiptView }) {
  const { receipt } = props;
  const ready = receipt.state === "ready";
  return (
    <Page title={`备案回执 ${receipt.register_no}`}>
      <p class="note">知识产权托管合同备案回执</p>
      <h1>{receipt.title}</h1>
      <p>
        <span class={`verdict ${ready ? "good" : "unsure"}`}>{ready ? "已备案" : "已备案，回执盖章中"}</span>
      </p>
      <div class="sheet">
        <Facts
          facts={[
            ["登记编号", <span class="number">{receipt.register_no}</span>],
            ["备案文号", receipt.formal_no],
            ["备案机关", receipt.authority],
            ["备案日期", receipt.filed_on],
            ["合同编号", receipt.contract_no],
            ["托管机构", receipt.agency],
            ["托管企业", receipt.enterprise],
            ["备案文件 SHA-256", <span class="number">{receipt.filed_sha256}</span>],
            [
              "回执文件 SHA-256",
              receipt.receipt_sha256 === null ? null : <span class="number">{receipt.receipt_sha256}</span>,
            ],
          ]}
        />
        {ready ? (
          <a class="button" href={`/v1/receipts/${receipt.register_no}/receipt.pdf`} download>
            下载回执 PDF
          </a>
        ) : (
          <p class="note">回执正在盖章，通常几秒钟完成，请稍后刷新。</p>
        )}
      </div>
      <h2>这说明什么</h2>
      <p>
        备案机关收到并备案了 SHA-256
        与上面一致的那一份合同。要知道您手里的文件是不是那一份，请在下面上传核验。
      </p>
      <p class="note">
        备案不评价合同内容是否公平，也不保证履行。回执上的印章为印章图形，效力来自文件内的数字签名；签名证书由谁签发、是否有可信时间，以核验结果逐项所示为准。
      </p>
      {receipt.signatures.length === 0 ? null : <h2>各方签名凭什么</h2>}
      {receipt.signatures.map((signature) => (
        <TrustFacts signature={signature} />
      ))}
      <h2>核验您手里的文件</h2>
      <VerifyForms />
    </Page>
  );
}
