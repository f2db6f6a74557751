import { concat, fromBase64, toBase64 } from "../../src/kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../src/sign/client/index.ts";
import { draftContract, type Json } from "../http/open-house.ts";
import type { Fetcher } from "./main-job.ts";

/** A runtime to be asked, and its clock. */
export type Runtime = {
  readonly fetcher: Fetcher;
  /** As the browser would name the page's site. */
  readonly origin: string;
  readonly keys: Readonly<Record<string, string>>;
  /** Lets so many seconds pass. */
  readonly later: (seconds: number) => Promise<void>;
  readonly now: () => Promise<Date>;
  readonly drain: () => Promise<unknown>;
};

const PHONES = { 甲方: "13800000001", 乙方: "13900000002" };

async function api(runtime: Runtime, path: string, key: string, body?: object): Promise<Json> {
  const answer = await runtime.fetcher(path, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json: Json = await answer.json();
  if (!answer.ok) throw new Error(`${path} ${answer.status} ${JSON.stringify(json)}`);
  return json;
}

/** A signer's browser at its link. */
class Visitor {
  readonly runtime: Runtime;
  readonly path: string;
  readonly #cookies = new Map<string, string>();

  constructor(runtime: Runtime, link: string) {
    this.runtime = runtime;
    this.path = new URL(link).pathname;
  }

  async ask(end: string, body?: object): Promise<Uint8Array<ArrayBuffer>> {
    const { fetcher, origin } = this.runtime;
    const page = {
      "content-type": "application/json",
      origin,
      "sec-fetch-site": "same-origin",
      "zhiqi-sign": "page",
    };
    const answer = await fetcher(`${this.path}${end}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : page),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      this.#cookies.set(name, value);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${end} ${answer.status} ${new TextDecoder().decode(bytes)}`);
    return bytes;
  }

  async json(end: string, body?: object): Promise<Json> {
    return JSON.parse(new TextDecoder().decode(await this.ask(end, body)));
  }
}

/** From the link to the signature: the page, the code, consent, reading, a key of its own, the 意愿 code, the result. */
async function signs(visitor: Visitor, code: () => Promise<string>): Promise<Json> {
  const { runtime } = visitor;
  await visitor.ask("");
  await visitor.json("/codes", { purpose: "open" });
  const { task } = await visitor.json("/session", { code: await code() });
  await visitor.json("/consents", {
    statement_version: task.statement.version,
    privacy_version: task.privacy.version,
  });
  const displayed = await visitor.ask("/document.pdf");
  await runtime.later(task.reading.seconds);
  await visitor.json("/reading", {
    sha256: task.document.sha256,
    pages_seen: [1],
    seconds: task.reading.seconds,
    scrolled_to_end: true,
  });
  const key = await newSigningKey();
  const csr = toBase64(await certificateRequest(key));
  const state = await visitor.json("/prepare", { csr, seal: "合同专用章" });
  const bytes = (text: string): Uint8Array<ArrayBuffer> => fromBase64(text) ?? new Uint8Array();
  const confirmed = await confirmPrepared({
    displayed,
    prepared: concat(displayed, bytes(state.appended)),
    field: state.field,
    certificate: bytes(state.certificate),
    publicKey: key.publicKey,
    now: await runtime.now(),
  });
  const signature = toBase64(await signPrepared(confirmed, key.privateKey));
  await visitor.json("/codes", { purpose: "intent", state_ids: [state.state_id] });
  return visitor.json("/complete", { state_id: state.state_id, signature, code: await code() });
}

/** A contract of two parties signed by link on this runtime, links and codes read where test mode shows them. */
export async function linkJourney(runtime: Runtime) {
  const live = runtime.keys["agency"] ?? "";
  const scopes = ["contracts:write", "contracts:read", "envelopes:send"];
  const { key } = await api(runtime, "/v1/api-keys", live, { name: "链接", mode: "test", scopes });
  const contract = await api(runtime, "/v1/contracts", key, { contract: await draftContract() });
  const recipients = [
    { seat: "甲方", name: "周启明", phone: PHONES.甲方 },
    { seat: "乙方", name: "许知远", phone: PHONES.乙方 },
  ];
  const envelope = await api(runtime, "/v1/envelopes", key, { contract_id: contract.id, recipients });
  const messages = async (kind: string, order: number): Promise<Json[]> =>
    (await api(runtime, `/v1/envelopes/${envelope.id}/messages`, key)).data.filter(
      (one: Json) => one.kind === kind && one.order === order,
    );
  const results: Json[] = [];
  for (const order of [1, 2]) {
    await runtime.drain();
    const [invitation] = await messages("invitation", order);
    const link = /https?:\S+\/s\/[\w-]{43}/.exec(invitation?.text ?? "")?.[0];
    if (link === undefined) throw new Error(`no invitation ${order}`);
    const visitor = new Visitor(runtime, link);
    const code = async (): Promise<string> =>
      /\d{6}/.exec((await messages("code", order))[0]?.text)?.[0] ?? "";
    results.push(await signs(visitor, code));
    results.push(await visitor.json("/result"));
  }
  await runtime.drain();
  const pdf = await runtime.fetcher(`/v1/contracts/${contract.id}/documents/pdf`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const signed = new Uint8Array(await pdf.arrayBuffer());
  const verified = await runtime.fetcher("/v1/verifications", {
    method: "POST",
    headers: { "content-type": "application/pdf" },
    body: signed,
  });
  const { report }: Json = await verified.json();
  return { results, report, signed, envelope: await api(runtime, `/v1/envelopes/${envelope.id}`, key) };
}
