import type { VerificationReport } from "../../../../schemas/verification.ts";
import { isNoPdf, verdictTerms } from "../../../../schemas/verification-terms.ts";
import type { Engine } from "./ask-engine.ts";
import { Both, Said } from "./both.tsx";
import type { HeldRecord, SignedState } from "./engine-messages.ts";
import { offerRegister } from "./offer-register.tsx";
import { leadToAnswer, part, show } from "./parts.ts";
import { readWhole } from "./read-file.tsx";
import { Result, toneOf } from "./result.tsx";
import type { Roots } from "./roots-list.tsx";

/** The verifier's own bound; a larger file is not even read. */
const MOST_BYTES = 256_000_000;
/** Files of one drop; a whole archive is for the command line. */
const MOST_FILES = 100;

type Means = { readonly engine: Engine; readonly roots: Roots };
type Verdict = VerificationReport["verdict"] | "unread";

/** Which drop is the newest: an older one that is still at work stops before its next file. */
let newest = 0;

/**
 * Verifies files on this machine, one after the other, and shows the answers. One file is answered at length; of several each is a
 * line that opens, under a count of the verdicts. Nothing of a file leaves the page.
 */
export async function verifyFiles(files: readonly File[], means: Means): Promise<void> {
  const mine = (newest += 1);
  const result = part("result", HTMLElement);
  const taken = files.slice(0, MOST_FILES);
  if (taken.length === 0) return;
  part("print-row", HTMLElement).hidden = true;
  result.setAttribute("aria-busy", "true");
  show(result, taken.length === 1 ? <div /> : <Several files={taken} left={files.length - taken.length} />);
  const places = taken.length === 1 ? [...result.children] : [...result.querySelectorAll("[data-place]")];
  const verdicts: Verdict[] = [];
  for (const [at, file] of taken.entries()) {
    const place = places[at];
    if (place === undefined || mine !== newest) return;
    verdicts.push(await answerFor(file, { ...means, place, number: taken.length === 1 ? 0 : at + 1 }));
    if (mine !== newest) return;
    if (taken.length > 1) count(result, verdicts, taken.length);
  }
  result.removeAttribute("aria-busy");
  part("print-row", HTMLElement).hidden = false;
  leadToAnswer();
}

type Place = Means & { readonly place: Element; readonly number: number };

async function answerFor(file: File, { engine, roots, place, number }: Place): Promise<Verdict> {
  const where = place.querySelector("[data-answer]") ?? place;
  if (file.size > MOST_BYTES) return refuse(place, TOO_LARGE);
  const judge = async (held: readonly HeldRecord[]): Promise<Verdict> => {
    const pdf = await readWhole(file, where);
    if (pdf === undefined) return refuse(place, UNREADABLE);
    const anchors = (await roots.all()).map(({ der }) => der);
    const answer = await engine.ask({ kind: "verify", pdf, file: file.name, anchors, at: Date.now(), held });
    if (answer.kind !== "verified") return refuse(place, UNFINISHED);
    const { report, states } = answer;
    show(where, <Result report={report} place={number} />);
    tellVerdict(place, isNoPdf(report) ? "unread" : report.verdict);
    if (isNoPdf(report)) return "unread";
    offerStates(where, file, states);
    const article = where.querySelector(".answer");
    if (article !== null && held.length === 0) {
      offerRegister(article, { report, states }, async (records) => {
        const register = article.querySelector(".register");
        await judge(records);
        // What the register said stays where it was asked.
        if (register !== null) where.querySelector(".answer")?.append(register);
      });
    }
    return report.verdict;
  };
  return judge([]);
}

type Pair = { readonly zh: string; readonly en: string };
const TOO_LARGE: Pair = {
  zh: "文件超过 256 MB，请用命令行 zhiqi verify 核验。",
  en: "The file is over 256 MB: use the command line, zhiqi verify.",
};
const UNREADABLE: Pair = {
  zh: "读不到这个文件，请重新选择。",
  en: "The file cannot be read: choose it again.",
};
const UNFINISHED: Pair = {
  zh: "核验程序没有完成，这不是对文件的结论。请重试，或者用下面的上传核验。",
  en: "The verifier did not finish; this says nothing of the file. Try again, or upload it below.",
};

