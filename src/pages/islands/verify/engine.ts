// The verifier in a worker, so that the page stays alive while a large file is read. It asks the network nothing.
import jsQR from "jsqr";
import { signedRevisions } from "../../../formats/pdf/index.ts";
import type { Bytes } from "../../../kit/bytes.ts";
import { sha256Hex } from "../../../kit/digest.ts";
import { verifyDocument } from "../../../verify/index.ts";
import type { Answer, Question, SignedState } from "./engine-messages.ts";
import { readRoots } from "./read-roots.ts";

async function answerTo(question: Question): Promise<Answer> {
  const { id } = question;
  if (question.kind === "certificates") return { id, kind: "certificates", roots: readRoots(question.file) };
  if (question.kind === "qr") {
    const { pixels, width, height } = question;
    return { id, kind: "qr", text: jsQR(pixels, width, height)?.data ?? null };
  }
  const { pdf, file, anchors, at, held } = question;
  const proofOfExistence = held.map(({ length, sha256, since }) => ({
    length,
    sha256Hex: sha256,
    at: new Date(since),
    source: "本平台存证记录",
  }));
  const report = await verifyDocument(pdf, { file, anchors, at: new Date(at), proofOfExistence });
  return {
    id,
    kind: "verified",
    report,
    states: report.integrity === "malformed" ? [] : await statesOf(pdf),
  };
}

const statesOf = (pdf: Bytes): Promise<SignedState[]> =>
  Promise.all(
    signedRevisions(pdf).map(async ({ field, pdf: state }) => ({
      field,
      length: state.length,
      sha256: await sha256Hex(state),
    })),
  );

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void answerTo(data)
    .catch((fault: unknown): Answer => ({ id: data.id, kind: "failed", message: String(fault) }))
    .then((answer) => postMessage(answer));
});
