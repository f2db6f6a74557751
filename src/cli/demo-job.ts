import type { CheckReport } from "../../schemas/check-report.ts";
import type { VerificationReport } from "../../schemas/verification.ts";
import { acceptFiling } from "../app/accept-filing.ts";
import { authenticate } from "../app/authenticate.ts";
import type { Caller } from "../app/caller.ts";
import { checkContract } from "../app/check-contract.ts";
import { contractFile } from "../app/contract-file.ts";
import { createContract } from "../app/create-contract.ts";
import { drainOutbox } from "../app/drain-outbox.ts";
import { getReceipt } from "../app/get-receipt.ts";
import type { House } from "../app/house.ts";
import { receiptFile } from "../app/receipt-file.ts";
import { seedDemo } from "../app/seed-demo.ts";
import { sendEnvelope } from "../app/send-envelope.ts";
import { signEnvelope } from "../app/sign-envelope.ts";
import { submitFiling } from "../app/submit-filing.ts";
import { verifyFile } from "../app/verify-file.ts";
import { certificatePem } from "../kit/pem.ts";
import { demoContract } from "./demo-contract.ts";
import type { DemoTable } from "./demo-table.ts";

type Job = { readonly table: DemoTable; readonly fixture: Parameters<typeof demoContract>[0] };
type Callers = { readonly agency: Caller; readonly enterprise: Caller; readonly bureau: Caller };

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const checked = (report: CheckReport): string => `${report.verdict}，${report.findings.length} 项发现`;
const verified = (report: VerificationReport): string =>
  `${report.verdict}，${countOf(report, "signature")} 个签名、${countOf(report, "timestamp")} 个时间戳，${report.integrity}，${report.filed?.relation ?? "未备案"}`;

const countOf = (report: VerificationReport, kind: "signature" | "timestamp"): number =>
  report.signatures.filter((signature) => signature.kind === kind).length;

/** Every stage of the main job on this house, in order; true when each verdict on the way is the good one. */
export async function runDemo(house: House, { table, fixture }: Job): Promise<boolean> {
  const callers = await enter(house, table);
  const contractId = await draft(house, callers, { table, fixture });
  await sign(house, callers, { table, contractId });
  const filed = await file(house, callers, { table, contractId });
  const receipt = await receive(house, { table, registerNo: filed });
  const reports = await verifyBoth(house, callers, { table, contractId, registerNo: receipt });
  return reports.every(
    (report) => report.verdict === "valid" && report.filed !== null && report.filed.relation !== "unrelated",
  );
}

async function enter(house: House, table: DemoTable): Promise<Callers> {
  return table.step(
    "开户 tenants",
    async () => {
      const tenants = await seedDemo(house);
      return {
        agency: await authenticate(house, tenants.agency.key),
        enterprise: await authenticate(house, tenants.enterprise.key),
        bureau: await authenticate(house, tenants.bureau.key),
      };
    },
    () => ({ outcome: "托管机构、托管企业、市局" }),
  );
}

async function draft(house: House, { agency }: Callers, { table, fixture }: Job): Promise<string> {
  const contract = demoContract(fixture, house.clock.now());
  const created = await table.step(
    "起草与核对 draft, check",
    () => createContract(house, agency, { contract }),
    ({ check }) => ({
      outcome: checked(check),
      files: { "contract.json": json(contract), "check.json": json(check) },
    }),
  );
  await table.step(
    "生成 DOCX fill",
    () => contractFile(house, agency, { id: created.id, kind: "docx" }),
    ({ bytes }) => ({ outcome: `${bytes.length} 字节`, files: { "contract.docx": bytes } }),
  );
  return created.id;
}

