import { z } from "zod";
import { code, text } from "../contract-text.ts";

/** Who somebody is to the house (design.md, "Who uses it"). */
export const Role = z.enum(["agency", "enterprise", "organiser", "bureau", "province", "admin"]);
export type Role = z.infer<typeof Role>;

/** X.520 lets a certificate name an organisation in 64 characters: a longer one could never sign. */
const Name = text(64).trim().min(2);
const Region = z.string().regex(/^\d{6}$/, "行政区划代码为六位数字");

/** Registers a tenant. Only an administrator may; bureaus name the authority they are. */
export const RegisterOrganisationInput = z
  .object({
    role: Role,
    name: Name.describe("registered name, as it stands on the seal"),
    uscc: z
      .string()
      .regex(/^[0-9A-Z]{18}$/, "统一社会信用代码为十八位")
      .describe("统一社会信用代码; its check characters are proved"),
    region_code: Region.describe("GB/T 2260 division"),
    authority_code: Region.optional().describe(
      "the filing authority this bureau is; required for role bureau",
    ),
    agency_filing_no: code(60).optional().describe("机构备案号, of an agency"),
  })
  .strict()
  .meta({ id: "RegisterOrganisationInput" });
export type RegisterOrganisationInput = z.infer<typeof RegisterOrganisationInput>;

export const OrganisationView = z
  .object({
    id: z.string(),
    role: Role,
    name: z.string(),
    uscc: z.string(),
    region_code: z.string(),
    authority_code: z.string().nullable(),
    agency_filing_no: z.string().nullable(),
    embed_origins: z.array(z.string()).describe("its own sites, which may frame its signers' pages"),
    created_at: z.string(),
  })
  .meta({ id: "Organisation" });
export type OrganisationView = z.infer<typeof OrganisationView>;

/** A site: scheme, host and port, no path. https, or http on this machine alone. */
const Origin = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .refine(
    (given) => {
      if (!URL.canParse(given)) return false;
      const { protocol, origin, hostname } = new URL(given);
      const own = hostname === "localhost" || hostname === "127.0.0.1";
      // In a policy for frames a star would be every site below.
      return given === origin && !given.includes("*") && (protocol === "https:" || own);
    },
    { error: "应为不带路径的 https 网站地址，如 https://agency.example" },
  );

/** The sites of an organisation, all of them: what is not named any more may not frame any more. */
export const EmbedOriginsInput = z
  .object({ origins: z.array(Origin).max(20) })
  .strict()
  .meta({ id: "EmbedOriginsInput" });
export type EmbedOriginsInput = z.infer<typeof EmbedOriginsInput>;

/** A person of the caller's organisation; an administrator may name another. */
export const AddPersonInput = z
  .object({
    organisation_id: z.string().max(64).optional(),
    name: text(40).trim().min(2),
    role: Role.optional().describe("defaults to the organisation's"),
    title: text(40).optional().describe("职务"),
  })
  .strict()
  .meta({ id: "AddPersonInput" });
export type AddPersonInput = z.infer<typeof AddPersonInput>;

export const PersonView = z
  .object({
    id: z.string(),
    organisation_id: z.string(),
    name: z.string(),
    role: Role,
    title: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Person" });
export type PersonView = z.infer<typeof PersonView>;
