import type { SignatureInFile } from "./read-signatures.ts";

/** What the README is written for. */
export type EvidenceShape = {
  readonly signatures: readonly SignatureInFile[];
  readonly newest: string;
  readonly revisions: readonly string[];
  readonly audited: boolean;
};

/** RFC 3161 in a PDF: the signature is a timestamp over the document. */
export const DOCUMENT_TIMESTAMP = "ETSI.RFC3161";

const seconds = (instant: Date | undefined): string =>
  instant === undefined ? "" : ` -attime ${Math.floor(instant.getTime() / 1000)}`;

/** The commands for one signature: by openssl alone, at the time its timestamp vouches for (or that it claims). */
function commandsFor({ subFilter, parts, claimedAt }: SignatureInFile, number: number): string[] {
  const [name, roots] = [`signatures/${number}`, "certificates/roots.pem"];
  const at = seconds(parts.time ?? claimedAt);
  if (subFilter === DOCUMENT_TIMESTAMP)
    return [`openssl ts -verify -token_in -in ${name}.cms -data ${name}.signed -CAfile ${roots}${at}`];
  if (!subFilter.startsWith("ETSI.CAdES") && subFilter !== "adbe.pkcs7.detached")
    return [`# signature ${number} is ${subFilter}, which openssl does not read`];
  const verify = `openssl cms -verify -cades -purpose any -binary -inform DER -in ${name}.cms`;
  const cms = `${verify} -content ${name}.signed -CAfile ${roots}${at} -out /dev/null`;
  if (parts.token === undefined) return [cms];
  return [cms, `openssl ts -verify -token_in -in ${name}.tst -data ${name}.value -CAfile ${roots}${at}`];
}

function prefixCommands(revisions: readonly string[]): string[] {
  return revisions.slice(1).map((name, index) => {
    const before = `revisions/${revisions[index]}.pdf`;
    return `cmp -n "$(wc -c < ${before})" ${before} revisions/${name}.pdf`;
  });
}

const AUDIT_COMMANDS = [
  'for chain in audit/*; do (cd "$chain" && sha256sum -c --quiet SHA256SUMS); done',
  // Every event but the first names the hash of the one before.
  [
    "for chain in audit/*; do previous=; while read -r hash file; do",
    '  test -z "$previous" || grep -q "\\"previous\\":\\"$previous\\"" "$chain/$file" || { echo "broken: $chain/$file" >&2; false; }',
    "  previous=$hash",
    'done < "$chain/SHA256SUMS"; done',
  ].join("\n"),
];

const block = (lines: readonly string[]): string => ["```sh", ...lines, "```"].join("\n");

const UNSIGNED = ["## 签名核对 · Checking the signatures", "还没有人签署。Nobody has signed yet."];

const signatureSection = (signatures: readonly SignatureInFile[]): string[] => [
  "## 签名与时间戳 · Signatures and timestamps",
  "签名证书只活一天，所以按时间戳的时刻（`-attime`）核对；没有时间戳的按声称的时刻。",
  "Signing certificates live for a day, so they are judged at the timestamp's moment (`-attime`), or the claimed one.",
  block(signatures.flatMap((signature, index) => commandsFor(signature, index + 1))),
];

/** README.md of a pack, in Chinese and English, with commands that anybody can run in its folder, without us. */
export function evidenceReadme({ signatures, newest, revisions, audited }: EvidenceShape): string {
  // pdfsig reads no document timestamps: openssl judges those above.
  const signed = signatures.filter(({ subFilter }) => subFilter !== DOCUMENT_TIMESTAMP).length;
  const pdf = `revisions/${newest}.pdf`;
  const table = signatures.map(
    ({ field, subFilter, parts, claimedAt }, index) =>
      `| ${index + 1} | ${cell(field)} | ${subFilter} | ${(parts.time ?? claimedAt)?.toISOString() ?? "—"} | ${parts.time === undefined ? "声称 claimed" : "时间戳 timestamp"} |`,
  );
  return `${[
    "# 离线证据包 · Offline evidence pack",
    "不联网、不依靠本平台，用公开的工具即可核对。在本目录依次运行下面的命令，每条都应成功（退出码 0）。",
    "Checks with public tools, without the network and without us. Run the commands in this folder; each must succeed (exit 0).",
    "## 里面有什么 · What is in it",
    [
      "- `revisions/` 每一步的 PDF，后一份以前一份的全部字节开头 · every revision; each begins with all bytes of the one before",
      "- `signatures/` 每个签名的 CMS（`.cms`）、它所覆盖的字节（`.signed`）、时间戳令牌（`.tst`）与被盖时间的签名值（`.value`） · CMS, covered bytes, timestamp token, stamped signature value",
      "- `certificates/` 各签名所附证书与根证书 `roots.pem` · embedded certificates and roots",
      ...(audited
        ? [
            "- `audit/` 留痕：每个事件的原文，摘要见 SHA256SUMS，`previous` 是前一事件的摘要 · events, their hashes, each naming the one before",
          ]
        : []),
      "- `statement.json` 信任四事实 · the four facts of trust",
    ].join("\n"),
    "根证书请另从签发方取得并与 `roots.pem` 比对：包里的根证书不能证明它自己。",
    "Compare `roots.pem` with roots obtained from the issuer: a root in this pack cannot prove itself.",
    "## 签名 · Signatures",
    [
      "| # | 签名域 field | 格式 format | 时间 time (UTC) | 依据 by |",
      "| --- | --- | --- | --- | --- |",
      ...table,
    ].join("\n"),
    "## 文件未变 · Nothing was changed",
    block(["sha256sum -c --quiet SHA256SUMS", ...prefixCommands(revisions)]),
    ...(audited ? ["## 留痕连续 · The chain of events is whole", block(AUDIT_COMMANDS)] : []),
    ...(signatures.length === 0 ? UNSIGNED : signatureSection(signatures)),
    "## 整份 PDF · The PDF as a whole",
    block([
      ...(signed === 0
        ? []
        : [`test "$(pdfsig -nocert ${pdf} | grep -c 'Signature is Valid')" -eq ${signed}`]),
      `qpdf --check ${pdf} > /dev/null`,
    ]),
    "## 不证明什么 · What it does not prove",
    "内置演示 CA 可向任何名称签发证书，由它签署的不是电子签名法第十三条所称可靠电子签名；印章图形不是电子印章。各签名的情形见 `statement.json`。",
    "The built-in demo CA could issue to any name; a drawn seal proves nothing. See `statement.json` for each signature.",
  ].join("\n\n")}\n`;
}

const cell = (text: string): string => text.replaceAll(/[|\r\n]/g, " ");
