import { z } from "zod";
import { code, text } from "../contract-text.ts";

/**
 * Fields of forms. Everything may be absent: an empty form is a form too, and what must not be empty is a condition.
 * The label is what the form's reader sees; it is the description in the JSON Schema and in the field list.
 */

/** A name, a title, an address: one line. */
export const line = (label: string) => text(200).nullish().describe(label);

/** A passage of text in one paragraph. */
export const passage = (label: string) => text(4000).nullish().describe(label);

/** A code, telephone or document number, as written. */
export const number = (label: string) => code(80).nullish().describe(label);

/** A calendar day, `YYYY-MM-DD`; other writings are findings, not faults. */
export const day = (label: string) => code(40).nullish().describe(label);

/** A whole number that counts something. */
export const count = (label: string) => z.int().min(0).max(1e9).nullish().describe(label);

/** A measure, a share or a sum of money. */
export const measure = (label: string) => z.number().min(-1e12).max(1e12).nullish().describe(label);

/** A statement that is made or not made. */
export const statement = (label: string) => z.boolean().nullish().describe(label);

/** One of the words the form offers. */
export const choice = <const Words extends readonly [string, ...string[]]>(label: string, words: Words) =>
  z.enum(words).nullish().describe(label);

/** Fields that belong together. */
export const group = <Shape extends z.ZodRawShape>(label: string, shape: Shape) =>
  z.strictObject(shape).nullish().describe(label);

/** The rows of a table, at most `max` (500). */
export const rows = <Shape extends z.ZodRawShape>(label: string, shape: Shape, max = 500) =>
  z.array(z.strictObject(shape)).max(max).default([]).describe(label);

/** The paragraphs of a longer text. */
export const paragraphs = (label: string) => z.array(text(4000)).max(60).default([]).describe(label);
