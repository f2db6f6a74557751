import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  ENVELOPE_EVENTS,
  ENVELOPE_STATE_NAMES,
  ENVELOPE_STATES,
  envelopeMove,
} from "../../../schemas/envelope-moves.ts";

/** The table of schemas/envelope-moves.ts as the room's README shows it. */
function tableOfMoves(): string {
  const head = ["状态", ...ENVELOPE_EVENTS];
  const rows = ENVELOPE_STATES.map((state) => [
    `${ENVELOPE_STATE_NAMES[state][0]} \`${state}\``,
    ...ENVELOPE_EVENTS.map((event) => {
      const move = envelopeMove(state, event);
      return move === undefined
        ? ""
        : `${ENVELOPE_STATE_NAMES[move.to][0]}${move.reason ? "（须写理由）" : ""}`;
    }),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

it("the README's table of moves is the table that code and tests share", () => {
  const readme = readFileSync(new URL("../../../src/app/link/README.md", import.meta.url), "utf8");
  const rows = (text: string): string[] =>
    text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) =>
        line
          .split("|")
          .map((cell) => cell.trim().replace(/^-+$/, "---"))
          .join("|"),
      );
  const expected = rows(tableOfMoves());
  expect(rows(readme).slice(0, expected.length), tableOfMoves()).toEqual(expected);
});
