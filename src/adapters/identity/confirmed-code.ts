import type { IdentityProvider } from "../../ports/identity.ts";

/** The default: nobody was asked. It says what is known, no more: the sender named the number, a code sent there came back. */
export const confirmedCode: IdentityProvider = {
  identify: ({ to }) =>
    Promise.resolve({
      kind: "code_confirmed",
      says: to.includes("@")
        ? "邮箱由发起方提供，签署人以发到该邮箱的验证码确认；姓名未经核验"
        : "手机号由发起方提供，签署人以发到该手机号的验证码确认；姓名未经核验",
    }),
};
