import { el } from "./el.ts";
import type { Flow } from "./flow.ts";
import { linkApi } from "./link-api.ts";
import { actionButton, waysOut } from "./parts.ts";

/** Several contracts, one 意愿: each is consented to and read by itself. */
export function othersScreen(flow: Flow): void {
  const { words } = flow;
  const own = flow.contracts[0]?.task;
  const others = own?.others ?? [];
  const together = actionButton(flow, { label: words.signTogether }, async () => {
    for (const other of others) {
      const api = linkApi(flow.asking, other.link_id);
      const task = await api.task();
      const consented = task.consented
        ? task
        : await api.consent({
            statement_version: task.statement.version,
            privacy_version: task.privacy.version,
          });
      flow.contracts.push({ api, task: consented });
    }
    flow.reading = 1;
    flow.visit("reading");
  });
  const one = actionButton(flow, { label: words.signOne, quiet: true }, async () => flow.visit("mark"));
  flow.show({
    step: 2,
    title: words.othersTitle(others.length),
    content: [
      el("p", {}, words.othersText),
      el(
        "ul",
        { class: "sheet list" },
        ...others.map(({ title, contract_no }) => el("li", {}, `${title} ${contract_no}`)),
      ),
    ],
    actions: [together.said, together.button, one.button, waysOut(flow)],
  });
}
