// Written by .scripts/generate-jurisdictions.ts from the folders here; never by hand.

/** Every kind of contract the folders have. */
export const VARIANT_IDS = [
  "HB-2P",
  "HB-SUB",
  "ZK-FULL",
  "ZK-PART",
  "XH-FULL",
  "XH-ADV",
  "XH-ITEM",
] as const;
