import { z } from "zod";

/** How the signer's identity came to us. Only `real_name` was checked by somebody whose trade it is. */
export const IdentityKind = z.enum([
  "stated_by_account",
  "phone_named_by_sender",
  "code_confirmed",
  "real_name",
]);
export type IdentityKind = z.infer<typeof IdentityKind>;

/**
 * Four facts about a signature, shown everywhere and never merged into one tick (design decision 7). They say what was, at the
 * moment of signing; none of them says that the signature is a 可靠电子签名.
 */
export const TrustStatement = z
  .object({
    certificate: z
      .enum(["built-in", "configured"])
      .describe(
        "built-in: our demo CA, which could issue to any name; configured: the issuer this site named",
      ),
    time: z
      .enum(["none", "built-in", "external"])
      .describe("who vouches for the time: nobody (a claim only), our own TSA, or another's"),
    identity: z.object({
      kind: IdentityKind,
      says: z.string().describe("the same in words, with the provider's name where there is one"),
    }),
    key: z
      .enum(["browser", "signer", "service", "server"])
      .describe(
        "who held the private key: the signer's page, a file or token of his own, a key service, this server",
      ),
  })
  .meta({ id: "TrustStatement" });
export type TrustStatement = z.infer<typeof TrustStatement>;
