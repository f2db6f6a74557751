import { type PartyField, partyField } from "./labels.ts";
import type { OutlineCell, OutlineTable } from "./clause.ts";
import {
  flat,
  isNameCell,
  isPaired,
  isTold,
  labelsIn,
  ROLE_CELL,
  SEAT_LABEL,
  seatedCells,
  sourceOf,
} from "./party-marks.ts";
import type { PartyReader } from "./party-reader.ts";
import { valuesByKind } from "./party-values.ts";
import { seatIn } from "./seats.ts";

/** Reads a table of the head: a column for each party, a row for each, or rows of labels and values one party after another. */
export function readPartyTable(table: OutlineTable, reader: PartyReader): void {
  const from = table.rows.findIndex(
    (row, at) => seatedCells(row).length >= 2 && (at <= 1 || heads(row, table.rows[at + 1])),
  );
  const header = from < 0 ? undefined : table.rows[from];
  if (header !== undefined) {
    const own = partiesBelow(table, from);
    if (from > 1) for (const row of table.rows.slice(0, from)) readRow(row, reader);
    if (isPaired(own, header)) readPairs(own, header, reader);
    else readColumns(own, header, reader);
    return;
  }
  if (readRows(table, reader)) return;
  for (const row of table.rows) readRow(row, reader);
}

/** Whether a row in the middle of a form heads the columns of the parties: below it stands a label of theirs. */
const heads = (row: readonly OutlineCell[], below: readonly OutlineCell[] | undefined): boolean =>
  row.every(({ text, column }) => column === 1 || seatIn(text) !== undefined) &&
  fieldsIn(flat(below?.[0]?.text ?? "")).length > 0;

/** The part of a form that is the parties' columns: as far as its rows have them; a whole table where it is no form. */
function partiesBelow(table: OutlineTable, from: number): OutlineTable {
  if (from <= 1) return table;
  const rest = table.rows.slice(from + 1);
  const columns = (table.rows[from] ?? []).map(({ column }) => column).join(" ");
  const end = rest.findIndex((row) => row.map(({ column }) => column).join(" ") !== columns);
  return {
    ...table,
    rows: [...table.rows.slice(0, from + 1), ...rest.slice(0, end < 0 ? rest.length : end)].slice(from),
  };
}

/** A table with a row for each party: its header names the fields, one or two a column, the first cell of a row the seat. */
function readRows({ rows }: OutlineTable, reader: PartyReader): boolean {
  const [header, ...parties] = rows;
  const columns = (header ?? []).map((cell) => ({ cell, fields: fieldsIn(flat(cell.text)) }));
  const seated = parties.flatMap((row) => {
    const [first, ...cells] = row;
    return first !== undefined && entry(first, reader) !== undefined ? [{ first, cells }] : [];
  });
  if (columns.filter(({ fields }) => fields.length > 0).length < 3 || seated.length < 2) return false;
  for (const { first, cells } of seated) {
    entry(first, reader)?.();
    for (const cell of cells) {
      const column = columns.find((each) => each.cell.column === cell.column);
      if (column === undefined) continue;
      for (const [field, value] of valuesByKind(column.fields, cell.text))
        reader.take(field, value, sourceOf(cell, column.cell.text));
    }
  }
  return true;
}

/** How a row's first cell begins a party's part, by its seat or by what it does; undefined when it names none. */
function entry(first: OutlineCell, reader: PartyReader): (() => void) | undefined {
  const text = flat(first.text);
  const seat = seatIn(text);
  if (seat !== undefined) return () => reader.enter(seat, text);
  const role = reader.namedBy === "seats" ? null : ROLE_CELL.exec(text);
  return role === null || role[2] !== "" ? undefined : () => reader.enterByRole(role[1] ?? "");
}

/** The fields a header names: 「联系人」「联系人、电话」「名称及代码」. */
const fieldsIn = (label: string): readonly PartyField[] => {
  const whole = partyField(label);
  const parts = whole === undefined ? label.split(/[、/，和及与]|\n/u).map(partyField) : [whole];
  return parts.some((field) => field === undefined)
    ? []
    : parts.flatMap((field) => (field === undefined ? [] : [field]));
};

/** A table with a column for each party. */
function readColumns(table: OutlineTable, header: readonly OutlineCell[], reader: PartyReader): void {
  const seats = seatedCells(header);
  // 「丙方：园区」 over a row of names says what the party is
  const isNamedBelow = table.rows.some(([first]) => partyField(flat(first?.text ?? "")) === "name");
  for (const { seat, label, name, cell } of seats) {
    if (name === undefined || isNamedBelow) continue;
    reader.enter(seat, label);
    reader.take("name", name, sourceOf(cell, ""));
  }
  const park = header.find(({ text }) => flat(text).startsWith("托管单位"))?.column;
  for (const row of table.rows) {
    if (row === header) continue;
    const named = row.find(({ column }) => column === park);
    if (named !== undefined && partyField(row[0]?.text ?? "") === "name")
      reader.park(flat(named.text), sourceOf(named, "托管单位"));
    const [first] = row;
    for (const { seat, column, label } of seats) {
      reader.enter(seat, label);
      const cell = row.find((each) => each.column === column);
      if (cell === undefined || cell === first) continue;
      const words = flat(first?.text ?? "");
      const fields = fieldsIn(words);
      if (fields.length > 1)
        for (const [field, value] of valuesByKind(fields, cell.text))
          reader.take(field, value, sourceOf(cell, words));
      else if (fields[0] !== undefined) reader.take(fields[0], flat(cell.text), sourceOf(cell, words));
      else reader.labelled(words, flat(cell.text), sourceOf(cell, words));
    }
  }
}

