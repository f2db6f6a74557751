// Written by .scripts/generate-jurisdictions.ts from the folders here; never by hand.
import hebei from "./hebei/law.json" with { type: "json" };
import xuhui from "./xuhui/law.json" with { type: "json" };
import zhoukou from "./zhoukou/law.json" with { type: "json" };

/** Every folder of law that is built in, as it stands written. */
export const LAW_FOLDERS: readonly unknown[] = [hebei, zhoukou, xuhui];
