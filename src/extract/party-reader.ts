import type { Seat } from "../../schemas/contract.ts";
import type { FoundParties, FoundParty } from "./found-parties.ts";
import type { Source } from "./gathering.ts";
import { LABEL_IN_LINE, type PartyField, partyField, ROLE_WORDS, roleIn } from "./labels.ts";
import { ITEM } from "./marks.ts";
import { isBlank } from "../kit/text.ts";
import { cleanName, cleanValue, personWithPhone } from "./party-values.ts";
import {
  ACTING_AS,
  chunksOf,
  isLabel,
  isOfKind,
  NAMED_IN_PROSE,
  nameStart,
  ROLE_LABEL,
  SEAT_AFTER_ROLE,
  SEAT_AMONG_NAMES,
  SEAT_AND_NAME,
  SEAT_AND_ROLE_ALONE,
  SEAT_LABEL,
  TOLD,
  TOLD_BEHIND,
} from "./party-marks.ts";
import { seatIn, SEATS } from "./seats.ts";
import type { OutlineCell, OutlineLine } from "./outline.ts";

/** Longer than this a line without labels is about something else than one party's particulars. */
const LONGEST_TOLD = 200;

const LEFT_OPEN =
  /(?:^|[，；。、（(])([\p{Script=Han}]{2,10}?)\s*(?:(?:为|是|系|：)?\s*(_{2,})|(?:为|是|系|：)\s*(?=[，；。]|$))/gu;

/** In running text a value ends at the comma: what follows may be told without a colon. */
const upToComma = (label: string, value: string): string =>
  /^(?:uscc|address|legalRep|contact\/email)$/u.test(partyField(label) ?? "")
    ? (value.split(/[，；。](?!\s*$)/u)[0] ?? value)
    : value;

/** What a party does, 「贵公司」, or a bracket that was left open, is no name. */
const NO_NAME = new RegExp(
  `^[）)]|^(?:${ROLE_WORDS})[（(]?$|[（(]$|(?:贵|本|我|该|你)(?:公司|单位|司|方|所|企业|机构)$`,
  "u",
);

/** A sentence behind the first of a paragraph that tells of one party. */
const TOLD_LATER = /(?<=。)([甲乙丙丁])方(?:的)?(?=(?:统一)?社会信用代码)[^。：]{20,}/gu;

/** What names the parties of a contract: its seats (甲方, 乙方), or what they do where it has no seats (委托方, 受托方). */
export type NamedBy = "seats" | "roles";

/** Collects what a head says of its parties, line by line and cell by cell: whose part it is in stays until another begins. */
export class PartyReader {
  readonly namedBy: NamedBy;
  readonly #parties = new Map<Seat, FoundParty>();
  #current: FoundParty | undefined;
  #park: { name: string; source: Source } | undefined;
  /** Whether a label with nothing behind it says nothing, as a line to sign on does. */
  skipsBlanks = false;
  /** A label that ended its line: the next line is its value. */
  #open: PartyField | undefined;

  constructor(namedBy: NamedBy) {
    this.namedBy = namedBy;
  }

  result(): FoundParties {
    return { parties: [...this.#parties.values()], park: this.#park };
  }

  /** The park that has no seat of its own: the first that is named. */
  park(name: string, source: Source): void {
    this.#park ??= { name: cleanName(name), source };
  }

  /** One line of the head. */
  line(written: OutlineLine): void {
    const text = written.text
      .replace(ITEM, "")
      .trim()
      .replaceAll(SEAT_AMONG_NAMES, "$1“$2”")
      .replace(/^((?:托管单位|园区)(?:[（(][^）)]{0,16}[）)])?)\s*\t\s*(?=\p{Script=Han})/u, "$1：")
      .replace(SEAT_AFTER_ROLE, "$2方（$1）：")
      .replace(SEAT_AND_ROLE_ALONE, "$2方（$1）");
    const line = { ...written, text };
    this.#prose(line);
    this.#toldLater(line);
    for (const chunk of chunksOf(line.text)) this.chunk(chunk, line);
  }

  /** A part of a line: a seat and a name, or labelled values of the party whose part this is. */
  chunk(chunk: string, { spot }: OutlineLine): void {
    const source = (quote: string, confidence = 0.95): Source => ({ spot, quote, confidence });
    const seat = SEAT_LABEL.exec(chunk);
    // a line to sign on names nobody
    if (seat !== null && seat[4] === "" && /签\s*[章字]|盖章|公章/u.test(chunk)) return;
    if (this.#alone(chunk) || this.#labelledSeat(seat, source(chunk)) || this.#spoken(chunk, source)) return;
    if (this.#byRole(chunk, source(chunk))) return;
    const park = /^(?:托管单位|园区)(?:名称)?(?:[（(][^）)]{0,16}[）)])?\s*：\s*(.+)$/su.exec(chunk);
    if (park !== null && this.namedBy === "seats") this.park(park[1] ?? "", source(chunk));
    else this.fields(chunk, source(chunk));
  }

  /** 「甲方（园区）」 alone on its line: its name is the next one. */
  #alone(chunk: string): boolean {
    const alone = /[签盖章：:]/u.test(chunk) ? undefined : seatIn(chunk);
    if (alone === undefined || this.namedBy === "roles") return false;
    this.enter(alone, chunk);
    this.#open = "name";
    return true;
  }

  /** 「甲方（委托方）：名称」, or all that is told of it behind the name. */
  #labelledSeat(seat: RegExpExecArray | null, source: Source): boolean {
    if (seat === null || !isLabel(seat[1] ?? "")) return false;
    this.enter(SEATS[seat[2] ?? ""] ?? "甲方", `${seat[1] ?? ""}${seat[3] ?? ""}`);
    const value = seat[4] ?? "";
    const comma = value.search(/[，。；]/u);
    // 「甲方：名称，统一社会信用代码……，住所……」
    const running = comma > 3 && value.length > 30 ? value.slice(comma) : "";
    this.fields(`名称：${running === "" ? value : value.slice(0, comma)}`, source);
    if (running !== "") {
      this.told(running, source);
      this.fields(running, source);
    }
    return true;
  }

  /** A seat without a colon: its name and what is told behind it, or a label of its own. */
  #spoken(chunk: string, source: (quote: string, confidence?: number) => Source): boolean {
    const named = SEAT_AND_NAME.exec(chunk);
    if (named !== null && TOLD_BEHIND.test(chunk.slice(named[0].length))) {
      this.enter(SEATS[named[1] ?? ""] ?? "甲方", chunk.slice(0, named[0].indexOf(named[2] ?? "")));
      this.take("name", named[2] ?? "", source(chunk, 0.85));
      const rest = chunk.slice(named[0].length);
      this.told(rest, source(chunk));
      this.fields(rest, source(chunk));
      return true;
    }
    const spoken = /^([甲乙丙丁])方(?:的)?(?=(?:统一)?(?:社会)?信用代码|住所|地址|法定代表人)/u.exec(chunk);
    if (spoken !== null && !chunk.includes("：") && chunk.length > 20) {
      this.enter(SEATS[spoken[1] ?? ""] ?? "甲方", "");
      this.told(chunk, source(chunk));
      return true;
    }
    const own = /^([甲乙丙丁])方(?:的)?(?=\p{Script=Han}{2,12}\s*[：])/u.exec(chunk);
    if (own === null || partyField(chunk.slice(own[0].length).split("：")[0] ?? "") === undefined)
      return false;
    this.enter(SEATS[own[1] ?? ""] ?? "甲方", "");
    this.fields(chunk.slice(own[0].length), source(chunk));
    return true;
  }

  /** 「受托方：名称」, with its seat behind the name or none at all. */
  #byRole(chunk: string, source: Source): boolean {
    const seated = /^(?:委托|受托)(?:方|人|单位)\s*：\s*(.{4,60}?)\s*[（(]([甲乙丙])方[）)]$/u.exec(chunk);
    const role = seated !== null || this.namedBy === "seats" ? null : ROLE_LABEL.exec(chunk);
    if (seated === null && role === null) return false;
    if (seated !== null) this.enter(SEATS[seated[2] ?? ""] ?? "甲方", chunk.slice(0, 3));
    else this.enterByRole(role?.[1] ?? "");
    this.fields(`名称：${seated?.[1] ?? role?.[2] ?? ""}`, source);
    return true;
  }

  /** Labelled values of the party whose part this is. */
  fields(chunk: string, source: Source): void {
    if (this.#current === undefined) return;
    const found = [...chunk.matchAll(LABEL_IN_LINE)];
    if (found.length === 0) {
      if (this.#open !== undefined && chunk.length < 80 && isOfKind(this.#open, chunk))
        this.take(this.#open, chunk, { ...source, confidence: 0.7 });
      else if (chunk.length <= LONGEST_TOLD) this.told(chunk, source);
      this.#open = undefined;
      return;
    }
    if (chunk.length > 60 && found[0]?.index !== 0 && !/^[^，。]{0,40}[（(，,]/u.test(chunk)) return;
    found.forEach((match, at) => {
      const start = match.index + match[0].length;
      const next = found[at + 1];
      const value = chunk
        .slice(start, next === undefined ? chunk.length : next.index)
        .replace(/[，；,;、。（(\s]+$/u, "");
      const label = (match[1] ?? "").replace(/[（(][^）)]*[）)]$/u, "");
      this.labelled(label, upToComma(label, value.trim()), source);
      this.#open = next === undefined && value.trim() === "" ? partyField(label) : undefined;
    });
  }

  /** The value of a label, or of two joined. */
  labelled(label: string, whole: string, source: Source): void {
    // 「法定代表人：甲（联系人：乙，电话）」 says two things
    const inner = /^(.{1,40}?)\s*[（(]((?:[^（）()：]{2,10})：[^（）()]{2,60})[）)]$/u.exec(whole);
    const told = inner !== null && partyField((inner[2] ?? "").split("：")[0] ?? "") !== undefined;
    const value = told ? (inner?.[1] ?? "") : whole;
    if (told) this.fields(inner?.[2] ?? "", { ...source, confidence: 0.85 });
    const both = /^(.+?)(?:及|和|与|、|\/|[.·，,])(.+)$/u.exec(label);
    const [one, other] =
      both === null ? [partyField(label), undefined] : [partyField(both[1] ?? ""), partyField(both[2] ?? "")];
    if (one === "contact/name" && other === "contact/phone") {
      const phone = /[\d][\d\s-]{6,}/u.exec(value);
      this.take(
        "contact/name",
        phone === null ? value : value.slice(0, phone.index).replace(/[\s，、/]+$/u, ""),
        source,
      );
      if (phone !== null) this.take("contact/phone", phone[0], source);
      return;
    }
    const field = one ?? partyField(label);
    if (field !== undefined) this.take(field, value, source);
  }

  /** Puts a value of the party whose part this is, unless it has one. */
  take(field: PartyField, value: string, source: Source): void {
    const party = this.#current;
    if (party === undefined || field === "other") return;
    // 「单位名称 | 单位名称」 side by side in the part to sign: a label names nobody
    if (field === "name" && value.length <= 6 && partyField(value) === "name") return;
    if (field === "address" && /^(?:详?见|载于|列于)(?!营业执照|执照)/u.test(value.trim())) return;
    if ((field === "name" && NO_NAME.test(value.trim())) || (this.skipsBlanks && isBlank(value))) return;
    const known = party.fields.get(field);
    if (known !== undefined && known.value.trim() !== "") return;
    const person = field === "contact/name" ? personWithPhone(value) : undefined;
    if (person !== undefined) {
      party.fields.set("contact/name", { value: person.name, source });
      this.take("contact/phone", person.phone, source);
      return;
    }
    const coded =
      field === "name"
        ? /^(.{4,60}?)\s*[（(，,]\s*(?:统一社会信用代码\s*[：为]?\s*)?([0-9A-Z]{18})\s*[）)]?$/u.exec(value)
        : null;
    if (coded !== null) {
      party.fields.set("name", { value: cleanName(coded[1] ?? ""), source });
      this.take("uscc", coded[2] ?? "", source);
      return;
    }
    party.fields.set(field, { value: cleanValue(field, value), source });
  }

  /** Begins the part of a seat. */
  enter(seat: Seat, label: string): void {
    const known = this.#parties.get(seat);
    const party: FoundParty = known ?? { seat, role: undefined, fields: new Map() };
    party.role ??= roleIn(label);
    this.#parties.set(seat, party);
    this.#current = party;
    this.#open = undefined;
  }

  /** What a party does may stand in brackets behind its name: 「某某中心（“丙方”，组织方）」. */
  roleFrom(name: string): void {
    const bracket = /[（(]([^（）()]*)[）)]\s*$/u.exec(name)?.[1];
    if (this.#current !== undefined && bracket !== undefined) this.#current.role ??= roleIn(bracket);
  }

  /** Begins the part of whoever does what the label says. */
  enterByRole(label: string): void {
    const role = roleIn(label);
    const known = [...this.#parties.values()].find((party) => party.role === role);
    const free =
      (["甲方", "乙方", "丙方", "丁方"] as const).find((seat) => !this.#parties.has(seat)) ?? "丁方";
    this.enter(known?.seat ?? free, label);
  }

  /** 「甲公司（以下简称“甲方”，统一社会信用代码：……）与乙公司……」 */
  #prose(line: OutlineLine): void {
    for (const match of line.text.matchAll(ACTING_AS)) {
      const seat = SEATS[match[3] ?? ""];
      if (seat === undefined) continue;
      const source: Source = { spot: line.spot, quote: line.text, confidence: 0.85 };
      this.enter(seat, "");
      this.take("name", (match[1] ?? "").replace(/^.*?(?:由|与|和|及)(?=[\p{Script=Han}]{4})/u, ""), source);
      this.told(match[2] ?? "", source);
    }
    const found = [...line.text.matchAll(NAMED_IN_PROSE)];
    found.forEach((match, at) => {
      const seat = SEATS[match[2] ?? match[4] ?? ""];
      if (seat === undefined) return;
      const source: Source = { spot: line.spot, quote: line.text, confidence: 0.85 };
      this.enter(seat, "");
      const words = match[1] ?? match[3] ?? "";
      const before = line.text.slice(
        at === 0 ? 0 : (found[at - 1]?.index ?? 0) + (found[at - 1]?.[0].length ?? 0),
        match.index + words.length,
      );
      const name =
        /([\p{Script=Han}A-Za-z0-9·]+(?:公司|事务所|中心|研究院|委员会|协会|管委会|局|学会|院|厂)(?:（[^）]{2,10}合伙）)?)/u.exec(
          before,
        )?.[1];
      this.take(
        "name",
        (name ?? words)
          .replace(/^[^，。]{0,20}?(?:企业|机构|单位|园区|方|人)(?:为|是|即|系)(?=[\p{Script=Han}]{4})/u, "")
          .replace(
            /^(?:[由与和及]|[我本贵](?:公司|单位|司|所)|本(?:合同|协议)由|委托[方人]|受托[方人]|[甲乙丙]方)+(?=\p{Script=Han}{4})/u,
            "",
          ),
        source,
      );
      const next = found[at + 1];
      const after = line.text.slice(
        match.index + words.length,
        next === undefined ? line.text.length : next.index + nameStart(next[1] ?? ""),
      );
      // 「某某公司，代码……，住所……（“甲方”）」: what is told stands before the quoted word
      const own = name === undefined ? "" : before.slice(before.indexOf(name) + name.length);
      const toldBefore = /(?:代码|住所地?|地址|法定代表人|电话)[^，。]{3,}/u.test(own);
      if (match[4] !== undefined || toldBefore)
        this.told(before.slice(before.indexOf(name ?? words)), source);
      // then what stands behind the last seat is the contract's, and tells of any of them
      if (!toldBefore) this.told(after, source);
      this.fields(`（${before.slice(name === undefined ? 0 : before.indexOf(name) + name.length)}`, source);
      if (!toldBefore) this.fields(after, source);
    });
  }

  /** 「……。乙方的统一社会信用代码是……，住所……」 in the middle of a paragraph. */
  #toldLater({ text, spot }: OutlineLine): void {
    for (const [sentence, seat = ""] of text.matchAll(TOLD_LATER)) {
      this.enter(SEATS[seat] ?? "甲方", "");
      this.told(sentence, { spot, quote: text, confidence: 0.8 });
    }
  }

  /** What is told of the party in running text, without colons. */
  told(text: string, source: Source): void {
    this.#leftOpen(text, source);
    for (const [field, pattern] of TOLD) {
      const value = pattern.exec(text)?.[1];
      if (value !== undefined) this.take(field, value, { ...source, confidence: 0.8 });
    }
  }

  /** 「手机____，」「法定代表人为，」: a label in running text that was left open. */
  #leftOpen(text: string, source: Source): void {
    for (const found of text.matchAll(LEFT_OPEN)) {
      const field = partyField(found[1] ?? "");
      if (field !== undefined && this.#current?.fields.has(field) === false)
        this.take(field, found[2] ?? "", { ...source, confidence: 0.8 });
    }
  }

  /** Labelled lines inside one cell. */
  lines({ text, spot }: OutlineCell): void {
    for (const line of text.split("\n"))
      for (const chunk of chunksOf(line)) this.chunk(chunk, { text: chunk, spot, size: 12, centred: false });
  }
}
