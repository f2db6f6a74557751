import { Page } from "./page.tsx";

/** What this is, and the ways in. */
export function HomePage() {
  return (
    <Page title="知识产权托管合同服务">
      <h1>知识产权托管合同，从起草到可验证的备案回执</h1>
      <p class="lead">
        托管机构提交数据，得到一份逐项核对过合同基本要素的省级托管合同；各方各自签署；主管部门审核备案，出具任何人都能验证的回执。
      </p>
      <div class="sheet">
        <ul class="links">
          <li>
            <a href="/verify">核验合同或回执</a>
            <small>输入回执编号，或打开 PDF，在您的浏览器里核验，文件不上传。无需登录。</small>
          </li>
          <li>
            <a href="/reference">接口文档</a>
            <small>
              所有功能都可通过 <code>/v1</code> 接口使用，OpenAPI 3.1 文件见{" "}
              <a href="/openapi.json">openapi.json</a>。
            </small>
          </li>
          <li>
            <a href="/readyz">运行状态</a>
            <small>数据库、文件存储、字体与签名密钥是否就绪。</small>
          </li>
        </ul>
      </div>
      <h2>关于信任</h2>
      <p>
        我们把证书、时间、身份、密钥四件事分别说明，不合成一个勾。使用内置演示证书时，签名能证明文件未被改动，但不构成《电子签名法》第十三条所称的可靠电子签名。
      </p>
      <p class="note" lang="en">
        Zhiqi drafts, checks, signs and files intellectual-property custody contracts, and issues receipts
        that anybody can verify. Answers come in English when your client asks for it.
      </p>
    </Page>
  );
}
