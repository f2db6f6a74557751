import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import type { LinkApi } from "./link-api.ts";
import { signaturePad } from "./pad.ts";
import { actionButton, waysOut } from "./parts.ts";

/** Which seal the field will show, or the name written by hand. */
export function markScreen(flow: Flow): void {
  const { words } = flow;
  const contract = flow.contracts[0];
  if (contract === undefined) return;
  // One mark for all that are signed together: only what each of them may show.
  const marks = flow.contracts.map(({ task }) => task.marks);
  const seals = contract.task.marks.seals.filter(({ kind }) =>
    marks.every((each) => each.seals.some((one) => one.kind === kind)),
  );
  const { strokes } = flow;
  const pad = signaturePad(flow, strokes, () => undefined);
  const kinds = [...seals.map(({ kind }) => kind), "hand"] as const;
  const chosen = (): (typeof kinds)[number] | undefined => kinds.find((kind) => radios.get(kind)?.checked);
  const before = flow.mark === undefined ? kinds[0] : "seal" in flow.mark ? flow.mark.seal : "hand";
  const radios = new Map(
    kinds.map((kind) => {
      const checked = kind === before;
      const id = `mark-${kind}`;
      return [kind, el("input", { type: "radio", name: "mark", id, checked, onchange: choose })];
    }),
  );
  function choose(): void {
    pad.hidden = chosen() !== "hand";
  }
  const choices = kinds.map((kind) => choice(flow, kind, radios.get(kind)));
  const { button, said } = actionButton(flow, { label: words.toPreview, busy: words.making }, async () => {
    const kind = chosen();
    if (kind === undefined) throw new Error(words.choose);
    if (kind === "hand" && strokes.length === 0) {
      said.textContent = words.padEmpty;
      return;
    }
    flow.mark = kind === "hand" ? { strokes } : { seal: kind };
    const { hasCrypto, prepareAll } = await import("./signing.ts");
    if (hasCrypto()) await prepareAll(flow);
    flow.visit("preview");
  });
  choose();
  flow.show({
    step: 3,
    title: words.markTitle,
    content: [
      el("fieldset", { class: "choices" }, el("legend", { class: "hidden" }, words.markTitle), ...choices),
      pad,
      seals.length > 0 && el("p", { class: "note" }, words.sealNote),
    ],
    actions: [said, button, waysOut(flow)],
  });
}

/** One way to sign: a seal as it would be drawn, or the own hand. */
function choice(flow: Flow, kind: string, radio: HTMLInputElement | undefined): HTMLElement {
  const { words } = flow;
  const contract = flow.contracts[0];
  const seal = contract?.task.marks.seals.find((one) => one.kind === kind);
  const look =
    seal === undefined || contract === undefined
      ? [el("span", {}, words.handChoice)]
      : [
          sealPicture(flow, contract.api, seal.picture),
          el(
            "span",
            {},
            words.sealChoice(seal.kind),
            el("small", {}, seal.standing === "sample" ? words.sample : words.registered),
          ),
        ];
  return el("label", { class: "choice", for: `mark-${kind}` }, radio, ...look);
}

/** A seal's picture. A framed page has no cookie that a picture's address would carry: there it is fetched with the session. */
function sealPicture(flow: Flow, api: LinkApi, path: string): HTMLElement {
  const picture = el("img", { alt: "", width: 72, height: 72 });
  if (flow.asking.session === null) {
    picture.src = api.address(path);
    return picture;
  }
  const show = async (): Promise<void> => {
    const svg = new Blob([await api.bytes(path)], { type: "image/svg+xml" });
    const address = URL.createObjectURL(svg);
    flow.onLeave(() => URL.revokeObjectURL(address));
    picture.src = address;
  };
  void show().catch(() => undefined);
  return picture;
}
