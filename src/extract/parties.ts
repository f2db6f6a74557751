import type { Clause } from "./clause.ts";
import type { FoundParties } from "./found-parties.ts";
import { PartyReader } from "./party-reader.ts";
import { readPartyTable } from "./party-tables.ts";

/** Reads the parties out of the head of a contract. */
export function findParties(head: Clause, isSeated: boolean): FoundParties {
  const reader = new PartyReader(isSeated);
  for (const line of head.lines) reader.line(line);
  for (const table of head.tables) readPartyTable(table, reader);
  return reader.result();
}
