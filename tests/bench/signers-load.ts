// The load: 200 phones in a process of their own, and the gateway of short messages they get their links and codes from.
// Started by signers.ts: says where the gateway is, reads {url, plan}, says what the signers met.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { concat, fromBase64, toBase64 } from "../../src/kit/bytes.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../src/sign/client/index.ts";
import { FATES, type Plan } from "./signers-seed.ts";

/** Times of one step over all signers, milliseconds. */
export type StepTimes = {
  readonly step: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
};

/** What 200 signers met. */
export type LoadReport = {
  readonly signers: number;
  readonly seconds: number;
  readonly all: StepTimes;
  readonly steps: readonly StepTimes[];
  /** From asking for a code to its arrival at the phone. */
  readonly messages: StepTimes;
  readonly errors: readonly string[];
  readonly serverPeakMegabytes: number;
  readonly serverCpuSeconds: number;
};

// oxlint-disable-next-line typescript/no-explicit-any -- a load looks into answers freely
type Json = any;

const SECRET = "bench-gateway-secret";
/** Longest wait for a message, milliseconds. */
const MESSAGE_WAIT = 60_000;
/** One code a minute. */
const CODE_AGAIN_MS = 61_000;
const HAND = { name: "周启明", reason: "换用另一部手机" };

const times = new Map<string, number[]>();
const errors: string[] = [];

function timed(step: string, from: number): void {
  const list = times.get(step) ?? [];
  list.push(performance.now() - from);
  times.set(step, list);
}

function stepTimes(step: string, list: readonly number[]): StepTimes {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { step, count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1) ?? 0 };
}

/** A short message as the gateway got it. */
type ShortMessage = {
  readonly kind: string;
  readonly to: string;
  readonly parameters: Record<string, string>;
};

const waiting = new Map<string, (message: ShortMessage) => void>();
const arrived = new Map<string, ShortMessage[]>();
const invitations: ShortMessage[] = [];
let heardOfInvitation: () => void = () => undefined;

function take(message: ShortMessage): void {
  if (message.kind === "invitation") {
    invitations.push(message);
    heardOfInvitation();
    return;
  }
  const name = `${message.kind} ${message.to}`;
  const waiter = waiting.get(name);
  waiting.delete(name);
  if (waiter === undefined) arrived.set(name, [...(arrived.get(name) ?? []), message]);
  else waiter(message);
}

/** The next message of a kind at a phone. */
async function nextMessage(kind: string, to: string): Promise<ShortMessage> {
  const name = `${kind} ${to}`;
  const there = arrived.get(name)?.shift();
  if (there !== undefined) return there;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${kind} within ${MESSAGE_WAIT} ms`)), MESSAGE_WAIT);
    waiting.set(name, (message) => {
      clearTimeout(late);
      resolve(message);
    });
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

const gateway = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    take(JSON.parse(body) as ShortMessage);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});

/** One signer's browser. */
class Phone {
  readonly base: string;
  readonly to: string;
  readonly address: string;
  cookies = new Map<string, string>();

  constructor(link: string, to: string) {
    this.base = link;
    this.to = to;
    const number = Number(to.slice(-6));
    this.address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  }

  async ask(step: string, end: string, body?: object): Promise<{ status: number; json: Json; bytes: Bytes }> {
    const from = performance.now();
    const answer = await fetch(`${this.base}${end}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-forwarded-for": this.address,
        ...(body === undefined
          ? {}
          : {
              "content-type": "application/json",
              origin: new URL(this.base).origin,
              "sec-fetch-site": "same-origin",
              "zhiqi-sign": "page",
            }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    timed(step, from);
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      this.cookies.set(name, value);
    }
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    return {
      status: answer.status,
      json: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined,
      bytes,
    };
  }

  /** The same, where nothing but this status is right. */
  async sure(step: string, end: string, body?: object, status = 200) {
    const answer = await this.ask(step, end, body);
    if (answer.status !== status)
      throw new Error(`${step}: ${answer.status} ${JSON.stringify(answer.json)?.slice(0, 300)}`);
    return answer;
  }

  async code(body: object): Promise<string> {
    const step = `code: ask for it (${(body as { purpose: string }).purpose})`;
    await this.sure(step, "/codes", body, 202);
    const from = performance.now();
    const { parameters } = await nextMessage("code", this.to);
    timed("message", from);
    return parameters["code"] ?? "";
  }
}
type Bytes = Uint8Array<ArrayBuffer>;

async function opened(phone: Phone): Promise<void> {
  await phone.sure("page", "");
  await phone.sure("state", "/state");
  const code = await phone.code({ purpose: "open" });
  await phone.sure("session: code typed", "/session", { code });
}

