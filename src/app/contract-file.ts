import type { DocumentKind } from "../../schemas/api/contract.ts";
import { parseContract } from "../contract/parse.ts";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { ContractRecord } from "../ports/records.ts";
import { type Caller, needScope } from "./caller.ts";
import { draftDocx, draftPdf } from "./draft-document.ts";
import type { House } from "./house.ts";
import { fileNameOf, MEDIA_TYPES, type StoredFile, storedBytes } from "./stored-file.ts";
import { pinnedTemplate } from "./templates/chosen-template.ts";
import { visibleContract } from "./visible-contract.ts";

/** The stored bytes once the contract was sent, else a fresh draft, which nothing keeps. */
async function bytesOf(house: House, record: ContractRecord, kind: DocumentKind): Promise<Bytes> {
  if (kind === "json") return utf8(canonicalJson(record.contract));
  const stored = await house.store.documents(record.id);
  const wanted = stored
    .filter((document) => document.kind === (kind === "docx" ? "docx" : "revision"))
    .at(-1);
  if (wanted !== undefined) return storedBytes(house, wanted.digest);
  const contract = parseContract(record.contract);
  const template = await pinnedTemplate(house, record);
  return kind === "docx"
    ? draftDocx(house, contract, template)
    : (await draftPdf(house, contract, template)).pdf;
}

/** The contract as Word, as PDF (the newest revision, signed as far as it is) or as canonical JSON. */
export async function contractFile(
  house: House,
  caller: Caller,
  input: { readonly id: string; readonly kind: DocumentKind },
): Promise<StoredFile> {
  needScope(caller, "contracts:read");
  const record = await visibleContract(house, caller, input.id);
  const bytes = await bytesOf(house, record, input.kind);
  return {
    bytes,
    mediaType: MEDIA_TYPES[input.kind],
    fileName: fileNameOf(record.contractNo || record.title || record.id, input.kind),
    sha256: await sha256Hex(bytes),
  };
}
