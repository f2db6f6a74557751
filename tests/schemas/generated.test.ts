import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { jsonSchemaFiles } from "../../schemas/json-schema.ts";

const folder = new URL("../../schemas/generated/", import.meta.url);
const files = jsonSchemaFiles();

it.each(Object.keys(files))(
  "%s is what the schemas say today (else run node .scripts/generate-schemas.mjs)",
  (name) => {
    expect(readFileSync(new URL(name, folder), "utf8")).toBe(files[name]);
  },
);

it("nothing else lies among the generated schemas", () => {
  const there = readdirSync(folder, { recursive: true }).map(String);
  expect(there.filter((name) => name.endsWith(".json")).sort()).toEqual(Object.keys(files).sort());
});

it("the contract's schema is JSON Schema 2020-12, closed to unknown keys, with limits on every text", () => {
  const schema = JSON.parse(files["contract.generated.json"] ?? "{}") as Record<string, unknown>;
  expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema).toMatchObject({
    $ref: "#/$defs/Contract",
    $defs: { Contract: { additionalProperties: false } },
  });
  const texts = textsIn(schema);
  expect(texts.length).toBeGreaterThan(80);
  for (const text of texts)
    expect(Object.keys(text)).toEqual(expect.arrayContaining(["maxLength", "pattern"]));
});

/** Every schema of a free text, wherever it stands. */
function textsIn(schema: unknown): readonly object[] {
  if (typeof schema !== "object" || schema === null) return [];
  const inner = Object.values(schema).flatMap(textsIn);
  const free = "type" in schema && schema.type === "string" && !("const" in schema) && !("enum" in schema);
  return free ? [schema, ...inner] : inner;
}
