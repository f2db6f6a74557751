import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { type Contract, type Variant } from "../../schemas/contract.ts";
import type { SigningStep } from "../../schemas/api/envelope.ts";
import { shownContractText } from "../contract/shown-contract.ts";
import { contractDocument } from "../document/contract-document.ts";
import { readFont } from "../formats/fonts/read-font.ts";
import { type Bytes, utf8 } from "../kit/bytes.ts";
import type { Rendered } from "../ports/renderer.ts";
import {
  certificationPlan,
  fieldPlansFromMarks,
  filingMarkPlan,
  type MarginPlan,
  planSteps,
} from "../sign/field-plans.ts";
import { placeSignatureFields } from "../sign/fields.ts";
import type { StraddleWish } from "../sign/seal/straddle.ts";
import type { House } from "./house.ts";
import { assetBytes, MEDIA_TYPES } from "./stored-file.ts";

/** Where a variant's words are. */
const TEMPLATES: Readonly<Record<Variant, string>> = {
  "HB-2P": "hebei/custody-contract.docx",
  "HB-SUB": "hebei/subsidy-project-contract.docx",
  "ZK-FULL": "zhoukou/full-custody-contract.docx",
  "ZK-PART": "zhoukou/partial-custody-contract.docx",
  "XH-FULL": "xuhui/full-custody-contract.docx",
  "XH-ADV": "xuhui/advisory-custody-contract.docx",
  "XH-ITEM": "xuhui/item-custody-contract.docx",
};

/** Name under which the contract's data travels inside the PDF. */
const ATTACHMENT = "contract.json";

type Workshop = Pick<House, "assets" | "renderer" | "clock">;

/** The contract as Word, in the words of `template` or else the house's. Throws what the document room throws. */
export async function draftDocx(
  house: Pick<House, "assets">,
  contract: Contract,
  template?: Bytes,
): Promise<Bytes> {
  return contractDocument(contract, template ?? (await assetBytes(house, TEMPLATES[contract.variant])));
}

/** Revision 1 and what it was made from: every seat's signature field is in it, the contract's data attached. */
export type Draft = { readonly docx: Bytes; readonly pdf: Bytes; readonly rendered: Rendered };

/**
 * Variants whose parties put a 骑缝章 over all pages: contracts of three or more, whose copies travel furthest apart, so that a
 * page cannot be exchanged between two parties unseen by the third.
 */
const WITH_STRADDLE: ReadonlySet<Variant> = new Set(["HB-SUB", "XH-FULL", "XH-ADV", "XH-ITEM"]);

/** One 骑缝章 a party's seat, from the top of the edge in the order of the seats; none on a single page. */
function straddleWishes(
  variant: Variant,
  { seats, pages }: { readonly seats: readonly { readonly name: string }[]; readonly pages: number },
): StraddleWish[] {
  const parties = seats.filter(({ name }) => name.endsWith("方"));
  if (!WITH_STRADDLE.has(variant) || pages < 2) return [];
  return parties.map(({ name }, rank) => ({ straddle: name, rank: [rank, parties.length] }));
}

/** What a sent contract needs beyond its seats. */
export type DraftWish = {
  /** Who signs in each seat: 用印 alone when absent. */
  readonly steps?: Readonly<Record<string, readonly SigningStep[]>> | undefined;
  /** A place for the service's certification. */
  readonly certification?: "reserved" | undefined;
};

/** A bureau's mark belongs on what a bureau files: its place and law say whether it does. */
const filingMarks = (variant: Variant): MarginPlan[] => {
  const law = lawFor(variant);
  return law.filing !== null && law.variant.recipients.includes("bureau") ? [filingMarkPlan] : [];
};

/** Word → PDF with the data attached → signature fields. Nothing is signed and nothing stored. */
export async function draftPdf(
  house: Workshop,
  contract: Contract,
  template?: Bytes,
  wish: DraftWish = {},
): Promise<Draft> {
  const docx = await draftDocx(house, contract, template);
  const rendered = await house.renderer.render({
    docx,
    title: contract.title ?? "",
    profile: "word",
    createdAt: house.clock.now(),
    attachments: [
      {
        name: ATTACHMENT,
        mediaType: MEDIA_TYPES.json,
        description: "合同数据（与正文一致，规范化 JSON）",
        bytes: utf8(shownContractText(contract)),
      },
    ],
  });
  const song = readFont(await assetBytes(house, "fonts/song.ttf"));
  const seats = fieldPlansFromMarks(rendered.marks);
  const wishes = straddleWishes(contract.variant, { seats, pages: rendered.pages });
  const steps = seats.flatMap((seat) => planSteps(seat, wish.steps?.[seat.name] ?? ["用印"]));
  const certification = wish.certification === undefined ? [] : [certificationPlan];
  const places = [...steps, ...wishes, ...filingMarks(contract.variant), ...certification];
  const pdf = await placeSignatureFields(rendered.pdf, places, song);
  return { docx, pdf, rendered };
}
