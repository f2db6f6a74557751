import { timeInShanghai } from "../../kit/dates.ts";
import type { LinkRecord, MessageRecord } from "../../ports/link-records.ts";
import type { Message } from "../../ports/notifier.ts";
import type { EnvelopeRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { linkUrl } from "./shown-link-url.ts";

/** What a message tells; every value is one line. */
type Told = {
  readonly name: string;
  readonly sender: string;
  readonly title: string;
  readonly deadline: string;
  /** Until when the link works, where that is before the deadline. */
  readonly validUntil: string;
  readonly reason: string;
  readonly url: string;
  readonly code: string;
};

const MOST = { name: 20, sender: 40, title: 40, reason: 60 } as const;

/** One line without control or invisible characters, cut between characters: nothing in it can begin a header or hide. */
export function oneLine(text: string, most: number): string {
  const line = Array.from(
    text
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
      .trim(),
  );
  return line.length <= most ? line.join("") : `${line.slice(0, most - 1).join("")}…`;
}

type Words = { readonly subject: (told: Told) => string; readonly text: (told: Told) => string };

/** The words of each kind. Links and codes go to the recipient of the link alone. */
const WORDS: Readonly<Record<MessageRecord["kind"], Words>> = {
  invitation: {
    subject: ({ sender, title }) => `${sender}请您签署《${title}》`,
    text: ({ name, sender, title, deadline, validUntil, url }) =>
      `【知契】${name}您好，${sender}请您签署《${title}》${until(deadline)}。请打开 ${url} 阅读并签署。${works(validUntil)}此链接只给您本人，请勿转发。`,
  },
  reminder: {
    subject: ({ title }) => `请签署《${title}》`,
    text: ({ name, sender, title, deadline, validUntil, url }) =>
      `【知契】${name}您好，${sender}提醒您：《${title}》尚待您签署${until(deadline)}。${works(validUntil)}请打开 ${url}`,
  },
  code: {
    subject: () => "签署验证码",
    text: ({ code, title }) =>
      `【知契】验证码 ${code}，用于《${title}》，5 分钟内有效。请勿告诉任何人，包括发起方和我们。`,
  },
  completed: {
    subject: ({ title }) => `《${title}》已完成签署`,
    text: ({ name, title, url }) =>
      `【知契】${name}您好，《${title}》各方已签署完毕。凭原链接可以查看和下载：${url}`,
  },
  declined: {
    subject: ({ title }) => `《${title}》已被拒签`,
    text: ({ name, title, reason }) => `【知契】${name}您好，《${title}》有一方拒绝签署：${reason}`,
  },
  voided: {
    subject: ({ title }) => `《${title}》已撤销`,
    text: ({ name, sender, title, reason }) =>
      `【知契】${name}您好，${sender}已撤销《${title}》的签署：${reason}。您无需再签。`,
  },
  extended: {
    subject: ({ title }) => `《${title}》签署期限已延长`,
    text: ({ name, title, deadline, validUntil, url }) =>
      `【知契】${name}您好，《${title}》的签署期限已延至 ${deadline}。${works(validUntil)}请打开 ${url}`,
  },
  transferred: {
    subject: ({ title }) => `《${title}》已转交您签署`,
    text: ({ name, sender, title, deadline, validUntil, url }) =>
      `【知契】${name}您好，由${sender}发起的《${title}》已转交您签署${until(deadline)}。${works(validUntil)}请打开 ${url}`,
  },
};

const until = (deadline: string): string => (deadline === "" ? "" : `，请于 ${deadline} 前完成`);

const works = (validUntil: string): string =>
  validUntil === "" ? "" : `链接在 ${validUntil} 前有效，过期后可请发起方重发。`;

type Subject = {
  readonly message: MessageRecord;
  readonly link: LinkRecord;
  readonly envelope: EnvelopeRecord;
};

async function toldOf(house: House, { message, link, envelope }: Subject): Promise<Told> {
  const contract = await house.store.contract(envelope.contractId);
  const sender = await house.store.organisation(envelope.tenantId);
  const code = await house.store.linkCodeById(message.codeId ?? "");
  return {
    name: oneLine(link.name, MOST.name),
    sender: oneLine(sender?.name ?? "", MOST.sender),
    title: oneLine(contract?.title || "知识产权托管合同", MOST.title),
    deadline: envelope.expiresAt === null ? "" : timeInShanghai(new Date(envelope.expiresAt)),
    validUntil:
      envelope.expiresAt !== null && envelope.expiresAt <= link.expiresAt
        ? ""
        : timeInShanghai(new Date(link.expiresAt)),
    reason: oneLine(envelope.reason ?? "", MOST.reason),
    url: await linkUrl(house, link),
    code: code === undefined ? "" : await house.links.code(code.seed),
  };
}

/** Only what the kind's template needs: a code's parameters hold no link, news hold no code. */
function parametersOf(told: Told, text: string, kind: MessageRecord["kind"]): Record<string, string> {
  if (kind === "code") return { code: told.code, title: told.title };
  const { code: _code, url, ...rest } = told;
  return text.includes(url) ? { ...rest, url } : rest;
}

const groupNews = (message: MessageRecord, happened: string, reason: string): Message => ({
  id: message.id,
  kind: message.kind,
  to: "",
  subject: oneLine(happened, 80),
  text: oneLine(`【知契】${happened}${reason === "" ? "" : `：${reason}`}`, 200),
  parameters: {},
});

/** The message as it goes out, made anew at each try. Keep it nowhere. */
export async function composedMessage(house: House, subject: Subject): Promise<Message> {
  const { message } = subject;
  const told = await toldOf(house, subject);
  const words = WORDS[message.kind];
  if (message.kind === "code" && told.code === "")
    throw new AppError("app.not_found", "验证码已过期", { message: message.id });
  // A group reads that something happened, never a signer's name or link.
  if (message.channel === "chat") return groupNews(message, words.subject(told), told.reason);
  const text = words.text(told);
  return {
    id: message.id,
    kind: message.kind,
    to: message.to,
    subject: oneLine(words.subject(told), 80),
    text,
    parameters: parametersOf(told, text, message.kind),
  };
}
