import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { hasTools } from "../tools.ts";

/** One peer's way to do the same work, as a process of its own: start-up is part of what it costs a service. */
export type Peer = { readonly name: string; readonly run: () => void };

const call = (tool: string, args: readonly string[]): void => {
  execFileSync(tool, args, { stdio: "ignore" });
};

/** The peers that are here; an absent one is named on standard error and left out of the table. */
export function peersFor(folder: string): Record<"pdf" | "sign" | "verify", Peer | undefined> {
  const profile = `-env:UserInstallation=file://${join(folder, "office")}`;
  return {
    pdf: hasTools("soffice")
      ? {
          name: "LibreOffice (process)",
          run: () =>
            call("soffice", [
              profile,
              "--headless",
              "--convert-to",
              "pdf",
              "--outdir",
              join(folder, "office-out"),
              join(folder, "contract.docx"),
            ]),
        }
      : undefined,
    sign: hasTools("openssl")
      ? {
          name: "openssl cms -sign -cades (process)",
          run: () =>
            call("openssl", [
              ..."cms -sign -cades -binary -outform DER".split(" "),
              "-in",
              join(folder, "contract.pdf"),
              "-out",
              join(folder, "peer.p7s"),
              "-signer",
              join(folder, "peer.pem"),
              "-inkey",
              join(folder, "peer.key"),
            ]),
        }
      : undefined,
    verify: hasTools("pdfsig")
      ? { name: "pdfsig (process)", run: () => call("pdfsig", [join(folder, "signed.pdf")]) }
      : undefined,
  };
}

/** A P-256 key and certificate for the signing peer. */
export function makePeerKey(folder: string): void {
  call("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=peer".split(" "),
    "-keyout",
    join(folder, "peer.key"),
    "-out",
    join(folder, "peer.pem"),
  ]);
}
