import type { CheckReport, Finding } from "../../../schemas/check-report.ts";
import type { DocumentPlace } from "../../../schemas/extraction.ts";

/** What reading a document tells beside its findings, in English. Words of the document itself stay as they are. */

const UNSEEN: Readonly<Record<string, string>> = {
  白色: "white",
  不显示: "not painted",
  极小: "tiny",
  页面以外: "outside the page",
};

type Note = readonly [found: RegExp, told: (...parts: string[]) => string];

const NOTES: readonly Note[] = [
  [
    /^原文为繁体字，按简体字核对$/u,
    () => "The text is in traditional characters; it was checked in simplified ones",
  ],
  [
    /^有读者看不见的隐藏文字，没有采用：([^]*)$/u,
    (_, text = "") => `There is hidden text no reader sees; it was not used: ${text}`,
  ],
  [
    /^第(\d+)页有读者看不见的(白色|不显示|极小|页面以外)文字，没有采用：([^]*)$/u,
    (_, page = "", kind = "", text = "") =>
      `Page ${page} has text no reader sees (${UNSEEN[kind] ?? kind}); it was not used: ${text}`,
  ],
  [
    /^含有修订痕迹，按接受全部修订后的文字读出$/u,
    () => "There are tracked changes; it was read as if all of them were accepted",
  ],
  [
    /^PDF 已损坏，按其中找到的内容读出$/u,
    () => "The PDF is damaged; it was read by what could be found in it",
  ],
  [
    /^第([\d、]+)页是图片，没有文字层，没有判断$/u,
    (_, pages = "") => `Pages without a text layer, not judged: ${pages.replaceAll("、", ", ")}`,
  ],
  [
    /^文件是扫描件或者图片，没有文字层；没有作任何判断，请人工审查$/u,
    () => "The file is a scan or a picture without a text layer; nothing was judged, a person has to read it",
  ],
  [
    /^文件里读不出合同的文字：页面空白、残缺或者编码无法辨认；没有作任何判断，请人工审查$/u,
    () =>
      "No words of a contract can be read: the pages are blank, damaged or in an unknown encoding; nothing was judged, a person has to read it",
  ],
  [
    /^PDF 有 (\d+) 个电子签名，完整性 (\w+)，信任 (\w+)；详见验证报告$/u,
    (_, count = "", integrity = "", trust = "") =>
      `The PDF has ${count} electronic signatures, integrity ${integrity}, trust ${trust}; see the verification report`,
  ],
  [
    /^核对时证书和签署时间按文件所载读取，没有判断签发者是否可信$/u,
    () =>
      "Certificates and times of signing were read as the file has them; whether their issuers are to be trusted was not judged",
  ],
];

/** A note in English; one nobody translated stays as it is. */
export function noteInEnglish(note: string): string {
  for (const [found, told] of NOTES) {
    const match = found.exec(note);
    if (match !== null) return told(...match);
  }
  return note;
}

/** What stands for words that are nowhere. */
const NOWHERE: Readonly<Record<string, string>> = {
  "（全文没有找到）": "(nowhere in the text)",
  "（正文里没有）": "(not in the text)",
};

const placeInEnglish = (at: DocumentPlace): DocumentPlace => ({
  ...at,
  quote: NOWHERE[at.quote] ?? at.quote,
});

const findingInEnglish = (finding: Finding): Finding =>
  finding.at === undefined ? finding : { ...finding, at: placeInEnglish(finding.at) };

/** A document's report whose notes and stand-ins are English. Findings and questions are made so already. */
export function reportInEnglish(report: CheckReport): CheckReport {
  const { document } = report;
  if (document === undefined) return report;
  return {
    ...report,
    findings: report.findings.map(findingInEnglish),
    document: {
      ...document,
      notes: document.notes.map(noteInEnglish),
      unread: document.unread.map((one) =>
        one.at === undefined ? one : { ...one, at: placeInEnglish(one.at) },
      ),
    },
  };
}
