import { z } from "zod";
import { SignEnvelopeInput } from "./envelope.ts";
import { TrustStatement } from "./trust.ts";

const base64 = (most: number) =>
  z
    .string()
    .min(4)
    .max(most)
    .regex(/^[A-Za-z0-9+/_-]+={0,2}$/);

/** A party begins to sign with a key of its own: it asks for a certificate for it. */
export const BeginSigningInput = SignEnvelopeInput.extend({
  certificate_request: base64(16_384).describe(
    "PKCS#10 in DER, base64. Proves that the key is held; the names in it are ignored",
  ),
})
  .strict()
  .meta({ id: "BeginSigningInput" });
export type BeginSigningInput = z.infer<typeof BeginSigningInput>;

export const CompleteSigningInput = z
  .object({
    signature: base64(4096).describe(
      "over the DER of the signed attributes, base64: DER for ECDSA, plain for RSA",
    ),
  })
  .strict()
  .meta({ id: "CompleteSigningInput" });
export type CompleteSigningInput = z.infer<typeof CompleteSigningInput>;

/** certified: the certificate is there · prepared: the unsigned revision is there · completed: signed, once and for ever. */
export const SigningState = z.enum(["certified", "prepared", "completed"]);
export type SigningState = z.infer<typeof SigningState>;

export const SigningView = z
  .object({
    id: z.string(),
    envelope_id: z.string(),
    seat: z.string(),
    field: z.string().describe("the one signature field this signing may fill"),
    state: SigningState,
    certificate: z.string().describe("X.509 for this signer and this event, DER, base64"),
    chain: z.array(z.string()).describe("the issuing CA first, the root last"),
    previous_sha256: z.string().describe("of the file as it is to be shown before signing"),
    prepared_sha256: z.string().nullable(),
    expires_at: z.string(),
    trust: TrustStatement,
  })
  .meta({ id: "Signing" });
export type SigningView = z.infer<typeof SigningView>;

export const PreparedSigningView = SigningView.extend({
  appended: z
    .string()
    .describe("base64 of the bytes behind the file that was shown: both together are what is to be signed"),
}).meta({ id: "PreparedSigning" });
export type PreparedSigningView = z.infer<typeof PreparedSigningView>;
