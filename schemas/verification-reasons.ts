/** What a reason does to the verdict. A `note` only tells; the integrity is a fact of its own and is never lowered by trust. */
export type ReasonEffect = "invalid" | "indeterminate" | "note";

type Reason = {
  /** Rule of the verifier it belongs to, V1–V19. */
  readonly rule: string;
  readonly effect: ReasonEffect;
  readonly question: { readonly zh: string; readonly en: string };
  readonly answer: { readonly zh: string; readonly en: string };
};

const reason = (
  head: `V${number} ${ReasonEffect}`,
  question: [zh: string, en: string],
  answer: [zh: string, en: string],
): Reason => {
  const [rule = "", effect] = head.split(" ");
  return {
    rule,
    effect: effect === "invalid" || effect === "note" ? effect : "indeterminate",
    question: { zh: question[0], en: question[1] },
    answer: { zh: answer[0], en: answer[1] },
  };
};

const READABLE: [string, string] = [
  "文件能按标准严格读取吗？",
  "Can the file be read strictly by the standard?",
];
const IS_SIGNATURE: [string, string] = ["这是一个完好的签名域吗？", "Is this a sound signature field?"];
const COVERED: [string, string] = [
  "签名覆盖了它应覆盖的全部字节吗？",
  "Does the signature cover every byte it should?",
];
const CRYPTOGRAPHY: [string, string] = [
  "签名的密码学校验通过吗？",
  "Does the cryptography of the signature hold?",
];
const TRUSTED: [string, string] = ["证书可信吗？", "Is the certificate trusted?"];
const TIMELY: [string, string] = ["签名时证书有效吗？", "Was the certificate valid when it signed?"];
const CHANGED: [string, string] = [
  "签名之后的改动都是允许的吗？",
  "Is every change after the signature allowed?",
];

