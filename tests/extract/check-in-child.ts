import { readFileSync } from "node:fs";
import { checkDocument } from "../../src/app/check-document.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";

/** Checks the files it is given one after another in a process of its own; tells what each cost and what the process held. */
const desk = buildDesk();
for (const path of process.argv.slice(2)) {
  const file = new Uint8Array(readFileSync(path));
  const before = process.cpuUsage();
  const answer = await checkDocument(desk, { file, asOf: "2026-11-20" }).then(
    () => "read",
    (fault: unknown) => (fault instanceof Error && "code" in fault ? String(fault.code) : String(fault)),
  );
  const { user, system } = process.cpuUsage(before);
  const held = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ answer, milliseconds: (user + system) / 1000, held })}\n`);
}
