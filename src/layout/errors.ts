import { HouseError } from "../kit/errors.ts";

/**
 * `layout.font_missing` a role font is not in `templates/fonts` · `layout.too_long` the document would need more pages than allowed ·
 * `layout.bad_page` a section's page has no room for text · `layout.too_deep` tables nested over the limit.
 */
export type LayoutFault = "layout.font_missing" | "layout.too_long" | "layout.bad_page" | "layout.too_deep";

/** A document that cannot be laid out, or a house without its fonts. */
export class LayoutError extends HouseError<LayoutFault> {}