function refuse(place: Element, { zh, en }: Pair): Verdict {
  const where = place.querySelector("[data-answer]") ?? place;
  show(
    where,
    <p class="sheet bad" role="alert" {...(where === place ? { id: "verdict" } : {})} tabindex={-1}>
      <Both zh={zh} en={en} />
    </p>,
  );
  tellVerdict(place, "unread");
  return "unread";
}

const VERDICTS = ["invalid", "indeterminate", "unsigned", "unread", "valid"] as const;

const wordOf = (verdict: Verdict): Pair =>
  verdict === "unread" ? { zh: "没有读成", en: "Not read" } : verdictTerms(verdict).word;

/** A line for each file, in the order in which they were given. */
function Several(props: { readonly files: readonly File[]; readonly left: number }) {
  return (
    <>
      <div class="several" role="status">
        <h2 id="verdict" tabindex={-1}>
          <Both zh={`${props.files.length} 份文件`} en={`${props.files.length} files`} />
        </h2>
        <p data-count />
        {props.left === 0 ? null : (
          <p class="bad">
            <Both
              zh={`一次最多核验 ${MOST_FILES} 份，另外 ${props.left} 份没有核验；更多请用命令行 zhiqi verify。`}
              en={`${MOST_FILES} files at once: ${props.left} more were not verified. For more use the command line, zhiqi verify.`}
            />
          </p>
        )}
      </div>
      {props.files.map((file) => (
        <details class="one-file" data-place>
          <summary>
            <span class="one-name">{file.name}</span>{" "}
            <b data-verdict-word>
              <Both zh="等候" en="waiting" />
            </b>
          </summary>
          <div data-answer />
        </details>
      ))}
    </>
  );
}

function count(result: Element, verdicts: readonly Verdict[], of: number): void {
  const line = result.querySelector("[data-count]");
  if (line === null) return;
  const counted = VERDICTS.map((verdict) => ({
    word: wordOf(verdict),
    files: verdicts.filter((one) => one === verdict).length,
  })).filter(({ files }) => files > 0);
  const more =
    verdicts.length < of
      ? { zh: `，还有 ${of - verdicts.length} 份`, en: `, ${of - verdicts.length} to go` }
      : { zh: "", en: "" };
  show(
    line,
    <Both
      zh={counted.map(({ word, files }) => `${word.zh} ${files}`).join("，") + more.zh}
      en={counted.map(({ word, files }) => `${word.en} ${files}`).join(", ") + more.en}
    />,
  );
}

/** The verdict in a file's line. */
function tellVerdict(place: Element, verdict: Verdict): void {
  const word = place.querySelector("[data-verdict-word]");
  if (word === null) return;
  const { tone } = verdict === "unread" ? { tone: "bad" } : toneOf(verdict);
  word.className = tone;
  show(word, <Said words={wordOf(verdict)} />);
}

/** Under each signature, the file as that party signed it: a part of the reader's own file, made on the spot. */
function offerStates(where: Element, file: File, states: readonly SignedState[]): void {
  for (const place of where.querySelectorAll<HTMLElement>("[data-extract]")) {
    const state = states.find(({ field }) => field === place.dataset["extract"]);
    if (state === undefined) continue;
    show(
      place,
      <button type="button" class="quiet">
        <Both zh="保存签署时的那一版" en="Save the version that was signed" />
      </button>,
    );
    place.querySelector("button")?.addEventListener("click", () => save(file, state));
  }
}

/** Names of fields come from the file: only letters, digits and Han go into a file name. */
function save(file: File, { field, length }: SignedState): void {
  const url = URL.createObjectURL(file.slice(0, length, "application/pdf"));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${file.name.replace(/\.pdf$/iu, "")}-${field.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40)}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
