import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RuntimeError } from "./settings.ts";

/** The directory of the package this file runs from, source or bundle alike. `runtime.package_not_found`. */
export function packageRoot(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, "templates")) || !existsSync(join(at, "package.json"))) {
    const above = dirname(at);
    if (above === at)
      throw new RuntimeError("runtime.package_not_found", "找不到 templates 目录，请在完整的安装目录中运行");
    at = above;
  }
  return at;
}
