import type { House } from "../house.ts";

/** What a desk needs: no register, no tenants, no keys of ours. The command line works at a desk. */
export type Desk = Pick<House, "clock" | "assets" | "renderer">;