/** The closed list of reasons, with a question and an answer for people. Codes are public: never renamed, only retired. */
export const REASONS = {
  "verify.malformed": reason("V1 invalid", READABLE, [
    "不能。文件不符合 PDF 语法，或需要“修复”才能打开。",
    "No. It breaks PDF syntax or opens only after repair.",
  ]),
  "verify.not_a_pdf": reason("V1 invalid", READABLE, [
    "不能。这不是 PDF 文件，没有可以核验的电子签名；请选择签署后的 PDF。",
    "No. This is not a PDF, so there is no signature to verify; choose the signed PDF.",
  ]),
  "verify.too_large": reason("V1 invalid", READABLE, [
    "不能。文件超出了验证的大小或数量上限。",
    "No. It is beyond the limits of size or number.",
  ]),
  "verify.encrypted": reason("V1 invalid", READABLE, [
    "不能。文件已加密，请先解密。",
    "No. It is encrypted; decrypt it first.",
  ]),
  "verify.bytes_after_end": reason("V4 invalid", READABLE, [
    "不能。文件结束标志之后还有内容。",
    "No. There are bytes behind its end marker.",
  ]),
  "verify.no_signature": reason(
    "V2 note",
    ["文件有签名吗？", "Is the file signed?"],
    ["没有签名。", "It carries no signature."],
  ),
  "verify.signature_unreachable": reason("V2 invalid", IS_SIGNATURE, [
    "不是。文件里有签名内容，但没有可到达的签名域。",
    "No. Signature bytes exist that no field leads to.",
  ]),
  "verify.signature_value_unsound": reason("V2 invalid", IS_SIGNATURE, [
    "不是。签名字典缺失、共用、重复键或未直接存放在文件中。",
    "No. Its dictionary is missing, shared, repeats keys or is not stored in the file itself.",
  ]),
  "verify.byte_range_unsound": reason("V3 invalid", COVERED, [
    "没有。ByteRange 缺失、重复或数值不合理。",
    "No. Its ByteRange is missing, repeated or impossible.",
  ]),
  "verify.contents_unsound": reason("V3 invalid", COVERED, [
    "没有。未签名的空隙不正好是签名值本身。",
    "No. The unsigned gap is not exactly the signature value.",
  ]),
  "verify.contents_padding": reason("V3 invalid", COVERED, [
    "没有。签名值后的填充不全为零，可能藏有内容。",
    "No. The padding behind the signature value is not all zeros.",
  ]),
  "verify.coverage_partial": reason("V4 invalid", COVERED, [
    "没有。签名范围没有止于一个完整的版本。",
    "No. The signed range does not end a complete revision.",
  ]),
  "verify.signed_revision_unreadable": reason("V5 invalid", COVERED, [
    "没有。单看被签名的那一版，无法读出同一个签名。",
    "No. The signed revision alone does not contain this signature.",
  ]),
  "verify.subfilter_not_allowed": reason("V6 invalid", CRYPTOGRAPHY, [
    "未知。签名格式不在允许之列。",
    "Unknown. The signature format is not one we accept.",
  ]),
  "verify.seal_unsound": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。印章数据不完好：制作者没有签名、使用者不符或不在有效期内。",
    "No. The seal in it is not sound: not signed by its maker, another's, or outside its period.",
  ]),
  "verify.national_algorithms": reason("V8 note", CRYPTOGRAPHY, [
    "通过。使用国密 SM2/SM3；本程序不核实制章者和签发者是否持牌。",
    "It does, with SM2 and SM3; whether maker and issuer are licensed is not checked here.",
  ]),
  "verify.no_signed_attributes": reason("V7 indeterminate", CRYPTOGRAPHY, [
    "通过，但签名没有签名属性：只约束内容，不约束证书，不足为据。",
    "It does, but it has no signed attributes: it binds the content and not the certificate.",
  ]),
  "verify.subfilter_legacy": reason("V6 indeterminate", CRYPTOGRAPHY, [
    "已校验，但签名格式已被淘汰，不足为据。",
    "It was checked, but the signature format is obsolete and nothing to rely on.",
  ]),
  "verify.cms_malformed": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。签名值不是完好的 CMS 结构。",
    "No. The signature value is not a sound CMS.",
  ]),
  "verify.digest_mismatch": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。文件内容与签名时不同。",
    "No. The content is not what was signed.",
  ]),
  "verify.signature_mismatch": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。签名值与证书的公钥不符。",
    "No. The signature does not match the certificate's key.",
  ]),
  "verify.signing_certificate_mismatch": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。签名没有绑定到所附的证书。",
    "No. The signature is not bound to the certificate shown.",
  ]),
  "verify.algorithms_disagree": reason("V7 invalid", CRYPTOGRAPHY, [
    "没有。签名中声明的算法互相矛盾。",
    "No. The algorithms it names contradict each other.",
  ]),
  "verify.unsupported_algorithm": reason("V8 invalid", CRYPTOGRAPHY, [
    "未知。使用了本程序不支持的算法。",
    "Unknown. It uses an algorithm we do not support.",
  ]),
  "verify.weak_algorithm": reason("V8 indeterminate", CRYPTOGRAPHY, [
    "通过，但算法过弱（如 SHA-1、RSA 不足 2048 位），不足为据。",
    "It does, but the algorithm is too weak to rely on (SHA-1, RSA below 2048 bits).",
  ]),
  "verify.issuer_unknown": reason("V9 indeterminate", TRUSTED, [
    "未知。证书不通向任何已配置的信任根。",
    "Unknown. It leads to no configured anchor.",
  ]),
  "verify.issuer_key_differs": reason("V9 indeterminate", TRUSTED, [
    "不可信。颁发者与信任根同名，但密钥不同。",
    "No. The issuer bears an anchor's name but not its key.",
  ]),
  "verify.path_not_allowed": reason("V9 invalid", TRUSTED, [
    "不可信。证书链中有不得签发证书的证书，或有未能理解的关键扩展。",
    "No. A certificate in the path may not issue, or has a critical extension we do not understand.",
  ]),
  "verify.certificate_not_for_signing": reason("V9 invalid", TRUSTED, [
    "不可信。证书的用途不含签名。",
    "No. The certificate is not for signing.",
  ]),
  "verify.certificate_expired_no_trusted_time": reason("V9 indeterminate", TIMELY, [
    "未知。证书现已过期，又没有可信时间证明签名在有效期内。",
    "Unknown. It has expired and no trusted time shows that the signature is older.",
  ]),
  "verify.certificate_not_yet_valid": reason("V9 indeterminate", TIMELY, [
    "未知。在验证时刻证书尚未生效。",
    "Unknown. The certificate is not yet valid at the time of verification.",
  ]),
  "verify.certificate_not_valid_at_trusted_time": reason("V9 invalid", TIMELY, [
    "无效。可信时间不在证书有效期内。",
    "No. The trusted time lies outside its validity.",
  ]),
  "verify.time_claimed_only": reason("V9 note", TIMELY, [
    "签名时间仅为签名者自称。",
    "The signing time is only the signer's claim.",
  ]),
  "verify.timestamp_unsound": reason("V10 indeterminate", TIMELY, [
    "未知。所附时间戳不完好，未予采信。",
    "Unknown. Its timestamp is not sound and was not used.",
  ]),
  "verify.timestamp_untrusted": reason("V10 note", TIMELY, [
    "时间戳的签发者不在信任之列，未予采信。",
    "The issuer of its timestamp is not trusted; it was not used.",
  ]),
  "verify.timestamp_revocation_unknown": reason("V11 note", TIMELY, [
    "时间戳的签发者受信任，但它的吊销情况未能查到，所以时间未予采信。",
    "The issuer of its timestamp is trusted, but whether its certificate still stands could not be learnt; the time was not used.",
  ]),
  "verify.revocation_not_checked": reason("V11 note", TRUSTED, [
    "证书没有给出查询吊销的地方，未查询。",
    "The certificate names no place where its revocation could be asked; it was not asked.",
  ]),
  "verify.certificate_short_lived": reason("V11 note", TRUSTED, [
    "证书有效期很短，按惯例不设吊销查询。",
    "The certificate lives for so few days that its revocation is not asked.",
  ]),
  "verify.issuer_revocation_not_checked": reason("V11 note", TRUSTED, [
    "文件里没有签发机构证书的吊销答复，又没有联网，未查询签发机构是否被吊销。",
    "The file holds no answer about the issuing authority's own certificate and nobody could be asked: whether that was revoked is not known.",
  ]),
  "verify.revocation_unknown": reason("V11 indeterminate", TRUSTED, [
    "未知。证书说明了可以查询吊销，但文件里没有、也没有查到可采信的答复。",
    "Unknown. Its revocation can be asked, but no answer that may be relied upon was found in the file or outside.",
  ]),
  "verify.certificate_revoked": reason("V11 invalid", TRUSTED, [
    "不可信。签名时证书已被吊销。",
    "No. The certificate was revoked when it signed.",
  ]),
  "verify.certificate_revoked_no_trusted_time": reason("V11 indeterminate", TRUSTED, [
    "未知。证书已被吊销，又没有可信时间证明签名在吊销之前。",
    "Unknown. It has been revoked and no trusted time shows that the signature is older.",
  ]),
  "verify.certificate_revoked_later": reason("V11 note", TRUSTED, [
    "可信。证书在签名之后才被吊销。",
    "Yes. It was revoked only after the signature.",
  ]),
  "verify.later_signature": reason("V13 note", CHANGED, ["是。之后只有他人签名。", "Yes. Others signed."]),
  "verify.later_archive": reason("V13 note", CHANGED, [
    "是。之后只追加了归档信息。",
    "Yes. Archive material was added.",
  ]),
  "verify.change_page": reason("V14 invalid", CHANGED, ["不是。页面内容被改动。", "No. A page was changed."]),
  "verify.change_catalog": reason("V14 invalid", CHANGED, [
    "不是。文档目录被改动（如打开动作、附件、图层）。",
    "No. The catalog was changed (open action, attachments, layers …).",
  ]),
  "verify.change_form": reason("V14 invalid", CHANGED, [
    "不是。表单设置或签名域被改动。",
    "No. The form or a field was changed.",
  ]),
  "verify.change_signed_field": reason("V14 invalid", CHANGED, [
    "不是。已签名的域（外观或签名字典）被改动。",
    "No. A signed field, its appearance or dictionary was changed.",
  ]),
  "verify.change_field_added": reason("V13 invalid", CHANGED, [
    "不是。签名后新增了不允许的域。",
    "No. A field was added after signing that may not be.",
  ]),
  "verify.change_field_value": reason("V13 invalid", CHANGED, [
    "不是。签名后改了表单域的内容，而没有签名声明允许填写。",
    "No. A form field was given another value, and no signature says that fields may still be filled.",
  ]),
  "verify.covers_content": reason("V16 invalid", CHANGED, [
    "不是。签名后加上的签名框或批注盖住了原有的文字、图片或签名框。",
    "No. A field or annotation added after signing lies over text, a picture or a field that was there.",
  ]),
  "verify.later_field_value": reason("V13 note", CHANGED, [
    "是。之后填写了签名者声明可以填写的表单域。",
    "Yes. Form fields were filled that the signer left open.",
  ]),
  "verify.later_straddle_seal": reason("V13 note", CHANGED, [
    "是。之后签名的一方在同一次签名里盖上了自己的骑缝章。",
    "Yes. A party that signed later also set its seal across the pages, in the same signing.",
  ]),
  "verify.later_unused_object": reason("V12 note", CHANGED, [
    "是。追加部分里有没有用到的对象，它们什么也不显示。",
    "Yes. The appended part holds objects that nothing uses and that show nothing.",
  ]),
  "verify.later_annotation": reason("V15 indeterminate", CHANGED, [
    "未知。之后加了批注；认证签名允许批注，但批注可以改变读者的理解，请自行查看。",
    "Unknown. Annotations were added. The certification allows them, yet they may change what a reader understands: look at them.",
  ]),
  "verify.active_content": reason(
    "V17 note",
    [
      "签名前的文件里有没有会动作或可隐藏的内容？",
      "Did the file that was signed hold content that acts or can hide?",
    ],
    [
      "有。脚本、打开动作或图层在签名前就在文件里，请自行留意。",
      "Yes. Scripts, opening actions or layers were there before it was signed: mind them.",
    ],
  ),
  "verify.certification_unsound": reason(
    "V15 indeterminate",
    ["文档认证（DocMDP）成立吗？", "Is the certification (DocMDP) sound?"],
    [
      "未知。认证不是第一个签名、不止一个，或文档目录没有指向它；其限制仍按最严的执行。",
      "Unknown. It is not the first signature, not the only one, or the catalog does not point to it; its limits are still applied.",
    ],
  ),
  "verify.change_locked": reason("V15 invalid", CHANGED, [
    "不是。改动了先前签名所锁定的内容。",
    "No. It touches what an earlier signature locked.",
  ]),
  "verify.change_freed": reason("V12 invalid", CHANGED, [
    "不是。有对象被删除。",
    "No. An object was removed.",
  ]),
  "verify.change_unexplained": reason("V12 invalid", CHANGED, [
    "不是。有改动不属于任何允许的类别。",
    "No. A change belongs to no allowed kind.",
  ]),
  "verify.change_stray_bytes": reason("V4 invalid", CHANGED, [
    "不是。追加的部分含有不属于任何对象的字节。",
    "No. The appended part holds bytes of no object.",
  ]),
  "verify.change_unreadable": reason("V12 invalid", CHANGED, [
    "不是。追加的部分无法严格读取。",
    "No. The appended part cannot be read strictly.",
  ]),
} as const satisfies Record<string, Reason>;

/** One of the closed list of reason codes. */
export type ReasonCode = keyof typeof REASONS;
