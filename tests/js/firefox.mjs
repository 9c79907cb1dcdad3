// Firefox as it is released, over WebDriver BiDi, which it speaks by itself: no driver, and of the client
// only what these tests ask. https://www.w3.org/TR/webdriver-bidi/
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";

/** Where Firefox is; undefined where there is none, and the test says that it is skipped. */
export function firefox() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  const folders = (process.env.PATH ?? "").split(":");
  const mac = "/Applications/Firefox.app/Contents/MacOS/firefox";
  return folders
    .flatMap((folder) => ["firefox-esr", "firefox"].map((name) => join(folder, name)))
    .concat(mac)
    .find(existsSync);
}

const PREFERENCES = {
  "intl.accept_languages": "en-US",
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.disabledForTesting": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** How long anything may take, in milliseconds: a start on a busy machine is the slowest. */
const PATIENCE = 120_000;

/** A tab of a headless Firefox with a fresh profile; both are gone after the test. */
export async function firefoxTab(t, preferences) {
  const session = await firefoxSession(t, preferences);
  const { contexts } = await session.send("browsingContext.getTree", {});
  return new Tab(session, contexts[0].context);
}

/** The browser itself, with more preferences, and what a session of it is asked for. */
export async function firefoxSession(t, preferences = {}, capabilities = {}) {
  const profile = await mkdtemp(join(tmpdir(), "genosieve-firefox-"));
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, "user.js"), lines.join(""));
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"];
  const child = spawn(firefox(), options, { stdio: ["ignore", "ignore", "pipe"] });
  const exit = new Promise((resolve) => child.once("exit", resolve));
  t.after(async () => {
    child.kill();
    await exit;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const session = await connect(t, await address(child));
  const started = await session.send("session.new", { capabilities });
  return { ...session, version: started.capabilities.browserVersion };
}

/** Firefox writes where it listens. */
function address(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(`${found[1]}/session`);
    });
    child.once("exit", () => reject(new Error(`Firefox ended: ${said}`)));
    child.once("error", reject);
  });
}

async function connect(t, url) {
  const socket = new WebSocket(url);
  t.after(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const waiting = new Map();
  let last = 0;
  socket.on("message", (text) => {
    const { id, result, error, message } = JSON.parse(text);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(`${error}: ${message}`));
    else resolve?.(result);
  });
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Firefox is gone"));
  });
  return {
    send: (method, params) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${method} does not end`)), PATIENCE);
        const ended = (settle) => (value) => (clearTimeout(late), settle(value));
        waiting.set(++last, { resolve: ended(resolve), reject: ended(reject) });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
  };
}

class Tab {
  #session;
  #top;
  #context;

  constructor(session, context) {
    this.#session = session;
    this.#top = context;
    this.#context = context;
  }

  #send(method, params) {
    return this.#session.send(method, { context: this.#context, ...params });
  }

  /** From then on all is about the page's frame, where it has one. */
  async goto(url) {
    this.#context = this.#top;
    await this.#send("browsingContext.navigate", { url, wait: "complete" });
    const { contexts } = await this.#session.send("browsingContext.getTree", { root: this.#top });
    this.#context = contexts[0].children[0]?.context ?? this.#top;
  }

  /** Every document that stands in this many frames, one within the other. */
  async within(frames) {
    const { contexts } = await this.#session.send("browsingContext.getTree", { root: this.#top });
    let found = contexts;
    for (let depth = 0; depth < frames; depth += 1)
      found = found.flatMap(({ children }) => children);
    return found.map(({ context }) => new Tab(this.#session, context));
  }

  /** The tab itself, where the shell is. */
  get outer() {
    return new Tab(this.#session, this.#top);
  }

  /** Calls a function in the page with values of JSON, and gives what it returns. */
  async evaluate(work, ...values) {
    const { type, result, exceptionDetails } = await this.#session.send("script.evaluate", {
      expression: `(async () => JSON.stringify(await (${work})(...${JSON.stringify(values)})))()`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (type === "exception") throw new Error(exceptionDetails.text);
    return result.type === "string" ? JSON.parse(result.value) : undefined;
  }

  /** Waits until a selector finds something, with a text where one is given, and clicks on it or not. */
  async wait(selector, text = "", click = false) {
    const find = (selector, text, click) => {
      const all = [...document.querySelectorAll(selector)];
      const found = all.find(({ textContent }) => textContent.includes(text));
      if (click) found?.click();
      return found !== undefined;
    };
    const end = Date.now() + PATIENCE;
    while (!(await this.evaluate(find, selector, text, click))) {
      if (Date.now() > end) {
        const seen = await this.evaluate(() => document.body.innerText);
        throw new Error(`no ${selector} ${text} in\n${seen}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  click(selector, text = "") {
    return this.wait(selector, text, true);
  }

  texts(selector) {
    return this.evaluate(
      (selector) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent),
      selector,
    );
  }

  async press(key) {
    const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
    await this.#send("input.performActions", { actions: [{ type: "key", id: "keys", actions }] });
  }

  /** Gives files of the disk to an input, as a person who chooses them. */
  async setFiles(selector, files) {
    const locator = { type: "css", value: selector };
    const { nodes } = await this.#send("browsingContext.locateNodes", { locator });
    const element = { sharedId: nodes[0].sharedId };
    await this.#send("input.setFiles", { element, files: [files].flat() });
  }
}
