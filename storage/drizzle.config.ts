import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate --config storage/drizzle.config.ts --name <what>` writes the next migration; review it as SQL, never edit an old one. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./storage/schema/index.ts",
  out: "./storage/migrations",
});
