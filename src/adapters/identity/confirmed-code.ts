import type { IdentityProvider } from "../../ports/identity.ts";

const NAMED_BY = { sender: "由发起方提供", former_signer: "由原签署人转交时提供" } as const;

/** The default: nobody was asked. It says what is known, no more: who named the number, and that a code sent there came back. */
export const confirmedCode: IdentityProvider = {
  identify({ to, namedBy }) {
    const place = to.includes("@") ? "邮箱" : "手机号";
    return Promise.resolve({
      kind: "code_confirmed",
      says: `${place}${NAMED_BY[namedBy]}，签署人以发到该${place}的验证码确认；姓名未经核验`,
    });
  },
};
