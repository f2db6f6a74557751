import type { Clause, OutlineTable } from "./clause.ts";
import type { FoundParties } from "./found-parties.ts";
import { type NamedBy, PartyReader } from "./party-reader.ts";
import { readPartyTable } from "./party-tables.ts";
import { seatIn } from "./seats.ts";

/**
 * Reads the parties out of the parts of a contract that may tell of them, in their order. A clause headed by a seat is all
 * about that party. Lines of `signed`, the signature part, that were left blank to sign on say nothing.
 */
export function findParties(parts: readonly Clause[], namedBy: NamedBy, signed?: Clause): FoundParties {
  const reader = new PartyReader(namedBy);
  for (const part of parts) {
    reader.skipsBlanks = part === signed;
    const seat = seatIn(part.heading);
    if (seat !== undefined) reader.enter(seat, part.heading);
    else if (part.title !== undefined) reader.line(part.title);
    const below = (at: number): readonly OutlineTable[] =>
      part.tables.filter((table) => (table.below ?? part.lines.length) === at);
    // a table tells of the party whose line stands above it
    for (const [at, line] of part.lines.entries()) {
      for (const table of below(at)) readPartyTable(table, reader);
      reader.line(line);
    }
    for (const table of below(part.lines.length)) readPartyTable(table, reader);
  }
  return reader.result();
}
