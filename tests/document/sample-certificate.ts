import type { SigningCertificateFacts } from "../../src/document/signing-certificate-document.ts";

const signer = (
  seat: string,
  organisation: string,
  uscc: string,
): SigningCertificateFacts["signers"][number] => ({
  seat,
  organisation,
  uscc,
  signer: seat === "甲方" ? "周启明" : "林知远",
  role: "法定代表人",
  step: "签署并盖章",
  sentTo: "138****5678，由发起方提供",
  identity: "凭发往该号码的一次性验证码",
  consent: "签署声明、个人信息告知，版本 2026-11",
  read: "2026-11-20 10:02 起，2026-11-20 10:09 确认已读",
  signedAt: "2026-11-20 10:11（北京时间）",
  mark: "合同专用章（图形，不是电子印章）",
  key: "一次签署专用的密钥",
  certificate: "本系统签发的证书",
  time: "本系统时间戳",
  sha256: "3f5a1c9be07d24688ad1f20b9c4e7735d1b0e6a2947f8c35b6de01427a98cf13",
});

/** A certificate of completion of two signers; invented people and organisations. */
export const SAMPLE_CERTIFICATE: SigningCertificateFacts = {
  testMode: false,
  title: "知识产权托管服务合同",
  contractNo: "ZT-2026-0018",
  sender: "石家庄衡信知识产权服务有限公司",
  envelopeId: "env_01JDMK5Q8Z",
  sentAt: "2026-11-20 09:58",
  completedAt: "2026-11-20 10:31",
  pages: 9,
  sentSha256: "9c1de07d24688ad1f20b9c4e7735d1b0e6a2947f8c35b6de01427a98cf133f5a",
  finalSha256: "b0e6a2947f8c35b6de01427a98cf133f5a1c9be07d24688ad1f20b9c4e7735d1",
  signers: [
    signer("甲方", "石家庄恒砺传感科技有限公司", "91130108MAXX00138J"),
    signer("乙方", "石家庄衡信知识产权服务有限公司", "91130104MAXX00219T"),
  ],
  events: [
    { at: "2026-11-20 09:58（北京时间）", who: "石家庄衡信知识产权服务有限公司", what: "发出签署" },
    { at: "2026-11-20 10:11（北京时间）", who: "周启明", what: "签署" },
    { at: "2026-11-20 10:31（北京时间）", who: "林知远", what: "签署" },
  ],
  notes: ["本证明由系统依签署记录生成，不证明合同内容真实、合法。"],
};
