import type { FilingView } from "../../schemas/api/filing.ts";
import type { WithdrawFilingInput } from "../../schemas/api/filing-letter.ts";
import { utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { type Caller, needScope } from "./caller.ts";
import { commitFilingAct } from "./commit-filing-act.ts";
import { decide } from "./decide.ts";
import { assertMove } from "./filing-move.ts";
import { filingViewOf } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore } from "./once.ts";
import { needFiler, visibleFiling } from "./visible-filing.ts";

/**
 * 撤回: the agency takes back what it handed in, while it is open. The contract stands signed and may be filed anew, as another
 * filing. Throws `app.role_missing` for anybody but whoever filed, `app.wrong_state`.
 */
export async function withdrawFiling(
  house: House,
  caller: Caller,
  input: WithdrawFilingInput & { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:submit");
  return decide(async () => {
    const filing = await visibleFiling(house, caller, input.id);
    if (madeBefore(caller, "filing") === input.id) return filingViewOf(house, filing);
    needFiler(caller, filing, "撤回");
    assertMove(filing, ["withdraw"]);
    const { reason } = input;
    const facts = reason === undefined ? {} : { reason_sha256: await sha256Hex(utf8(reason)) };
    const at = house.clock.now();
    const act = { filing, state: "withdrawn", type: "filing.withdrawn", facts, at } as const;
    await commitFilingAct(house, caller, { ...act, also: [] });
    return filingViewOf(house, await visibleFiling(house, caller, input.id));
  });
}
