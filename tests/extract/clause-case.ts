/** One article of the sound contract in other words, and the finding it gives, or must not give (`fine`). */
export type Case = {
  readonly id: string;
  readonly about: string;
  readonly text: string;
  readonly fine?: boolean;
  /** Findings that come with it unavoidably. */
  readonly also?: readonly string[];
};

type Words = {
  readonly gives: readonly string[];
  readonly fine: readonly string[];
  readonly also?: readonly string[];
};

/** The texts of one rule, those that give it and those that must not. */
export const casesOf = (id: string, about: string, { gives, fine, also = [] }: Words): readonly Case[] => [
  ...gives.map((text) => ({ id, about, text, also })),
  ...fine.map((text) => ({ id, about, text, fine: true })),
];
