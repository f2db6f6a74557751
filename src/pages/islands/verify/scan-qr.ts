import type { Engine } from "./ask-engine.ts";

/** The longer side of what is looked at, in pixels: enough for a printed code, quick on a phone. */
const LONG_SIDE = 1000;
/** Between two looks through the camera, in milliseconds. */
const EVERY = 250;

type Picture = HTMLVideoElement | ImageBitmap;

/** Text of the QR code in a picture file; null when there is none, or the file is no picture. */
export async function qrInFile(engine: Engine, file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return null;
  const found = await qrIn(engine, bitmap, { width: bitmap.width, height: bitmap.height });
  bitmap.close();
  return found;
}

/**
 * Looks through the camera until a QR code is seen; null when `signal` ends it first. Throws what the browser does when there is no
 * camera or the person says no. Pictures stay in the page; the camera is let go in every case.
 */
export async function qrByCamera(
  engine: Engine,
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
    audio: false,
  });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const found = await qrIn(engine, video, { width: video.videoWidth, height: video.videoHeight });
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function qrIn(
  engine: Engine,
  picture: Picture,
  size: { readonly width: number; readonly height: number },
): Promise<string | null> {
  if (size.width === 0 || size.height === 0) return null;
  const scale = Math.min(1, LONG_SIDE / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const paper = document.createElement("canvas");
  paper.width = width;
  paper.height = height;
  const pen = paper.getContext("2d", { willReadFrequently: true });
  if (pen === null) return null;
  pen.drawImage(picture, 0, 0, width, height);
  const pixels = pen.getImageData(0, 0, width, height).data;
  const answer = await engine.ask({ kind: "qr", pixels: new Uint8ClampedArray(pixels), width, height });
  return answer.kind === "qr" ? answer.text : null;
}

/** The register number a code or a person gives: the code of a receipt holds its address, whose last part is the number. */
export function registerNumberIn(text: string): string {
  const path = /\/r\/([^/?#\s]+)/.exec(text)?.[1];
  if (path === undefined) return text.trim().slice(0, 160);
  try {
    return decodeURIComponent(path).slice(0, 160);
  } catch {
    return path.slice(0, 160);
  }
}
