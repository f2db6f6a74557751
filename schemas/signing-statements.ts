/** A text that a signer agrees to, in both languages; a changed word is a new version, and old versions stay. */
export type SigningStatement = {
  readonly version: string;
  readonly title: readonly [zh: string, en: string];
  readonly text: readonly (readonly [zh: string, en: string])[];
};

/** 签署声明: what signing here means (电子签名法 §3, §13, §14; 民法典 §469, §490). */
export const SIGNING_STATEMENT: SigningStatement = {
  version: "2026-11.2",
  title: ["签署声明", "Statement on signing"],
  text: [
    [
      "我是本步骤所列的签署人本人，有权代表所列单位签署；我同意以电子签名的方式签署本合同。",
      "I am the person named for this step and entitled to sign for the organisation named; I agree to sign this contract electronically.",
    ],
    [
      "我已阅读合同全文。签署后合同对所代表的单位有约束力，不得擅自变更或解除。",
      "I have read the whole contract. Once signed it binds the organisation; it cannot be changed or ended by one side alone.",
    ],
    [
      "签名所用的密钥在我的浏览器中生成，用后即弃；浏览器不能生成密钥、且发起方允许时，改由服务器为这一次签署生成，并如实记录。",
      "The signing key is made in my browser and discarded after use; where the browser cannot make one and the sender allows it, the server makes it for this one signature, and this is recorded.",
    ],
    [
      "手机号（邮箱）由发起方或转交给我的人提供，系统以验证码确认；除页面另有写明外，姓名未经核验。系统不自称可靠电子签名，印章为印章图形。",
      "The phone number (address) was given by the sender, or by whoever handed this step to me, and is confirmed by a code; unless the page says otherwise the name was not verified. No claim of a reliable electronic signature is made; seals are drawings.",
    ],
    [
      "我可以拒签，或者转交给本单位的其他人签署。",
      "I may decline, or hand this step to somebody else of my organisation.",
    ],
  ],
};

/** 个人信息告知: what is kept of the signer, why and how long (个人信息保护法 §17). */
export const PRIVACY_NOTICE: SigningStatement = {
  version: "2026-11.2",
  title: ["个人信息告知", "How personal data are used"],
  text: [
    [
      "处理的信息：姓名、手机号或邮箱、职务、签署时间、浏览器与网络地址的摘要、阅读记录（页数与时长）、您手写的签名。",
      "What is used: name, phone number or mail address, office, time of signing, digests of browser and network address, the record of reading (pages and time), a signature you draw.",
    ],
    [
      "用途：确认由您签署、留存证据、依法备案。不作他用，不向无关的人提供。",
      "Why: to establish that you signed, to keep evidence, to file as the law asks. Nothing else, and nobody else gets them.",
    ],
    [
      "姓名、职务和签署时间写入合同文件，合同各方和备案机关可以看到；完整的手机号只有提供它的人和本系统知道，此外只用来发送短信、核验身份；对其他人只显示前三位和末四位。",
      "Name, office and time of signing become part of the contract's file, which the parties and the filing authority see; the whole phone number is known to whoever gave it and to this system only, and is used to send messages and to check identity; others see its first three and last four digits.",
    ],
    [
      "保存期限：与合同档案相同。您可以通过发起方或本系统的运营者查询、更正，或者在法律允许时删除。",
      "How long: as long as the contract's file. You can ask the sender or the operator of this system to see, correct, or where the law allows, erase them.",
    ],
  ],
};
