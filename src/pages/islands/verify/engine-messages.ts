import type { VerificationReport } from "../../../../schemas/verification.ts";
import type { Bytes } from "../../../kit/bytes.ts";

/** The register's own record of having held the first `length` bytes of a file since an instant (ISO 8601). */
export type HeldRecord = { readonly length: number; readonly sha256: string; readonly since: string };

/** What the page asks of the worker; `id` comes back with the answer. */
export type Question = { readonly id: number } & (
  | {
      readonly kind: "verify";
      readonly pdf: Bytes;
      readonly file: string;
      readonly anchors: readonly Bytes[];
      /** Milliseconds since 1970. */
      readonly at: number;
      /** What the register said, after consent, of when it held the file's states. */
      readonly held: readonly HeldRecord[];
    }
  | { readonly kind: "certificates"; readonly file: Bytes }
  | {
      readonly kind: "qr";
      readonly pixels: Uint8ClampedArray<ArrayBuffer>;
      readonly width: number;
      readonly height: number;
    }
);

/** A signed state of the file: its first `length` bytes. */
export type SignedState = { readonly field: string; readonly length: number; readonly sha256: string };

/** A certificate read from a file, with the name people read. */
export type Root = { readonly name: string; readonly der: Bytes };

/** What the worker answers. `failed` is a fault of ours, never a verdict. */
export type Answer = { readonly id: number } & (
  | {
      readonly kind: "verified";
      readonly report: VerificationReport;
      readonly states: readonly SignedState[];
    }
  | { readonly kind: "certificates"; readonly roots: readonly Root[] }
  | { readonly kind: "qr"; readonly text: string | null }
  | { readonly kind: "failed"; readonly message: string }
);
