import { readAmountInWords, readYuan } from "../kit/money.ts";
import { readDay } from "../kit/dates.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { valueAt } from "./pointers.ts";

/** Whether two texts are one, whatever spaces and widths of brackets and digits they are written with. */
const isAlike = (one: string, other: string): boolean => folded(one) === folded(other);

const folded = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

/** DOC-09: every page is there, and as many as the manifest says. */
export function askPages({ contract }: Inquiry): readonly Observation[] {
  const { numbers, of, manifest } = contract.evidence?.pages ?? {};
  const seen = new Set(numbers ?? []);
  const count = Math.max(of ?? 0, ...seen);
  if (count === 0) return [];
  const gaps = Array.from({ length: count }, (_, at) => at + 1).filter((page) => !seen.has(page));
  const found: Observation[] = [];
  if (seen.size > 0 && gaps.length > 0)
    found.push({ ...missing("/evidence/pages/numbers"), detail: gaps.slice(0, 10).join("、") });
  if (manifest !== null && manifest !== undefined && manifest !== count)
    found.push(unclear("/evidence/pages/manifest", count, { detail: String(manifest) }));
  return found;
}

/** PTY-04: the register gives the credit code the name the contract gives it, and the party lives. */
export function askRegistered({ contract }: Inquiry): readonly Observation[] {
  return (contract.evidence?.register ?? []).flatMap(({ seat, found, name, status }) => {
    const at = (contract.parties ?? []).findIndex((party) => party.seat === seat);
    const party = contract.parties?.[at];
    if (party === undefined) return [];
    if (found === false) return [query(`/parties/${at}/uscc`, party.uscc ?? "", seat)];
    const observations: Observation[] = [];
    if (!isBlank(name) && !isUnfilled(party.name) && !isAlike(name ?? "", party.name ?? ""))
      observations.push(unclear(`/parties/${at}/name`, party.name, { detail: name ?? "" }));
    if (/注销|吊销|撤销登记|已?清算/u.test(status ?? ""))
      observations.push(unclear(`/parties/${at}/uscc`, party.uscc, { case: "status", detail: status ?? "" }));
    return observations;
  });
}

/** SIG-10: a paper of several pages bears a seal across them; what nobody looked at is not judged. */
export function askCrossPageSeal({ contract }: Inquiry): readonly Observation[] {
  const { pages, crossPageSeal } = contract.evidence?.paper ?? {};
  return (pages ?? 0) > 1 && crossPageSeal === false ? [missing("/evidence/paper", pages)] : [];
}

const fileTitle = (name: string): string =>
  folded(name)
    .replace(/\.[a-z0-9]{2,5}$/i, "")
    .replace(/^附件[\d一二三四五六七八九十]*[：:、.\-_]?/u, "");

/** ATT-02: what came along is on the list, by digest or by name. */
export function askFilesListed({ contract }: Inquiry): readonly Observation[] {
  const listed = contract.attachments ?? [];
  return (contract.evidence?.files ?? []).flatMap(({ name, sha256 }, at) => {
    const title = fileTitle(name);
    const known = listed.some((attachment) => {
      const digests = [attachment.sha256, attachment.fileSha256].map((digest) =>
        digest?.trim().toLowerCase(),
      );
      if (!isBlank(sha256) && digests.includes(sha256?.trim().toLowerCase())) return true;
      const other = fileTitle(attachment.name ?? "");
      return other.length > 1 && title.length > 1 && (other.includes(title) || title.includes(other));
    });
    return known ? [] : [unclear(`/evidence/files/${at}/name`, name)];
  });
}

/** TXT-03: what the document's text shows is what the data say: amounts by value, days by the calendar, the rest as text. */
export function askShownAlike({ contract }: Inquiry): readonly Observation[] {
  return (contract.evidence?.shown ?? []).flatMap(({ pointer, text }) => {
    const value = valueAt(contract, pointer);
    const stated = typeof value === "number" ? String(value) : value;
    if (typeof stated !== "string" || isBlank(stated) || pointer.startsWith("/evidence")) return [];
    return saysSame(stated, text) ? [] : [unclear(pointer, stated, { detail: text.slice(0, 60) })];
  });
}

function saysSame(stated: string, shown: string): boolean {
  if (isAlike(stated, shown)) return true;
  const [day, otherDay] = [readDay(stated), readDay(folded(shown))];
  if (day !== undefined) return day === otherDay;
  const [words, otherWords] = [readAmountInWords(folded(stated)), readAmountInWords(folded(shown))];
  if ("cents" in words) return "cents" in otherWords && words.cents === otherWords.cents;
  const cents = readYuan(stated);
  return (
    cents !== undefined &&
    cents ===
      readYuan(
        folded(shown)
          .replace(/^(?:人民币|[¥￥])+/u, "")
          .replace(/元$/u, ""),
      )
  );
}

/** TPL-01: every clause of the province's template has its counterpart. */
export function askTemplateSlots({ contract }: Inquiry): readonly Observation[] {
  return (contract.evidence?.slots ?? []).flatMap(({ name, present }, at) =>
    present === false ? [{ ...missing(`/evidence/slots/${at}/present`, false), detail: name }] : [],
  );
}
