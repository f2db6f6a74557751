import type { Seat } from "../../schemas/contract.ts";
import type { DocumentPlace } from "../../schemas/extraction.ts";
import { placeOf } from "./gathering.ts";
import { seatIn } from "./seats.ts";
import type { Outline, OutlineCell, Spot } from "./outline.ts";
import { asDay, DAY } from "./written.ts";

/** What the signature part says of one seat. A seal is a picture and never among it. */
export type SigningBlock = {
  readonly seat: Seat;
  name?: { readonly text: string; readonly at: DocumentPlace };
  signer?: string;
  /** What the line of the name calls the signer: 法定代表人, 授权代表. */
  signerRole?: string;
  signerAt?: DocumentPlace;
  day?: string;
};

const SEATS: Readonly<Record<string, Seat>> = { 甲: "甲方", 乙: "乙方", 丙: "丙方", 丁: "丁方" };
/** A seat at the head of its piece of the signature part, and what stands behind it. */
const HEAD =
  /^(?:[\p{Script=Han}]{2,6})?[（(]?([甲乙丙丁])\s*方[）)]?\s*(?:[（(][^）)]{0,14}[）)])*\s*(?:盖章|签章|签字)?\s*[：]?\s*(.*)$/su;
const ORGANISATION =
  /([\p{Script=Han}A-Za-z0-9（）()·]{2,50}?(?:公司|事务所|中心|研究院|委员会|协会|管委会|局|学会|院|厂|企业)(?:[（(][^）)]{2,10}合伙[）)])?)/u;

/** Names, signers and days of the signature part, by seat. */
export function signingBlocks(outline: Outline): readonly SigningBlock[] {
  const reader = new BlockReader();
  for (const line of outline.tail.lines) {
    reader.lineUp(line.text);
    reader.line(line.text, line.spot);
  }
  for (const table of outline.tail.tables) reader.table(table.rows);
  return reader.blocks();
}

class BlockReader {
  readonly #blocks = new Map<Seat, SigningBlock>();
  #current: SigningBlock | undefined;
  #lineup: readonly Seat[] = [];
  #beside: readonly Seat[] = [];

  blocks(): readonly SigningBlock[] {
    return [...this.#blocks.values()];
  }

  /** A line; below seats side by side the pieces of a line stand under them in the same order. */
  line(text: string, spot: Spot): void {
    const chunks = text.split("\t").map((chunk) => chunk.trim());
    const seats = chunks.flatMap((chunk) => SEATS[HEAD.exec(chunk)?.[1] ?? ""] ?? []);
    if (seats.length > 0) this.#beside = seats.length === chunks.length ? seats : [];
    const isBelow = seats.length === 0 && chunks.length > 1 && chunks.length === this.#beside.length;
    chunks.forEach((chunk, at) => {
      const seat = isBelow ? this.#beside[at] : undefined;
      if (seat !== undefined) this.#enter(seat);
      this.read(chunk, spot);
    });
  }

  read(chunk: string, spot: Spot): void {
    const head = HEAD.exec(chunk);
    if (head !== null && chunk.length < 80) {
      this.#enter(SEATS[head[1] ?? ""] ?? "甲方");
      this.#take(head[2] ?? "", spot);
    } else this.#take(chunk, spot);
  }

  /** Seats named side by side on a line head the columns of a table below. */
  lineUp(text: string): void {
    const seats = [...text.matchAll(/([甲乙丙丁])方\s*[（(](?:签|盖|公)/gu)].map(
      ([, sign = ""]) => SEATS[sign],
    );
    if (seats.length > 1) this.#lineup = seats.flatMap((seat) => (seat === undefined ? [] : [seat]));
  }

  table(rows: readonly (readonly OutlineCell[])[]): void {
    const seats = new Map<number, Seat>();
    for (const row of rows)
      for (const cell of row) {
        const seat = seatIn(cell.text) ?? /^([甲乙丙丁])方[（(](?:签|盖|公)/u.exec(cell.text)?.[1];
        const named = seat === undefined ? undefined : (SEATS[seat.slice(0, 1)] ?? undefined);
        if (named !== undefined) seats.set(cell.column, named);
      }
    if (seats.size === 0) {
      const labels =
        rows.map((row) => row.filter(({ text }) => /^单位名称$/u.test(text))).find((row) => row.length > 0) ??
        [];
      if (labels.length !== this.#lineup.length) return;
      labels.forEach(({ column }, index) => {
        const seat = this.#lineup[index];
        if (seat !== undefined) seats.set(column, seat);
      });
    }
    for (const row of rows)
      row.forEach((cell, index) => {
        const column = [...seats.keys()]
          .filter((each) => each <= cell.column)
          .sort((one, other) => other - one)[0];
        const seat = column === undefined ? undefined : seats.get(column);
        if (seat !== undefined) this.#enter(seat);
        for (const line of cell.text.split("\n")) {
          if (/^单位名称$|^名称$/u.test(line))
            this.#name(row[index + 1]?.text.replaceAll("\n", "") ?? "", cell.spot);
          else if (/^签署日期$|^日期$/u.test(line))
            this.#day(
              row
                .slice(index + 1, index + 4)
                .map(({ text }) => text)
                .join(""),
            );
          else this.read(line, cell.spot);
        }
      });
  }

  #enter(seat: Seat): void {
    this.#current = this.#blocks.get(seat) ?? { seat };
    this.#blocks.set(seat, this.#current);
  }

  #take(text: string, spot: Spot): void {
    const words = text.replace(/^(?:单位)?名称\s*：/u, "").trim();
    if (/日期|^\d{4}\s*[年.-]|年\s*月\s*日/u.test(words)) this.#day(words);
    const [, role, signer] =
      /^(法定代表人|负责人|执行事务合伙人|授权代表|委托代理人|签字人|经办人)[^：]{0,20}：\s*([\p{Script=Han}·]{2,6})$/u.exec(
        words,
      ) ?? [];
    if (signer !== undefined && this.#current !== undefined && this.#current.signer === undefined) {
      this.#current.signer = signer;
      if (role !== undefined) this.#current.signerRole = role;
      this.#current.signerAt = placeOf({ spot, quote: text, confidence: 0.85 });
    }
    if (/^[^：]*(?:开户|账|地址|电话|法定代表|授权|委托代理)/u.test(words)) return;
    this.#name(words, spot);
  }

  #name(text: string, spot: Spot): void {
    const name = ORGANISATION.exec(text)?.[1];
    if (
      name === undefined ||
      /法院|仲裁|[盖签][章字名]|^[（(]/u.test(name) ||
      this.#current === undefined ||
      this.#current.name !== undefined
    )
      return;
    this.#current.name = { text: name, at: placeOf({ spot, quote: text, confidence: 0.85 }) };
  }

  #day(text: string): void {
    const day = DAY.exec(text)?.[0];
    if (day !== undefined && this.#current !== undefined) this.#current.day ??= asDay(day);
  }
}
