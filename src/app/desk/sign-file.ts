import { z } from "zod";
import { readFont } from "../../formats/fonts/read-font.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { certificateSubject } from "../../sign/cms/certificate-subject.ts";
import { signRevision } from "../../sign/revision.ts";
import { captionLines } from "../../sign/seal/appearance.ts";
import { drawSeal } from "../../sign/seal/draw-seal.ts";
import { AppError } from "../app-error.ts";
import type { Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";

/** What `--seal S.json` says. `name` unsaid is the organisation of the certificate; a seal from a desk is always 样章. */
export const SealFile = z.strictObject({
  kind: z.enum(["公章", "合同专用章", "法定代表人名章"]).default("合同专用章"),
  name: z.string().min(2).max(40).optional(),
  line: z.string().max(12).optional(),
  code: z
    .string()
    .regex(/^\d{13,14}$/)
    .optional(),
});
export type SealFile = z.infer<typeof SealFile>;

/** What was signed, for the one who asked. */
export type SignedFile = {
  readonly pdf: Bytes;
  readonly field: string;
  readonly signer: string;
  readonly organisation: string;
  readonly level: "B-B";
  /** Claimed, not proved: B-B carries no trusted time. */
  readonly claimedAt: string;
};

/**
 * Signs one field of a PDF with a key from outside and its certificate; appends one revision. Names come from the
 * certificate, so that the page cannot say more than the certificate does. Throws `desk.level_not_offered` (only B-B so
 * far; never lowered in silence), `desk.seal_not_readable`, and `sign.*`.
 */
export async function signFile(
  desk: Desk,
  request: {
    readonly pdf: Bytes;
    readonly field: string;
    readonly key: SigningKey;
    /** The signer's first, then its issuers. DER. */
    readonly certificates: readonly [Bytes, ...Bytes[]];
    readonly sealJson: string | undefined;
    readonly level: string;
    readonly timestampAuthority: string | undefined;
  },
): Promise<SignedFile> {
  if (request.level !== "B-B" || request.timestampAuthority !== undefined) {
    throw new DeskError(
      "desk.level_not_offered",
      "目前只能签到 B-B（无可信时间戳）；请去掉 --level 与 --tsa",
      {
        level: request.level,
      },
    );
  }
  const [certificate, ...chain] = request.certificates;
  const { commonName, organisation } = certificateSubject(certificate);
  const signedAt = desk.clock.now();
  const font = await songFont(desk);
  const pdf = await signRevision({
    pdf: request.pdf,
    field: request.field,
    key: request.key,
    certificate,
    chain,
    seal: request.sealJson === undefined ? undefined : sealOf(request.sealJson, { organisation, font }),
    caption: { font, lines: captionLines({ signer: commonName, signedAt }) },
    signerName: commonName,
    organisation,
    signedAt,
  });
  const claimedAt = signedAt.toISOString();
  return { pdf, field: request.field, signer: commonName, organisation, level: "B-B", claimedAt };
}

function sealOf(
  json: string,
  given: { readonly organisation: string; readonly font: ReturnType<typeof readFont> },
) {
  const seal = readSeal(json);
  const name = seal.name ?? given.organisation;
  return drawSeal({ ...seal, name, standing: "sample" }, { song: given.font });
}

function readSeal(json: string): SealFile {
  try {
    return SealFile.parse(JSON.parse(json));
  } catch (cause) {
    throw new DeskError(
      "desk.seal_not_readable",
      '印章说明应是 JSON，例如 {"kind":"合同专用章","name":"单位全称"}',
      {},
      { cause },
    );
  }
}

async function songFont(desk: Desk): Promise<ReturnType<typeof readFont>> {
  const bytes = await desk.assets.read("fonts/song.ttf");
  if (!bytes)
    throw new AppError("app.asset_missing", "缺少字体 templates/fonts/song.ttf", { asset: "fonts/song.ttf" });
  return readFont(bytes);
}
