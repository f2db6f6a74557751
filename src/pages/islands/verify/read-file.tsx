import type { Bytes } from "../../../kit/bytes.ts";
import { Both } from "./both.tsx";
import { show } from "./parts.ts";

/** Files up to this are read in one go; larger ones by pieces, with the way shown. */
const ONE_GO = 8_000_000;
const PIECE = 4_000_000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

/** Reads a file of the reader's into memory and shows in `where` how far it is. Undefined when it cannot be read. */
export async function readWhole(file: File, where: Element): Promise<Bytes | undefined> {
  show(where, <Working name={file.name} />);
  try {
    if (file.size <= ONE_GO) return new Uint8Array(await file.arrayBuffer());
    const bytes = new Uint8Array(file.size);
    for (let at = 0; at < file.size; at += PIECE) {
      show(where, <Working name={file.name} read={at} of={file.size} />);
      bytes.set(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()), at);
    }
    show(where, <Working name={file.name} read={file.size} of={file.size} />);
    return bytes;
  } catch {
    return undefined;
  }
}

function Working(props: { readonly name: string; readonly read?: number; readonly of?: number }) {
  const { name, read, of } = props;
  const reading = read !== undefined && of !== undefined && read < of;
  return (
    <div class="sheet working" role="status">
      <p>
        {reading ? (
          <Both
            zh={`正在读取 ${name}：${megabytes(read)} / ${megabytes(of)}`}
            en={`Reading ${name}: ${megabytes(read)} of ${megabytes(of)}`}
          />
        ) : (
          <Both zh={`正在核验 ${name}……`} en={`Verifying ${name} …`} />
        )}
      </p>
      {of === undefined ? null : (
        <progress max={of} {...(reading ? { value: read } : {})} aria-label={name} />
      )}
    </div>
  );
}
