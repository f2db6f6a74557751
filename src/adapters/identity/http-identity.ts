import { utf8 } from "../../kit/bytes.ts";
import { IdentityError, type IdentityProvider, type IdentityQuestion } from "../../ports/identity.ts";
import { askOutside, type Patience } from "../outside/ask-outside.ts";

/** A provider of real-name checks; its contract is in README.md. */
export type HttpIdentity = {
  readonly url: string;
  /** A whole header value. */
  readonly authorization: string | undefined;
  /** The provider's name, as signers read it. */
  readonly name: string;
  readonly patience?: Partial<Patience> | undefined;
};

const MOST_BYTES = 16_384;

/** Asks a real-name provider whether name and number belong to one person. Throws `identity.*`. */
export function httpIdentity(provider: HttpIdentity): IdentityProvider {
  return {
    async identify(question) {
      const { result, at } = await asked(provider, question);
      if (result === "mismatch")
        throw new IdentityError(
          "identity.mismatch",
          "实名核验不一致：姓名与手机号不是同一人的，请联系发起方更正",
        );
      if (result === "unknown")
        throw new IdentityError("identity.unknown", "实名核验没有结果，请联系发起方换一个手机号");
      return {
        kind: "real_name",
        says: `${provider.name}核验姓名与手机号一致${at === undefined ? "" : `（${at}）`}；签署人以验证码确认`,
      };
    },
  };
}

type Finding = { readonly result: "match" | "mismatch" | "unknown"; readonly at: string | undefined };

async function asked(provider: HttpIdentity, question: IdentityQuestion): Promise<Finding> {
  const { url, authorization, patience } = provider;
  // What the contract of the README names, and nothing more.
  const { reference, name, to, organisation, uscc } = question;
  const answer = await askOutside({
    url,
    body: utf8(JSON.stringify({ reference, name, to, organisation, uscc })),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "idempotency-key": question.reference,
      ...(authorization === undefined ? {} : { authorization }),
    },
    most: MOST_BYTES,
    patience,
  });
  if ("failed" in answer && answer.failed === "unreachable")
    throw new IdentityError("identity.unreachable", "实名核验服务没有答复，请稍后再试");
  const found = "failed" in answer ? undefined : findingIn(answer.bytes);
  if (found !== undefined) return found;
  throw new IdentityError("identity.wrong_answer", "实名核验服务的答复不合约定，请联系我们");
}

function findingIn(bytes: Uint8Array): Finding | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof json !== "object" || json === null || !("result" in json)) return undefined;
    const { result } = json;
    const at = "verified_at" in json && typeof json.verified_at === "string" ? json.verified_at : undefined;
    const sound = at === undefined || /^[0-9T:.Z+-]{10,35}$/.test(at);
    if (sound && (result === "match" || result === "mismatch" || result === "unknown")) return { result, at };
  } catch {
    // told by the caller, in one sentence
  }
  return undefined;
}
