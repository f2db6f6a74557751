import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

const WEBKIT = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const PATIENCE_MS = 45_000;
const SIZE = { width: 390, height: 844 };

/** What a browser's remote end understands, common to both protocols. */
type Remote = {
  readonly goto: (url: string) => Promise<void>;
  /** The value of an expression in the page's own world; a promise is awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Pointer and keys as the standard's action sequences. */
  readonly act: (sources: readonly object[]) => Promise<void>;
  /** PNG, base64. */
  readonly shot: () => Promise<string>;
  readonly close: () => Promise<void>;
};

/** A browser that is not Chromium, driven by its own remote end: real pointer and keys, at the place where an element stands. */
export type Engine = Awaited<ReturnType<typeof openEngine>>;
export type EngineName = "WebKitGTK" | "Firefox";

export async function openEngine(name: EngineName) {
  const remote = await (name === "Firefox" ? openFirefox() : openWebKit());

  async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `${name}: no ${what}; the page says: ${String(await remote.evaluate("document.body.innerText"))}`,
    );
  }
  const became = (expression: string): Promise<true> =>
    until(expression, async () =>
      (await remote.evaluate(`Boolean(${expression})`)) === true ? true : undefined,
    );

  /** The middle of an element that stands still, can be seen and is not covered; scrolled to where that is so. */
  const spotOf = (css: string): Promise<{ x: number; y: number; width: number; height: number }> =>
    until(css, async () => {
      const found = await remote.evaluate(`(() => {
        const element = document.querySelector(${JSON.stringify(css)});
        if (element === null || element.getClientRects().length === 0) return null;
        element.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = element.getBoundingClientRect();
        const x = Math.round(left + width / 2), y = Math.round(top + height / 2);
        const top1 = document.elementFromPoint(x, y);
        if (top1 === null || !(element.contains(top1) || top1.contains(element))) return null;
        return [x, y, width, height].join(" ");
      })()`);
      if (typeof found !== "string") return undefined;
      const [x = 0, y = 0, width = 0, height = 0] = found.split(" ").map(Number);
      return { x, y, width, height };
    });

  const pointer = (...actions: readonly object[]): Promise<void> =>
    remote.act([{ type: "pointer", id: "finger", parameters: { pointerType: "mouse" }, actions }]);
  const moveTo = (x: number, y: number): object => ({
    type: "pointerMove",
    x: Math.round(x),
    y: Math.round(y),
    duration: 20,
  });
  const down = { type: "pointerDown", button: 0 };
  const up = { type: "pointerUp", button: 0 };

  return {
    ...remote,
    until,
    became,
    click: async (css: string): Promise<void> => {
      const { x, y } = await spotOf(css);
      await pointer(moveTo(x, y), down, up);
    },
    /** Types where the focus is, key by key. */
    type: async (text: string): Promise<void> => {
      const actions = Array.from(text).flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]);
      await remote.act([{ type: "key", id: "keys", actions }]);
    },
    /** A stroke across an element, corner to corner of its middle. */
    stroke: async (css: string): Promise<void> => {
      const { x, y, width, height } = await spotOf(css);
      const [dx, dy] = [width * 0.3, height * 0.3];
      await pointer(moveTo(x - dx, y - dy), down, moveTo(x, y + dy), moveTo(x + dx, y - dy), up);
    },
    picture: async (path: string): Promise<void> =>
      writeFileSync(path, Buffer.from(await remote.shot(), "base64")),
  };
}

/** What a stream says until it matches. */
function saying(child: ChildProcess, stream: "stderr" | "stdout", what: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child[stream]?.on("data", (part: Buffer) => {
      said += part.toString("utf8");
      const found = what.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", () => reject(new Error(`ended: ${said}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}

/** Firefox of Debian, without a window, by WebDriver BiDi (W3C), which it speaks itself. */
async function openFirefox(): Promise<Remote> {
  const profile = mkdtempSync(join(tmpdir(), "zhiqi-firefox-"));
  writeFileSync(join(profile, "user.js"), 'user_pref("intl.accept_languages", "zh-CN,zh");\n');
  const child = spawn(
    "firefox-esr",
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } },
  );
  const address = await saying(child, "stderr", /WebDriver BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("no BiDi")));
  });
  const waiting = new Map<number, (told: BidiAnswer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const told: BidiAnswer = JSON.parse(String(data));
    waiting.get(told.id ?? -1)?.(told);
  });
  let count = 0;
  async function ask(method: string, params: object): Promise<BidiAnswer["result"]> {
    count += 1;
    const id = count;
    const told = await new Promise<BidiAnswer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    waiting.delete(id);
    if (told.type === "error") throw new Error(`${method}: ${told.error} ${told.message}`);
    return told.result;
  }
  await ask("session.new", { capabilities: {} });
  const tree = await ask("browsingContext.getTree", {});
  const context = tree?.contexts?.[0]?.context;
  await ask("browsingContext.setViewport", { context, viewport: SIZE, devicePixelRatio: 2 });
  return {
    goto: async (url) => {
      await ask("browsingContext.navigate", { context, url, wait: "complete" });
    },
    evaluate: async (expression) => {
      const target = { context };
      const told = await ask("script.evaluate", { expression, target, awaitPromise: true });
      if (told?.type === "exception") throw new Error(told.exceptionDetails?.text ?? "exception");
      return told?.result?.value;
    },
    act: async (actions) => {
      await ask("input.performActions", { context, actions });
    },
    shot: async () => (await ask("browsingContext.captureScreenshot", { context }))?.data ?? "",
    close: async () => {
      socket.close();
      await ended(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type BidiAnswer = {
  readonly id?: number;
  readonly type?: string;
  readonly error?: string;
  readonly message?: string;
  readonly result?: {
    readonly type?: string;
    readonly data?: string;
    readonly contexts?: readonly { readonly context: string }[];
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text?: string };
  };
};

/** WebKitGTK's own small browser on a screen that nobody sees, by WebDriver (W3C). */
async function openWebKit(): Promise<Remote> {
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "800x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const display = await saying(screen, "stdout", /(\d+)\n/);
  const home = mkdtempSync(join(tmpdir(), "zhiqi-webkit-"));
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", ["-p", String(port)], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${display}`, HOME: home, LIBGL_ALWAYS_SOFTWARE: "1" },
  });
  async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value }: { value: unknown } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  }
  const wish = { "webkitgtk:browserOptions": { binary: WEBKIT, args: ["--automation"] } };
  const session = await begun(() => ask("POST", "", { capabilities: { alwaysMatch: wish } }));
  const own = `/${session}`;
  await ask("POST", `${own}/window/rect`, { x: 0, y: 0, ...SIZE });
  return {
    goto: async (url) => {
      await ask("POST", `${own}/url`, { url });
    },
    evaluate: (expression) =>
      ask("POST", `${own}/execute/async`, {
        script: `const tell = arguments[0]; Promise.resolve(${expression}).then(tell, (error) => tell("ERROR " + error));`,
        args: [],
      }),
    act: async (actions) => {
      await ask("POST", `${own}/actions`, { actions });
    },
    shot: async () => String(await ask("GET", `${own}/screenshot`)),
    close: async () => {
      await ask("DELETE", own);
      await ended(driver);
      await ended(screen);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The driver needs a moment before it answers; its first answer names the session. */
async function begun(ask: () => Promise<unknown>): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    try {
      const told = await ask();
      if (typeof told === "object" && told !== null && "sessionId" in told) return String(told.sessionId);
    } catch (error) {
      if (tries > 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
