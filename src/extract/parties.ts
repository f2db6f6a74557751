import type { Clause } from "./clause.ts";
import type { FoundParties } from "./found-parties.ts";
import { PartyReader } from "./party-reader.ts";
import { readPartyTable } from "./party-tables.ts";
import { seatIn } from "./seats.ts";

/**
 * Reads the parties out of the parts of a contract that may tell of them, in their order. A clause headed by a seat is all
 * about that party. Lines of `signed`, the signature part, that were left blank to sign on say nothing.
 */
export function findParties(parts: readonly Clause[], isSeated: boolean, signed?: Clause): FoundParties {
  const reader = new PartyReader(isSeated);
  for (const part of parts) {
    reader.skipsBlanks = part === signed;
    const seat = seatIn(part.heading);
    if (seat !== undefined) reader.enter(seat, part.heading);
    else if (part.title !== undefined) reader.line(part.title);
    for (const line of part.lines) reader.line(line);
    for (const table of part.tables) readPartyTable(table, reader);
  }
  return reader.result();
}