async function sign(
  house: House,
  callers: Callers,
  at: { readonly table: DemoTable; readonly contractId: string },
): Promise<void> {
  const { agency, enterprise } = callers;
  const pdf = () => contractFile(house, agency, { id: at.contractId, kind: "pdf" });
  const sent = await at.table.step(
    "排版与发出 lay out, send",
    async () => ({
      envelope: await sendEnvelope(house, agency, { contract_id: at.contractId }),
      file: await pdf(),
    }),
    ({ envelope, file }) => ({
      outcome: `${envelope.pages} 页，${envelope.steps.length} 个签名域`,
      files: { "contract.pdf": file.bytes },
    }),
  );
  for (const [seat, caller, signer, file] of [
    ["甲方", enterprise, "周启明", "contract-1.pdf"],
    ["乙方", agency, "许知远", "contract-signed.pdf"],
  ] as const) {
    await at.table.step(
      `${seat}签署 sign`,
      () =>
        signEnvelope(house, caller, {
          id: sent.envelope.id,
          seat,
          signer,
          signer_role: "法定代表人",
          seal_type: "合同专用章",
        }),
      (signed) => ({ outcome: `${signer}，${signed.state}` }),
    );
    await at.table.step("取回 fetch", pdf, ({ bytes }) => ({
      outcome: `${bytes.length} 字节`,
      files: { [file]: bytes },
    }));
  }
}

async function file(
  house: House,
  callers: Callers,
  at: { readonly table: DemoTable; readonly contractId: string },
): Promise<string> {
  const { agency, bureau } = callers;
  const filing = await at.table.step(
    "提交备案 file",
    () =>
      submitFiling(house, agency, {
        contract_id: at.contractId,
        sme_class: "小型",
        technology_based: true,
        first_signing: true,
      }),
    ({ authority, verdict, due_on }) => ({ outcome: `${authority}，${verdict}，期限 ${due_on}` }),
  );
  await at.table.step(
    "备案核对 check at file",
    () => checkContract(house, agency, { id: at.contractId, stage: "file" }),
    (report) => ({ outcome: checked(report), files: { "check-file.json": json(report) } }),
  );
  const accepted = await at.table.step(
    "市局备案 accept",
    () => acceptFiling(house, bureau, { id: filing.id }),
    ({ formal_no, register_no }) => ({ outcome: `${formal_no}，${register_no}` }),
  );
  return accepted.register_no ?? "";
}

async function receive(
  house: House,
  at: { readonly table: DemoTable; readonly registerNo: string },
): Promise<string> {
  await at.table.step(
    "回执盖章 seal receipt",
    () => drainOutbox(house, {}),
    ({ done }) => ({ outcome: `${done} 件` }),
  );
  const receipt = await getReceipt(house, { registerNo: at.registerNo });
  await at.table.step(
    "取回执 receipt",
    () => receiptFile(house, { registerNo: at.registerNo }),
    ({ bytes }) => ({
      outcome: receipt.formal_no,
      files: { "receipt.pdf": bytes, "receipt.json": json(receipt) },
    }),
  );
  return receipt.register_no;
}

async function verifyBoth(
  house: House,
  { agency }: Callers,
  at: { readonly table: DemoTable; readonly contractId: string; readonly registerNo: string },
): Promise<VerificationReport[]> {
  const anchors = await house.issuer.anchors();
  const contract = await contractFile(house, agency, { id: at.contractId, kind: "pdf" });
  const receipt = await receiptFile(house, { registerNo: at.registerNo });
  const reports: VerificationReport[] = [];
  for (const [name, { bytes }] of [
    ["contract-filed", contract],
    ["receipt", receipt],
  ] as const) {
    const report = await at.table.step(
      `验证 verify ${name}`,
      () => verifyFile(house, { pdf: bytes, fileName: `${name}.pdf` }),
      (made) => ({
        outcome: verified(made),
        files: {
          [`${name}.pdf`]: bytes,
          [`verify-${name}.json`]: json(made),
          "trust.pem": anchors.map(certificatePem).join(""),
        },
      }),
    );
    reports.push(report);
  }
  return reports;
}
