import { type CommandKind, straightQuotes } from "./template-commands.ts";

/** Names of the filler's own commands and signs, and of what the filler keeps for itself. */
const NOT_PLAIN = /^(?:[=!*]|(?:INS|IF|FOR|END-IF|END-FOR|IMAGE|LINK|HTML|EXEC|QUERY|ALIAS|CMD_NODE)\b)|__/;
const COMMAND = /\{\{([^{}]*)\}\}/g;
const TEXT = /<w:t(?: xml:space="preserve")?>([^<]*\{\{[^<]*)<\/w:t>/g;
const OPEN = '<w:t xml:space="preserve">';
const BETWEEN = `</w:t>${OPEN}`;

/** Reads commands that do nothing but print a value: which expression, or undefined for any other command. */
export type PlainCommand = (written: string) => string | undefined;

/** Plain commands by what the template's expressions are used for: an expression that is only ever printed or tested. */
export const plainCommands =
  (kinds: ReadonlyMap<string, ReadonlySet<CommandKind>>): PlainCommand =>
  (written) => {
    const code = straightQuotes(written).trim();
    if (/[&\n\r]/.test(written) || NOT_PLAIN.test(code)) return undefined;
    const used = kinds.get(code);
    return used?.has("INS") === true && !used.has("FOR") && !used.has("IMAGE") ? code : undefined;
  };

/** The commands of a text when each stands in it whole and is plain; undefined when there are none or others. */
export function commandsOf(text: string, plain: PlainCommand): readonly string[] | undefined {
  const codes: string[] = [];
  for (const [, written = ""] of text.matchAll(COMMAND)) {
    const code = plain(written);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return codes.length === 0 || /[{}]/.test(text.replaceAll(COMMAND, "")) ? undefined : codes;
}

/** Whether a tag opens a text that `lateText` reads. */
export const opensText = (tag: string | undefined): boolean => tag === OPEN || tag === "<w:t>";

/** Markup with values still to come: `texts` around `codes`, one text more than codes. */
export type LateText = { readonly texts: readonly string[]; readonly codes: readonly string[] };

/** Cuts markup at its commands, each value a `w:t` of its own as the filler would leave it. */
export function lateText(source: string, plain: PlainCommand): LateText {
  const texts: string[] = [];
  const codes: string[] = [];
  let before = "";
  let at = 0;
  for (const match of source.matchAll(TEXT)) {
    before += source.slice(at, match.index) + OPEN;
    at = match.index + match[0].length;
    const parts = (match[1] ?? "").split(COMMAND);
    let first = true;
    for (const [index, part] of parts.entries()) {
      // Odd parts are the commands.
      if (index % 2 === 0 && part === "") continue;
      if (!first) before += BETWEEN;
      first = false;
      if (index % 2 === 0) before += part;
      else {
        texts.push(before);
        codes.push(plain(part) ?? "");
        before = "";
      }
    }
    before += "</w:t>";
  }
  texts.push(before + source.slice(at));
  return { texts, codes };
}

/** A value as the markup of a text: its lines are parted by breaks, as the filler parts them. */
export const asMarkup = (value: string): string =>
  value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", `</w:t><w:br/>${OPEN}`);