/** Consent, the document, so many seconds of reading. */
async function read(phone: Phone): Promise<Bytes> {
  const { json: task } = await phone.sure("task", "/task");
  await phone.sure("consents", "/consents", {
    statement_version: task.statement.version,
    privacy_version: task.privacy.version,
  });
  const { bytes } = await phone.sure("document", "/document.pdf");
  await sleep(task.reading.seconds * 1000);
  await phone.sure("reading", "/reading", {
    sha256: task.document.sha256,
    pages_seen: Array.from({ length: task.document.pages }, (_, at) => at + 1),
    seconds: task.reading.seconds,
    scrolled_to_end: true,
  });
  return bytes;
}

type Prepared = { readonly state_id: string; readonly signature: string };

/**
 * Key, certificate, the page's own check, the signature. Where another party signed since the file was shown, the newer file is
 * shown and prepared again, as the page does it.
 */
async function prepared(phone: Phone, displayed: Bytes): Promise<Prepared> {
  const key = await newSigningKey();
  const csr = toBase64(await certificateRequest(key));
  const { json: state } = await phone.sure("prepare", "/prepare", { csr, seal: "合同专用章" });
  if (state.previous_sha256 !== (await sha256Hex(displayed)))
    return prepared(phone, (await phone.sure("document", "/document.pdf")).bytes);
  const confirmed = await confirmPrepared({
    displayed,
    prepared: concat(displayed, fromBase64(state.appended) ?? new Uint8Array()),
    field: state.field,
    certificate: fromBase64(state.certificate) ?? new Uint8Array(),
    publicKey: key.publicKey,
    now: new Date(),
  });
  return { state_id: state.state_id, signature: toBase64(await signPrepared(confirmed, key.privateKey)) };
}

/** Signs; where another party signed meanwhile it looks again and signs the newer file. */
async function sign(phone: Phone, displayed: Bytes): Promise<void> {
  const first = await prepared(phone, displayed);
  const code = await phone.code({ purpose: "intent", state_ids: [first.state_id] });
  const answer = await phone.ask("complete", "/complete", { ...first, code });
  if (answer.status === 409 && answer.json.code === "app.signing_outdated") {
    const { bytes } = await phone.sure("document", "/document.pdf");
    const second = await prepared(phone, bytes);
    // A code is for what was shown and no other: the newer file needs another, which there is a minute after the first.
    await sleep(CODE_AGAIN_MS);
    const another = await phone.code({ purpose: "intent", state_ids: [second.state_id] });
    await phone.sure("complete", "/complete", { ...second, code: another });
  } else if (answer.status !== 200)
    throw new Error(`complete: ${answer.status} ${JSON.stringify(answer.json)?.slice(0, 300)}`);
  await phone.sure("result", "/result");
  await phone.sure("signed copy", "/signed.pdf");
}

async function signer({ to, parameters }: ShortMessage): Promise<void> {
  const phone = new Phone(parameters["url"] ?? "", to);
  await opened(phone);
  const displayed = await read(phone);
  if (to.startsWith(FATES.declining)) {
    await phone.sure("decline", "/decline", { reason: "服务内容不符" });
    await phone.sure("result", "/result");
  } else if (to.startsWith(FATES.handing)) {
    const other = `139${to.slice(3)}`;
    const message = nextMessage("transferred", other);
    await phone.sure("transfer", "/transfer", { ...HAND, phone: other });
    const next = new Phone((await message).parameters["url"] ?? "", other);
    await opened(next);
    await sign(next, await read(next));
  } else await sign(phone, displayed);
}

async function invited(count: number): Promise<readonly ShortMessage[]> {
  while (invitations.length < count) {
    await new Promise<void>((resolve) => {
      heardOfInvitation = resolve;
    });
  }
  return invitations.splice(0);
}

gateway.listen(0, "127.0.0.1", () => {
  const { port } = gateway.address() as AddressInfo;
  console.log(JSON.stringify({ gateway: `http://127.0.0.1:${port}/`, secret: SECRET }));
});

for await (const line of createInterface({ input: process.stdin })) {
  const { plan } = JSON.parse(line) as { plan: Plan };
  const signers = plan.alone + 2 * plan.together + plan.declining + plan.handing;
  const messages = await invited(signers);
  const from = performance.now();
  await Promise.all(
    messages.map((message) =>
      signer(message).catch((error: unknown) => errors.push(`${message.to}: ${String(error)}`)),
    ),
  );
  const seconds = (performance.now() - from) / 1000;
  const { message = [], ...steps } = Object.fromEntries(times);
  const report: LoadReport = {
    signers,
    seconds,
    all: stepTimes("all answers", Object.values(steps).flat()),
    steps: Object.entries(steps).map(([step, list]) => stepTimes(step, list)),
    messages: stepTimes("a code's way to the phone", message),
    errors,
    serverPeakMegabytes: 0,
    serverCpuSeconds: 0,
  };
  console.log(JSON.stringify(report));
  gateway.close();
}
