import { execFileSync } from "node:child_process";

/** Debian package that brings each outside judge the tests call. */
const PACKAGES: Record<string, string> = {
  WebKitWebDriver: "webkit2gtk-driver",
  Xvfb: "xvfb",
  certutil: "libnss3-tools",
  chromium: "chromium",
  "firefox-esr": "firefox-esr",
  javac: "default-jdk-headless",
  mutool: "mupdf-tools",
  java: "default-jre-headless",
  mvn: "maven",
  openssl: "openssl",
  pdfdetach: "poppler-utils",
  pdffonts: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdfsig: "poppler-utils",
  pdftoppm: "poppler-utils",
  pdftotext: "poppler-utils",
  python3: "python3-venv",
  qpdf: "qpdf",
  soffice: "libreoffice-writer-nogui libreoffice-calc-nogui",
};

const present = (tool: string): boolean => {
  try {
    execFileSync("sh", ["-c", `command -v ${tool}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Whether every tool is here. Absent ones are named on standard error, and are a failure when `CI=true`: nothing is skipped in silence. */
export function hasTools(...tools: readonly string[]): boolean {
  const absent = tools.filter((tool) => !present(tool));
  if (absent.length === 0) return true;
  const packages = [...new Set(absent.map((tool) => PACKAGES[tool] ?? tool))].join(" ");
  const message = `not run here, absent: ${absent.join(", ")} (apt-get install ${packages})`;
  if (process.env.CI === "true") throw new Error(message);
  process.stderr.write(`${message}\n`);
  return false;
}

/** The tool's name when it is here; throws, naming the Debian package, when it is not. */
export function requireTool(tool: string): string {
  if (!present(tool)) throw new Error(`${tool} is absent: apt-get install ${PACKAGES[tool] ?? tool}`);
  return tool;
}
