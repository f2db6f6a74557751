import { concat, fromBase64, toBase64 } from "../../../src/kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../../src/sign/client/index.ts";
import { draftContract, type Json, type OpenHouse } from "../open-house.ts";

const ORIGIN = "http://127.0.0.1:8787";

export type Reply = {
  readonly status: number;
  readonly json: Json;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What a phone needs of a house: to ask it, and to read the codes it sends. */
export type Reached = Pick<OpenHouse, "app" | "house" | "clock">;

/** A browser of one signer: cookies, the page's headers, and nothing else. */
export class Phone {
  readonly open: Reached;
  readonly token: string;
  readonly cookies = new Map<string, string>();
  address: string;

  constructor(open: Reached, token: string, address = "203.0.113.7") {
    this.open = open;
    this.token = token;
    this.address = address;
  }

  async ask(
    method: string,
    end: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const answer = await this.open.app.request(`${ORIGIN}/s/${this.token}/${end}`, {
      method,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "x-forwarded-for": this.address,
        ...(method === "POST"
          ? {
              "content-type": "application/json",
              origin: ORIGIN,
              "sec-fetch-site": "same-origin",
              "zhiqi-sign": "page",
            }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      this.cookies.set(name, value);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson =
      (answer.headers.get("content-type") ?? "").includes("json") && !answer.headers.has("content-encoding");
    const json: Json = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: answer.status, json, headers: answer.headers, bytes };
  }

  post = (end: string, body: object = {}, headers: Record<string, string> = {}): Promise<Reply> =>
    this.ask("POST", end, body, headers);
  get = (end: string): Promise<Reply> => this.ask("GET", end);

  /** The newest code that was sent to this link: read where only the house can. */
  async code(purpose: "open" | "intent"): Promise<string> {
    const { house } = this.open;
    const link = await house.store.linkByDigest(await house.links.tokenDigest(this.token));
    const code = await house.store.linkCode(link?.id ?? "", purpose);
    return house.links.code(code?.seed ?? "");
  }

  /** From the message to the open task. */
  async opened(): Promise<Reply> {
    // One code a minute, also where the same phone comes back.
    this.later(60);
    await this.post("codes", { purpose: "open" });
    return this.post("session", { code: await this.code("open") });
  }

  /** The clock goes on by so many seconds. */
  later(seconds: number): void {
    this.open.clock.set(new Date(this.open.clock.now().getTime() + seconds * 1000));
  }

  /** Consent and reading, the clock moved on as a reader would let it. */
  async read(prefix = ""): Promise<Reply> {
    const { json: task } = await this.get(`${prefix}task`);
    const { statement, privacy, document, reading } = task;
    await this.post(`${prefix}consents`, {
      statement_version: statement.version,
      privacy_version: privacy.version,
    });
    this.later(reading.seconds);
    return this.post(`${prefix}reading`, {
      sha256: document.sha256,
      pages_seen: Array.from({ length: document.pages }, (_, at) => at + 1),
      seconds: reading.seconds,
      scrolled_to_end: true,
    });
  }

  /** Key, certificate, unsigned revision, the page's own check, the signature: not yet sent. */
  async prepared(mark: object = { seal: "合同专用章" }, prefix = "") {
    const document = await this.get(`${prefix}document.pdf`);
    const key = await newSigningKey();
    const csr = toBase64(await certificateRequest(key));
    const { status, json: state } = await this.post(`${prefix}prepare`, { csr, ...mark });
    if (status !== 200) throw new Error(JSON.stringify(state));
    const confirmed = await confirmPrepared({
      displayed: document.bytes,
      prepared: concat(document.bytes, fromBase64(state.appended) ?? new Uint8Array()),
      field: state.field,
      certificate: fromBase64(state.certificate) ?? new Uint8Array(),
      publicKey: key.publicKey,
      now: this.open.clock.now(),
    });
    return { state, signature: toBase64(await signPrepared(confirmed, key.privateKey)) };
  }

  /** Asks for a code for the server's key: for the document as it is, and this mark. */
  async serverKeyCode(mark: object): Promise<Reply> {
    const { json: task } = await this.get("task");
    const server_key = { sha256: task.document.sha256, ...mark };
    return this.post("codes", { purpose: "intent", server_key });
  }

  /** The whole of it. */
  async signs(mark?: object): Promise<Reply> {
    await this.opened();
    await this.read();
    const { state, signature } = await this.prepared(mark);
    await this.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    return this.post("complete", { state_id: state.state_id, signature, code: await this.code("intent") });
  }
}

export const PHONES = { 甲方: "13800000001", 乙方: "13900000002", 丙方: "13700000003" } as const;

/** Both parties of the sample by link. */
export const RECIPIENTS = [
  { seat: "甲方", name: "周启明", phone: PHONES.甲方 },
  { seat: "乙方", name: "许知远", phone: PHONES.乙方 },
] as const;

/** The sample with a letter of authority for 甲方: others than its head may sign for it. */
export async function withLetter(): Promise<Json> {
  const contract = await draftContract();
  const letter = { no: 2, name: "授权委托书（甲方）", present: true };
  return { ...contract, attachments: [...contract["attachments"], letter] };
}

/** A contract sent by link. */
export async function sent(open: OpenHouse, over: object = {}, contract?: object): Promise<Json> {
  const key = open.keys["agency"]!;
  const made = await open.ask("POST", "/v1/contracts", {
    key,
    body: { contract: contract ?? (await draftContract()) },
  });
  if (made.status !== 201) throw new Error(made.text);
  const answer = await open.ask("POST", "/v1/envelopes", {
    key,
    body: { contract_id: made.json.id, recipients: RECIPIENTS, ...over },
  });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json;
}

/** The phone of whoever holds the newest link of a step: its token as the message carried it. */
export async function phoneOf(open: Reached, envelopeId: string, order: number): Promise<Phone> {
  const links = await open.house.store.linksOf(envelopeId);
  const link = links.find((one) => one.order === order && one.revokedAt === null);
  if (link === undefined) throw new Error(`step ${order} has no link`);
  return new Phone(open, await open.house.links.token(link.seed));
}
