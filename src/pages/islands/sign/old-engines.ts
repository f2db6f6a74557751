// Browsers inside messengers lag years behind: the build writes our syntax so that Chrome 94 and Safari 15 read it, and here are the
// younger methods that its parts call. Nothing is touched where an engine has its own.

type Methods = Readonly<Record<string, (this: never, ...given: never[]) => unknown>>;

function lend(to: object, methods: Methods): void {
  for (const [name, value] of Object.entries(methods))
    if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true });
}

type Row = ArrayLike<unknown>;

/** ECMAScript 2022 `at`: from the end where the place is negative. */
function at(this: Row, place: number): unknown {
  const whole = Math.trunc(place) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

/** ECMAScript 2023 `findLast`. */
function findLast(this: Row, is: (one: unknown, at: number, all: Row) => unknown): unknown {
  for (let place = this.length - 1; place >= 0; place -= 1)
    if (is(this[place], place, this)) return this[place];
  return undefined;
}

/** ECMAScript 2023 `toSorted` and `toReversed`: the copy is changed, the row is not. */
function toSorted(this: Row, compare?: (a: unknown, b: unknown) => number): unknown[] {
  const copy = Array.from(this);
  // oxlint-disable-next-line unicorn/no-array-sort -- what stands in for toSorted cannot call it
  copy.sort(compare);
  return copy;
}
function toReversed(this: Row): unknown[] {
  return Array.from(this, (_, place) => this[this.length - 1 - place]);
}

lend(Array.prototype, { at, findLast, toSorted, toReversed });
lend(Object.getPrototypeOf(Uint8Array.prototype) ?? {}, { at, findLast });
lend(String.prototype, { at });
lend(Object, { hasOwn: (one: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(one, name) });
