// The page `/verify` with script: verification in the browser, receipts by number or QR code, use without a network.
import { Engine } from "./ask-engine.ts";
import { findReceipts } from "./find-receipt.tsx";
import { switchLanguages } from "./languages.ts";
import { part } from "./parts.ts";
import { keepRoots } from "./roots-list.tsx";
import { verifyFiles } from "./verify-files.tsx";

const engine = new Engine();
const roots = keepRoots(engine);

function takeFiles(): void {
  const drop = part("drop", HTMLElement);
  const input = part("pdf", HTMLInputElement);
  const take = (files: FileList | undefined | null): void =>
    void verifyFiles([...(files ?? [])], { engine, roots });
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  // Anywhere on the page: a file that misses the box would otherwise replace the page.
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  for (const end of ["dragleave", "dragend"] as const)
    addEventListener(end, () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer?.files);
  });
}

/** Tells when everything the page needs is kept on this machine. */
async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/verify-offline.js", { scope: "/verify" });
  await navigator.serviceWorker.ready;
  part("offline", HTMLElement).hidden = false;
}

takeFiles();
findReceipts(engine);
switchLanguages();
part("island", HTMLElement).hidden = false;
part("plain", HTMLDetailsElement).open = false;
part("print", HTMLButtonElement).addEventListener("click", () => print());
// A browser that refuses (a private window, no storage) verifies all the same while it is online.
keepForOffline().catch(() => undefined);
