import type { LinkRecord } from "../../ports/link-records.ts";
import type { House } from "../house.ts";

/** Where a link leads. Whoever has it can ask for a code: it goes into messages, and nowhere else. */
export const linkUrl = async (
  { links, publicUrl }: Pick<House, "links" | "publicUrl">,
  { seed }: Pick<LinkRecord, "seed">,
): Promise<string> => `${publicUrl}/s/${await links.token(seed)}`;

/** The link as its sender may see it: in test mode, whose data are nobody's; a live one never. */
export const shownLinkUrl = async (
  house: Pick<House, "links" | "publicUrl">,
  link: Pick<LinkRecord, "seed" | "mode">,
): Promise<string | null> => (link.mode === "test" ? linkUrl(house, link) : null);
