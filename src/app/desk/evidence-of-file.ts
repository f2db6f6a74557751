import type { Bytes } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { packEvidence } from "../evidence/pack-evidence.ts";
import { signaturesIn } from "../evidence/read-signatures.ts";
import type { Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";

/**
 * The evidence pack of a signed PDF alone: revisions cut at the ends of its signatures, no events, roots as the caller gives
 * them. Throws `desk.nothing_signed`, `pdf.*`.
 */
export async function evidenceOfFile(
  desk: Pick<Desk, "clock">,
  request: { readonly pdf: Bytes; readonly anchors: readonly Bytes[] },
): Promise<{ readonly zip: Bytes; readonly signatures: number }> {
  const { pdf, anchors } = request;
  const signatures = signaturesIn(pdf);
  if (signatures.length === 0)
    throw new DeskError("desk.nothing_signed", "这份 PDF 没有签名，没有可取的证据", {});
  const ends = [...new Set([...signatures.map(({ end }) => end), pdf.length])];
  const revisions = ends.map((end, index) => ({ name: `${index + 1}-signed`, pdf: pdf.slice(0, end) }));
  const digests = await Promise.all(revisions.map(({ pdf: bytes }) => sha256Hex(bytes)));
  const zip = await packEvidence({
    pdf,
    revisions,
    audit: {},
    anchors,
    statement: {
      kind: "zhiqi-evidence/1",
      revisions: revisions.map(({ name }, index) => ({
        file: `revisions/${name}.pdf`,
        sha256: digests[index],
      })),
      signatures: signatures.map(({ field, subFilter, parts }) => ({
        field,
        format: subFilter,
        time: parts.time?.toISOString() ?? null,
      })),
      trust: "单独的文件没有留痕，信任四事实不明 · a file alone carries no record of how it was signed",
    },
    madeAt: desk.clock.now(),
  });
  return { zip, signatures: signatures.length };
}
