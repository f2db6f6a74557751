import { el } from "./el.ts";
import { Problem } from "./link-api.ts";
import { faultWords, type Contract, type Flow } from "./flow.ts";
import { actionButton, waysOut } from "./parts.ts";
import { ReadingStage } from "./reading-stage.ts";
import { checkWords, type Reader, readerOf, serverText } from "./reader.ts";

/**
 * Reading: the words at once, then the bytes, which are hashed and whose own words are compared with those on the screen, then the
 * original as it looks. The time is in the button, and what was seen is evidence.
 */
export async function readingScreen(flow: Flow): Promise<void> {
  const contract = flow.contracts[flow.reading];
  if (contract === undefined) return;
  const reader = await firstWords(flow, contract);
  const stage = new ReadingStage(flow, contract, reader);
  const { button, said, ready, told } = readButton(flow, { contract, reader });
  const of = flow.contracts.length;
  const several = of > 1 && `${flow.words.whichOf(flow.reading + 1, of)} · ${contract.task.contract_no}`;
  flow.show({
    step: 2,
    title: contract.task.title,
    titleIn: "zh-CN",
    wide: true,
    content: [several && el("p", { class: "kicker" }, several), stage.bar, stage.stage],
    actions: [told, said, button, waysOut(flow)],
  });
  stage.draw();
  if (reader.text !== undefined) reader.began ??= performance.now();
  const events = { checked: ready, otherFile: () => flow.again() };
  stage.complete(events).catch((error: unknown) => {
    if (!stage.bar.isConnected) return;
    if (error instanceof Problem && error.status === 401) void flow.guarded(() => Promise.reject(error));
    else {
      said.textContent = faultWords(flow, error);
      ready(error);
    }
  });
}

/** Consent of a further contract is recorded when its own reading begins; then its words, or without them its bytes. */
async function firstWords(flow: Flow, contract: Contract): Promise<Reader> {
  const { words } = flow;
  const known = readerOf(contract);
  if (known.text !== undefined || known.original !== undefined) return known;
  const waiting = el("p", { role: "status" }, words.loadingDocument);
  flow.show({ step: 2, title: contract.task.title, content: [waiting] });
  const { task } = contract;
  if (!task.consented)
    contract.task = await contract.api.consent({
      statement_version: task.statement.version,
      privacy_version: task.privacy.version,
    });
  const text = await serverText(contract);
  if (text !== undefined) return readerOf(contract);
  // Somebody signed since the task was read, or the server cannot read the file: the file itself tells.
  return checkWords(contract);
}

type Reading = { readonly contract: Contract; readonly reader: Reader };

/** The button with the time in it. It works when the time is over, the bytes are there, and where asked the end was reached. */
function readButton(flow: Flow, { contract, reader }: Reading) {
  const { words } = flow;
  const { task } = contract;
  const more = flow.reading + 1 < flow.contracts.length;
  const label = more ? words.readNext : words.haveRead;
  let there = contract.displayed !== undefined;
  let failed = false;
  const seconds = (): number => (reader.began === undefined ? 0 : (performance.now() - reader.began) / 1000);
  const { button, said } = actionButton(flow, { label }, async () => {
    if (failed) {
      await checkWords(contract);
      ready();
      return;
    }
    contract.task = await contract.api.reading({
      sha256: task.document.sha256,
      pages_seen: [...reader.seen.pages].toSorted((a, b) => a - b),
      seconds: seconds(),
      scrolled_to_end: reader.seen.toEnd,
    });
    next(flow);
  });
  const told = el("p", { class: "hidden", role: "status" });
  const needed = task.reading.done ? 0 : task.reading.seconds;
  const waiting = (): string | undefined => {
    const left = Math.ceil(needed - seconds());
    if (left > 0) return words.readFor(left);
    if (failed) return undefined;
    if (!there) return words.fetchingFile;
    return task.reading.scroll_to_end && !task.reading.done && !reader.seen.toEnd
      ? words.readToEnd
      : undefined;
  };
  const tick = (): void => {
    const why = waiting();
    if (why !== undefined) {
      button.setAttribute("aria-disabled", "true");
      button.textContent = why;
      return;
    }
    if (!failed && needed > 0) told.textContent = words.mayGoOn;
    button.removeAttribute("aria-disabled");
    button.textContent = failed ? words.retry : label;
    if (!failed) clearInterval(timer);
  };
  const timer = setInterval(tick, 250);
  flow.onLeave(() => clearInterval(timer));
  tick();
  const ready = (error?: unknown): void => {
    failed = error !== undefined;
    there = error === undefined;
    tick();
  };
  return { button, said, ready, told };
}

/** The next contract to be read; after the last the signature. Others of the same signer are offered once. */
function next(flow: Flow): void {
  if (flow.reading + 1 < flow.contracts.length) {
    flow.reading += 1;
    flow.visit("reading");
    return;
  }
  const others = flow.contracts[0]?.task.others ?? [];
  if (flow.contracts.length === 1 && others.length > 0) flow.visit("others");
  else flow.visit("mark");
}
