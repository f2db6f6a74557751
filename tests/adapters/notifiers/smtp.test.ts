import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, it, onTestFinished } from "vitest";
import { smtpNotifier } from "../../../src/adapters/node/smtp-notifier.ts";
import type { Message } from "../../../src/ports/notifier.ts";

const message: Message = {
  id: "msg_1",
  kind: "invitation",
  to: "zhou@example.cn",
  subject: "请签署《知识产权托管合同》",
  text: "周启明：请打开 https://example.cn/s/secret-token 签署。",
  parameters: {},
};

/** A real SMTP server on the loopback address. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? "" : (mailFrom?.address ?? ""),
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString("utf8"),
        });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", () => ready());
  });
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails };
}

const notifier = (port: number, over: object = {}) =>
  smtpNotifier({
    host: "127.0.0.1",
    port,
    tls: "plain",
    from: "知契 <no-reply@example.cn>",
    ...over,
  });

const bodyOf = (raw: string): string => {
  const [head = "", body = ""] = raw.split("\r\n\r\n");
  return /base64/i.test(head) ? Buffer.from(body, "base64").toString("utf8") : body;
};

describe("mail through a real SMTP server", () => {
  it("arrives with its text, from the house, to one mailbox", async () => {
    const { port, mails } = await mailServer();
    const { reference } = await notifier(port).send(message);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ from: "no-reply@example.cn", to: ["zhou@example.cn"] });
    expect(bodyOf(mails[0]!.raw).trim()).toBe(message.text);
    expect(reference).toBe("<msg_1@zhiqi.invalid>");
  });

  it("is told from a repetition by its number", async () => {
    const { port, mails } = await mailServer();
    const mailer = notifier(port);
    await mailer.send(message);
    await mailer.send(message);
    const numbers = mails.map(({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1]);
    expect(new Set(numbers)).toEqual(new Set(["<msg_1@zhiqi.invalid>"]));
  });

  it("lets no title begin another header", async () => {
    const { port, mails } = await mailServer();
    const trick = "合同\r\nBcc: everybody@example.cn\r\n\r\nbody";
    await notifier(port).send({ ...message, subject: trick });
    expect(mails[0]?.to).toEqual(["zhou@example.cn"]);
    expect(mails[0]?.raw).not.toMatch(/^bcc:/im);
  });

  it.each([
    "a@example.cn, b@example.cn",
    "a@example.cn\r\nRCPT TO:<b@example.cn>",
    "周 <a@example.cn>",
    "a",
    "",
  ])("goes to no address like %j", async (to) => {
    const { port, mails } = await mailServer();
    await expect(notifier(port).send({ ...message, to })).rejects.toMatchObject({
      code: "notifier.refused",
    });
    expect(mails).toEqual([]);
  });

  it.each([
    [550, "notifier.refused"],
    [451, "notifier.busy"],
  ])("answered with %i is %s, without a word of the message", async (responseCode, code) => {
    const { port } = await mailServer({
      onRcptTo: (_, __, answered) => answered(Object.assign(new Error("no"), { responseCode })),
    });
    const fault = await notifier(port)
      .send(message)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code, facts: { reason: String(responseCode) } });
    expect(JSON.stringify([fault, String(fault)])).not.toContain("secret-token");
  });

  it("sends nothing in clear when STARTTLS is asked and not offered", async () => {
    const { port, mails } = await mailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
    await expect(notifier(port, { tls: "starttls" }).send(message)).rejects.toMatchObject({
      code: expect.stringMatching(/^notifier\./),
    });
    expect(mails).toEqual([]);
  });

  it("is unreachable when nobody listens", async () => {
    await expect(notifier(1).send(message)).rejects.toMatchObject({ code: "notifier.unreachable" });
  });
});
