import { createTransport, type SendMailOptions } from "nodemailer";
import { type Message, type Notifier, NotifierError } from "../../ports/notifier.ts";

/** A mail server to hand messages to. */
export type Smtp = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465). Otherwise STARTTLS is demanded, unless `plain` allows a server inside the house. */
  readonly tls: "from-the-start" | "starttls" | "plain";
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** `知契 <no-reply@example.cn>`. */
  readonly from: string;
  /** PEM of the authority that the server's certificate must come from; the system's otherwise. */
  readonly ca?: string | undefined;
};

const WAIT = 15_000;
/** One mailbox: no display name, no list, no line break, nothing that could begin another header or address. */
const ADDRESS = /^[^\s,;:<>()[\]\\"@]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

/** Mail through SMTP, by nodemailer. Throws `notifier.*`; a wrong address is refused before anything is sent. */
export function smtpNotifier(smtp: Smtp): Notifier {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === "from-the-start",
    requireTLS: smtp.tls === "starttls",
    ignoreTLS: smtp.tls === "plain",
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password ?? "" } }),
    ...(smtp.ca === undefined ? {} : { tls: { ca: smtp.ca } }),
    connectionTimeout: WAIT,
    greetingTimeout: WAIT,
    socketTimeout: WAIT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "smtp",
    async send(message) {
      const mail = mailOf(smtp, message);
      try {
        const { messageId } = await transport.sendMail(mail);
        return { reference: messageId };
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}

function mailOf({ from }: Smtp, message: Message): SendMailOptions {
  if (!ADDRESS.test(message.to))
    throw new NotifierError("notifier.refused", "邮件地址不合格", { reason: "address" });
  return {
    from,
    to: { name: "", address: message.to },
    subject: oneLine(message.subject),
    text: message.text,
    textEncoding: "base64",
    // The same for every try, so that a mailbox can tell a repetition.
    messageId: `<${message.id}@zhiqi.invalid>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** 5xx answers are final, 4xx and lost connections are not. The server's words may repeat the message: only numbers are kept. */
function faultOf(error: unknown): NotifierError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const responseCode =
    error instanceof Error && "responseCode" in error ? Number(error.responseCode) : undefined;
  if (code === "ETIMEDOUT") return new NotifierError("notifier.timeout", "邮件服务器没有按时答复", {});
  if (responseCode !== undefined && responseCode >= 500)
    return new NotifierError("notifier.refused", "邮件服务器不接受这封邮件", {
      reason: String(responseCode),
    });
  if (responseCode !== undefined && responseCode >= 400)
    return new NotifierError("notifier.busy", "邮件服务器要求稍后再发", { reason: String(responseCode) });
  if (code === "EAUTH")
    return new NotifierError("notifier.refused", "邮件服务器不认这个账户", { reason: code });
  return new NotifierError("notifier.unreachable", "邮件服务器连接不上", { reason: code });
}
