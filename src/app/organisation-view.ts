import type { OrganisationView, PersonView } from "../../schemas/api/organisation.ts";
import type { OrganisationRecord, PersonRecord } from "../ports/records.ts";

/** An organisation as the API shows it. */
export const organisationView = (record: OrganisationRecord): OrganisationView => ({
  id: record.id,
  role: record.role,
  name: record.name,
  uscc: record.uscc,
  region_code: record.regionCode,
  authority_code: record.authorityCode,
  agency_filing_no: record.agencyFilingNo,
  embed_origins: [...record.embedOrigins],
  created_at: record.createdAt,
});

/** A person as the API shows it. */
export const personView = (record: PersonRecord): PersonView => ({
  id: record.id,
  organisation_id: record.organisationId,
  name: record.name,
  role: record.role,
  title: record.title,
  created_at: record.createdAt,
});
