import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { packageRoot } from "../runtime/node-package-root.ts";

const Manifest = z.looseObject({ version: z.string() });

/** The version of this package, as its package.json has it. */
export const version = (): string =>
  Manifest.parse(JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"))).version;
