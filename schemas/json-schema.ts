import { z } from "zod";
import { CheckReport } from "./check-report.ts";
import { Contract } from "./contract.ts";
import { formFiles } from "./forms/field-list.ts";
import { FORMS } from "./forms/index.ts";
import { JurisdictionFolder } from "./jurisdictions/jurisdiction.ts";
import { VerificationReport } from "./verification.ts";

const published = {
  "contract.generated.json": Contract,
  "check-report.generated.json": CheckReport,
  "verification-report.generated.json": VerificationReport,
  "jurisdiction.generated.json": JurisdictionFolder,
} as const;

/**
 * The shapes others write to us in, as JSON Schema 2020-12: file name → text of the file in `schemas/generated`.
 * What the text patterns cannot say (one seat once, one attachment number once) is asked when a contract is parsed.
 */
export function jsonSchemaFiles(): Readonly<Record<string, string>> {
  const shapes = Object.entries(published).map(([name, schema]) => {
    const written = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
    return [name, `${JSON.stringify(written, null, 2)}\n`] as const;
  });
  const forms = Object.entries(formFiles(FORMS)).map(([name, text]) => [`forms/${name}`, text] as const);
  return Object.fromEntries([...shapes, ...forms]);
}
