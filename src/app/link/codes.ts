import { type AskCodeInput, type CodeSent, LINK_BOUNDS } from "../../../schemas/api/signing-link.ts";
import type { LinkCodeRecord, LinkRecord } from "../../ports/link-records.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import type { FoundLink } from "./found-link.ts";
import { LinkError } from "./link-error.ts";
import { linkEvent } from "./link-event.ts";
import { plannedMessage } from "./make-link.ts";
import { maskedTo } from "./masked-to.ts";
import { allowed, BOUNDS } from "./rate-limit.ts";

const SEED_BYTES = 32;

/** From which address somebody asks; empty where the runtime does not know. */
export type Asker = { readonly address: string };

/** Whose codes are counted together. A test, which sends nothing and reaches nobody, locks nobody out of what is real. */
const phoneOf = ({ mode, to }: LinkRecord): string => (mode === "live" ? to : `test ${to}`);

function assertLate(house: Pick<House, "clock">, last: LinkCodeRecord | undefined): void {
  if (last === undefined) return;
  const since = (house.clock.now().getTime() - Date.parse(last.createdAt)) / 1000;
  const left = Math.ceil(LINK_BOUNDS.codeResendSeconds - since);
  if (left > 0)
    throw new LinkError("link.code_too_soon", `验证码已发出，请 ${left} 秒后再取`, { retry_after: left });
}

/**
 * A fresh code on its way to the recipient, whom the sender named: never to anybody the asker names. One a minute; counted under
 * link, number, address and tenant. The newest code of a purpose is the only one that counts. Throws `link.code_too_soon`,
 * `link.too_many`.
 */
export async function sendCode(
  house: House,
  found: FoundLink,
  asked: Pick<AskCodeInput, "purpose"> & Asker & { readonly covers: readonly string[] },
): Promise<CodeSent> {
  const { link } = found;
  assertLate(house, await house.store.linkCode(link.id, asked.purpose));
  await allowed(house, [
    { bound: BOUNDS.codesOfLink, of: link.id },
    { bound: BOUNDS.codesOfPhone, of: phoneOf(link) },
    { bound: BOUNDS.codesOfAddress, of: asked.address },
    { bound: BOUNDS.codesOfTenant, of: link.tenantId },
  ]);
  const code = await decide(async () => {
    const current = (await house.store.link(link.id)) ?? link;
    // Read inside the decision: of two clicks at once the second finds the first one's code.
    assertLate(house, await house.store.linkCode(link.id, asked.purpose));
    return committedCode(house, current, asked);
  });
  return {
    purpose: asked.purpose,
    sent_to: maskedTo(link.to),
    resend_after: LINK_BOUNDS.codeResendSeconds,
    expires_at: code.expiresAt,
  };
}

async function committedCode(
  house: House,
  link: LinkRecord,
  asked: { readonly purpose: LinkCodeRecord["purpose"]; readonly covers: readonly string[] },
): Promise<LinkCodeRecord> {
  const now = house.clock.now();
  const code: LinkCodeRecord = {
    id: house.ids.next("cod"),
    linkId: link.id,
    purpose: asked.purpose,
    seed: house.links.seed(house.ids.random(SEED_BYTES)),
    covers: asked.covers,
    tries: 0,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + LINK_BOUNDS.codeMinutes * 60_000).toISOString(),
    usedAt: null,
  };
  const facts = { purpose: asked.purpose, covers: asked.covers };
  await house.store.commit([
    ...(await linkEvent(house, link, { type: "link.code_sent", facts })),
    { insert: "linkCodes", row: code },
    ...plannedMessage(house, link, { kind: "code", codeId: code.id }),
  ]);
  return code;
}

/**
 * Whether a typed code is the newest of its purpose. A try is spent before it is compared, in one statement, so that no number of
 * requests at once gets more than five; a right one is used up by `house.store.useCode`, which lets one of them win. Throws
 * `link.code_over`, `link.code_spent`, `link.code_wrong` (`facts.left`), `link.locked`.
 */
export async function confirmedCode(
  house: House,
  link: LinkRecord,
  typed: { readonly purpose: LinkCodeRecord["purpose"]; readonly code: string } & Asker,
): Promise<LinkCodeRecord> {
  await allowed(
    house,
    [
      { bound: BOUNDS.triesOfLink, of: link.id },
      { bound: BOUNDS.triesOfPhone, of: phoneOf(link) },
      { bound: BOUNDS.triesOfAddress, of: typed.address },
    ],
    "link.locked",
  );
  const now = house.clock.now().toISOString();
  const code = await house.store.linkCode(link.id, typed.purpose);
  if (code === undefined || code.usedAt !== null || code.expiresAt <= now)
    throw new LinkError("link.code_over", "验证码已失效，请重新获取", {});
  const tries = await house.store.spendCodeTry({ id: code.id, now, most: LINK_BOUNDS.codeTries });
  if (tries === undefined) throw new LinkError("link.code_spent", "验证码输错次数已满，请重新获取", {});
  if (!(await house.links.isCode(code.seed, typed.code))) {
    const left = LINK_BOUNDS.codeTries - tries;
    throw new LinkError("link.code_wrong", `验证码不对，还可以试 ${left} 次`, { left });
  }
  return code;
}

/** Uses a confirmed code up. Of two at once one wins; the other is `link.code_over`. */
export async function usedUp(house: House, code: LinkCodeRecord): Promise<void> {
  const won = await house.store.useCode({ id: code.id, now: house.clock.now().toISOString() });
  if (!won) throw new LinkError("link.code_over", "验证码已经用过，请重新获取", {});
}
