/** A language our sentences are told in. */
type Spoken = "zh" | "en";

const SEPARATOR = / ?· /gu;

/**
 * One language's half of "中文 · English", line by line; a line without two halves stays as it is. Where what the sentence names
 * holds the separator itself, it stands in both halves and the middle one parts them.
 */
export function halfIn(language: Spoken, told: string): string {
  return told
    .split("\n")
    .map((line) => {
      const marks = [...line.matchAll(SEPARATOR)];
      const middle = marks[Math.floor(marks.length / 2)];
      if (middle === undefined) return line;
      const indent = /^\s*/u.exec(line)?.[0] ?? "";
      return language === "zh"
        ? line.slice(0, middle.index)
        : indent + line.slice(middle.index + middle[0].length);
    })
    .join("\n");
}

/** Whether a sentence is told in both languages. */
export const isBilingual = (told: string): boolean => / ?· /u.test(told) && /\p{Script=Han}/u.test(told);
