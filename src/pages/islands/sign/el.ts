/** Attributes, and listeners under `on…`; `false`, `null` and `undefined` leave one out. */
export type Properties = Readonly<
  Record<string, string | number | boolean | null | undefined | EventListener>
>;
export type Child = Node | string | null | undefined | false;

/**
 * An element. Text becomes text, never markup: whatever a contract, a name or a reason holds is shown as it is written.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, `${value}`);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
