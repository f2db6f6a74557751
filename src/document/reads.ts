import { isPlain } from "./expression/scope.ts";

const DEEPEST = 12;
const MOST = 500;

/** Which names of which objects a filling has read. Objects are told apart by themselves, so loops need no paths. */
export class Reads {
  private readonly names = new WeakMap<object, Set<string>>();

  /** Notes that a name of an object was read. */
  note(holder: object, name: string): void {
    const known = this.names.get(holder);
    if (known === undefined) this.names.set(holder, new Set([name]));
    else known.add(name);
  }

  /** The values nobody read, `fee.account.no`, entries of a list as `scope[].code` when no entry's was read; at most 500. */
  unused(values: Readonly<Record<string, unknown>>): readonly string[] {
    const paths: string[] = [];
    this.look([values], "", { paths, depth: 0 });
    return paths;
  }

  /** `holders` are one object, or all entries of a list: a name is used when it was read of one of them. */
  private look(
    holders: readonly Readonly<Record<string, unknown>>[],
    before: string,
    into: { paths: string[]; depth: number },
  ): void {
    const { paths, depth } = into;
    const names = new Set(holders.flatMap((holder) => Object.keys(holder)));
    for (const name of names) {
      if (paths.length >= MOST) return;
      const path = before === "" ? name : `${before}.${name}`;
      const values = holders.map((holder) => (Object.hasOwn(holder, name) ? holder[name] : undefined));
      if (values.every((value) => value === undefined || value === null)) continue;
      if (!holders.some((holder) => this.names.get(holder)?.has(name))) paths.push(path);
      else if (depth < DEEPEST) this.lookInside(values, path, { paths, depth: depth + 1 });
    }
  }

  private lookInside(
    values: readonly unknown[],
    path: string,
    into: { paths: string[]; depth: number },
  ): void {
    const objects = values.filter(isPlain);
    if (objects.length > 0) this.look(objects, path, into);
    const entries = values
      .flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []))
      .filter(isPlain);
    if (entries.length > 0) this.look(entries, `${path}[]`, into);
  }
}
