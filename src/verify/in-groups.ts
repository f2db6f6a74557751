/** Signatures judged side by side: enough to keep the platform's cryptography busy, few enough that their copies of the file stay few. */
const GROUP = 4;

/** As `Promise.all` over a list, a few at a time; answers in the order of the list. */
export async function inGroups<Item, Answer>(
  list: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < list.length; at += GROUP)
    answers.push(...(await Promise.all(list.slice(at, at + GROUP).map(ask))));
  return answers;
}
