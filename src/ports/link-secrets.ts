import type { Bytes } from "../kit/bytes.ts";

/**
 * What only a signer's message carries. Tokens and codes are derived from a random seed under a key of the house, so that a
 * message can be made again for a second try, while the database holds seeds and digests alone: whoever reads the database
 * without the key can open no link and knows no code.
 */
export interface LinkSecrets {
  /** A link's token: 256 bits in base64url, 43 characters. */
  token(seed: string): Promise<string>;
  /** What is stored of a token, and looked up: 64 hex digits. Of any text: whether it is a token shows in the register. */
  tokenDigest(token: string): Promise<string>;
  /** A code of six digits, evenly spread. */
  code(seed: string): Promise<string>;
  /** Whether a typed code is the seed's; takes the same time for any wrong one. */
  isCode(seed: string, typed: string): Promise<boolean>;
  /** A salted digest of a phone number or address, to count attempts without keeping it: 64 hex digits. */
  fingerprint(purpose: string, value: string): Promise<string>;
  /** A fresh 256-bit seed in hex. */
  seed(random: Bytes): string;
}
