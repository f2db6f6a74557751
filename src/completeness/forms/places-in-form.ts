import { ownValue, pointerStep } from "../../kit/json-value.ts";

/** A value of a form with its place: the pointer written out, and which row it is in, where it is in one. */
export type PlaceInForm = {
  readonly pointer: string;
  readonly value: unknown;
  /** Index of the row each `*` stands for, from the outside in. */
  readonly rows: readonly number[];
};

/** Every place a pointer leads to. A `*` stands for each row; a list that is absent has no rows. */
export function placesInForm(form: unknown, pointer: string): readonly PlaceInForm[] {
  let places: readonly PlaceInForm[] = [{ pointer: "", value: form, rows: [] }];
  for (const step of pointer.split("/").slice(1))
    places = places.flatMap((place) => (step === "*" ? rowsOf(place) : [stepInto(place, step)]));
  return places;
}

/** The value a pointer leads to in the same rows; undefined where there is none. */
export function valueInRow(form: unknown, pointer: string, rows: readonly number[]): unknown {
  let value = form;
  let row = 0;
  for (const step of pointer.split("/").slice(1)) {
    const key = step === "*" ? rows[row] : step;
    if (step === "*") row += 1;
    value = key === undefined ? undefined : ownValue(value, key);
  }
  return value;
}

function rowsOf({ pointer, value, rows }: PlaceInForm): readonly PlaceInForm[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown, at) => ({
    pointer: `${pointer}/${at}`,
    value: entry,
    rows: [...rows, at],
  }));
}

const stepInto = ({ pointer, value, rows }: PlaceInForm, step: string): PlaceInForm => ({
  pointer: pointer + pointerStep(step),
  value: ownValue(value, step),
  rows,
});
