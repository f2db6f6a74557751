/** Walking JSON values without believing their types. */

/** What an object or list holds under its own key; undefined for anything else, inherited keys included. */
export function ownValue(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key) as unknown;
}

/** One step of a JSON Pointer (RFC 6901). */
export const pointerStep = (key: string): string => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