/** Each party has two columns side by side: its labels and their values. 「甲方 | 名称 | 乙方 | 名称」 may head them. */
function readPairs(table: OutlineTable, header: readonly OutlineCell[], reader: PartyReader): void {
  const heads = header.flatMap((cell) => {
    const seat = seatIn(cell.text);
    return seat === undefined ? [] : [{ seat, from: cell.column, label: cell.text }];
  });
  heads.forEach(({ seat, from, label }, index) => {
    reader.enter(seat, label);
    const to = heads[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    for (const row of table.rows) {
      const own = row.filter(({ column }) => column >= from && column < to);
      const [first, second] = own;
      if (first === undefined || second === undefined) continue;
      if (row === header) {
        if (isNameCell(flat(second.text))) reader.take("name", flat(second.text), sourceOf(second, label));
      } else reader.labelled(flat(first.text), flat(second.text), sourceOf(second, first.text));
    }
  });
}

/** A name and labelled lines below it in one cell. */
const isBlock = ({ text }: OutlineCell): boolean => {
  const [, ...lines] = text.split("\n");
  return lines.filter((line) => /^[^：:]{2,14}[：:]/u.test(line) || isTold(line)).length >= 2;
};

/** The cell beside a seat: the name, or the whole of what the contract says of the party. */
function takeBeside(next: OutlineCell, label: string, reader: PartyReader): boolean {
  const [name = "", ...rest] = next.text.split("\n");
  if (isBlock(next) && isNameCell(name) && !/[：:]/u.test(name)) {
    reader.roleFrom(name);
    reader.take("name", name.trim(), sourceOf({ ...next, text: name }, label));
    reader.lines({ ...next, text: rest.join("\n") });
    return true;
  }
  if (!isNameCell(flat(next.text))) return false;
  if (/[：:]/u.test(name)) {
    reader.lines(next);
    return true;
  }
  reader.take("name", flat(next.text), sourceOf(next, label));
  return true;
}

/** A row of labels and values; a cell that names a seat begins its party. */
function readRow(row: readonly OutlineCell[], reader: PartyReader): void {
  for (let at = 0; at < row.length; at += 1) {
    const cell = row[at];
    if (cell === undefined) continue;
    const text = flat(cell.text);
    const seat = seatIn(text);
    const next = row[at + 1];
    if (seat !== undefined) {
      reader.enter(seat, text);
      if (next !== undefined && takeBeside(next, text, reader)) at += 1;
      continue;
    }
    if (text.startsWith("托管单位") && reader.namedBy === "seats") {
      const own = /[：:]\s*(.{4,})$/u.exec(text)?.[1];
      if (own !== undefined) {
        if (SEAT_LABEL.test(text)) reader.lines(cell);
        reader.park(own, sourceOf(cell, ""));
        return;
      }
      const value =
        row
          .slice(at + 1)
          .map((each) => flat(each.text))
          .find((each) => partyField(each) === undefined) ?? "";
      reader.park(value, sourceOf(cell, value));
      return;
    }
    const role = reader.namedBy === "seats" ? undefined : ROLE_CELL.exec(text);
    if (role != null) {
      reader.enterByRole(role[1] ?? "");
      // 「委托人 | 名称」: the cell beside a bare role is the name
      if (next !== undefined && role[2] === "" && takeBeside(next, text, reader)) {
        at += 1;
        continue;
      }
    }
    if (text.includes("：")) {
      reader.lines(cell);
      continue;
    }
    if (isTold(text)) {
      reader.told(text, sourceOf(cell, text));
      continue;
    }
    at += readLabel({ cell, next, text }, reader);
  }
}

/** A label and the value beside it; how many cells the value took. */
function readLabel(
  {
    cell,
    next,
    text,
  }: { readonly cell: OutlineCell; readonly next: OutlineCell | undefined; readonly text: string },
  reader: PartyReader,
): number {
  const own = /^([甲乙丙丁]方)(?:的)?(?=.{2,}$)/u.exec(text);
  const seat = own === null || partyField(text) === undefined ? undefined : seatIn(own[1] ?? "");
  if (seat !== undefined) reader.enter(seat, "");
  const field = partyField(text);
  if (field === undefined && labelsIn(text) && next !== undefined) {
    reader.labelled(text, flat(next.text), sourceOf(next, text));
    return 1;
  }
  if (field === undefined) return 0;
  const isValue =
    next !== undefined && partyField(flat(next.text)) === undefined && seatIn(flat(next.text)) === undefined;
  reader.take(field, isValue ? flat(next.text) : "", sourceOf(isValue ? next : cell, text));
  return isValue ? 1 : 0;
}
