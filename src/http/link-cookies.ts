import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { LINK_BOUNDS, SESSION_HEADER } from "../../schemas/api/signing-link.ts";
import type { Presented } from "../app/link/session.ts";
import type { Env } from "./env.ts";

const DEVICE_DAYS = 365;

/** Only over https: on http WebKit keeps no `Secure` cookie, not even from this machine itself, where others do. */
const isSecure = (c: Context<Env>): boolean => c.var.house.publicUrl.startsWith("https:");

/** `__Host-` binds a cookie to this very host; without https a browser would not keep it, and then the plain name has to do. */
const named = (c: Context<Env>, name: string): string => (isSecure(c) ? `__Host-${name}` : name);

/** Each link has its own session cookie: two contracts may be open in one browser. */
const sessionCookie = (c: Context<Env>, token: string): string => named(c, `zhiqi-sign-${token.slice(0, 8)}`);

/** What a request brings: the session of its cookie, or of a framed page's header; the browser's device cookie. */
export const presented = (c: Context<Env>, token: string): Presented => ({
  session: (c.req.header(SESSION_HEADER) ?? getCookie(c, sessionCookie(c, token)) ?? "").slice(0, 100),
  device: deviceToken(c),
});

/** The browser's device token, when it is one of ours. */
export function deviceToken(c: Context<Env>): string {
  const found = getCookie(c, named(c, "zhiqi-device")) ?? "";
  return /^[A-Za-z0-9_-]{43}$/.test(found) ? found : "";
}

/** Hands session and device to the browser: HttpOnly, SameSite=Strict, for this host alone. */
export function giveCookies(
  c: Context<Env>,
  token: string,
  opened: { readonly session: string; readonly device: string },
): void {
  const common = { path: "/", httpOnly: true, sameSite: "Strict", secure: isSecure(c) } as const;
  setCookie(c, sessionCookie(c, token), opened.session, {
    ...common,
    maxAge: LINK_BOUNDS.sessionMinutes * 60,
  });
  setCookie(c, named(c, "zhiqi-device"), opened.device, { ...common, maxAge: DEVICE_DAYS * 24 * 3600 });
}
