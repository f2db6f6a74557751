export * from "./contracts.ts";
export * from "./filings.ts";
export * from "./overrulings.ts";
export * from "./seals.ts";
export * from "./signings.ts";
export * from "./templates.ts";
export * from "./tenants.ts";
export * from "./work.ts";
