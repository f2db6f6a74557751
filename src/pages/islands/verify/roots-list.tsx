import { Both } from "./both.tsx";
import type { Engine } from "./ask-engine.ts";
import type { Root } from "./engine-messages.ts";
import { part, show } from "./parts.ts";

/** Roots that the reader trusts: this house's, as served, and those added from files, which last until the page is closed. */
export type Roots = { all(): Promise<readonly Root[]> };

/** Reads the house's roots (kept for offline use by the service worker) and lets the reader add more. */
export function keepRoots(engine: Engine): Roots {
  const own = fetch("/trust.pem")
    .then(async (answer) => (answer.ok ? await certificatesIn(engine, await answer.blob()) : []))
    .catch(() => []);
  const added: Root[] = [];
  const list = part("roots", HTMLElement);
  const input = part("root-file", HTMLInputElement);
  const draw = async (refused: readonly string[] = []) =>
    show(list, <RootsList own={await own} added={added} refused={refused} />);
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    void addAll(files);
  });
  async function addAll(files: readonly File[]): Promise<void> {
    const refused: string[] = [];
    for (const file of files) {
      const found = file.size > 1_000_000 ? [] : await certificatesIn(engine, file);
      if (found.length === 0) refused.push(file.name);
      added.push(...found);
    }
    await draw(refused);
  }
  void draw();
  return { all: async () => [...(await own), ...added] };
}

async function certificatesIn(engine: Engine, file: Blob): Promise<readonly Root[]> {
  const answer = await engine.ask({ kind: "certificates", file: new Uint8Array(await file.arrayBuffer()) });
  return answer.kind === "certificates" ? answer.roots : [];
}

function RootsList(props: {
  readonly own: readonly Root[];
  readonly added: readonly Root[];
  readonly refused: readonly string[];
}) {
  return (
    <>
      <ul>
        {props.own.map(({ name }) => (
          <li>
            {name}{" "}
            <small>
              <Both zh="本站" en="this site" />
            </small>
          </li>
        ))}
        {props.added.map(({ name }) => (
          <li>
            {name}{" "}
            <small>
              <Both zh="您添加的" en="added by you" />
            </small>
          </li>
        ))}
      </ul>
      {props.own.length === 0 ? (
        <p class="unsure">
          <Both
            zh="没有取到本站的根证书，签发者会显示为未知。"
            en="This site's roots could not be fetched: issuers will be unknown."
          />
        </p>
      ) : null}
      {props.refused.map((name) => (
        <p class="bad" role="alert">
          <Both zh={`${name} 里没有可读的证书。`} en={`No readable certificate in ${name}.`} />
        </p>
      ))}
    </>
  );
}
