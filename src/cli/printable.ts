/**
 * Text for a terminal. Names and keys come from files and may be hostile: nothing that moves the cursor or turns a line
 * around gets through. Line ends stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\n" ? sign : "\uFFFD"));
