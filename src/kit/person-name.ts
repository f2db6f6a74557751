/** Words that stand where a name should: offices, courtesies, labels of a form. */
const TITLES =
  /总经理|副?董事长|执行董事|经理|法定代表人|法人代表|法人|负责人|执行事务合伙人|合伙人|主任|局长|院长|所长|厂长|校长|会长|理事长|秘书长|处长|科长|书记|先生|女士|小姐|老板|总裁|总监|职务|姓名|[：:（）()\s]/gu;

/** Words that say the name is still to come. */
const OPEN = /待定|待补|未定|暂缺|暂无/u;

/** The name without the title beside it: 「周启明（董事长）」 is 周启明. */
export const personName = (text: string): string =>
  text.replaceAll(TITLES, "").replace(/^(\p{Script=Han})(?:总|董|工)$/u, "$1");

/** Whether a text holds a person's name of two characters or more, whatever title stands beside it. 「周总」 and 「总经理」 do not. */
export function isPersonName(text: string): boolean {
  const name = personName(text);
  return !OPEN.test(text) && Array.from(name).length >= 2 && /\p{L}/u.test(name);
}
