// Writes schemas/generated from the zod schemas. Run after changing a schema: node .scripts/generate-schemas.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemaFiles } from "../schemas/json-schema.ts";

const folder = new URL("../schemas/generated/", import.meta.url);
mkdirSync(new URL("forms/", folder), { recursive: true });
for (const [name, text] of Object.entries(jsonSchemaFiles())) writeFileSync(new URL(name, folder), text);
