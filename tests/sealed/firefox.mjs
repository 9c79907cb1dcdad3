// Firefox as it is released, over WebDriver BiDi.
import { firefoxSession } from "../js/firefox.mjs";

/** Milliseconds that any command may take. */
const PATIENCE = 20_000;

/** Downloads go where the runner can look; nothing else is other than a person has it. */
const preferences = (downloads) => ({
  "browser.download.dir": downloads,
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.alwaysOpenPanel": false,
  // A fresh profile shows well-known sites on its first tab, and looks their names up.
  "browser.startup.page": 0,
  "browser.newtabpage.enabled": false,
  "browser.newtabpage.activity-stream.default.sites": "",
  // A form that goes from a safe page to an unsafe one would wait for an answer.
  "security.warn_submit_secure_to_insecure": false,
});

export async function firefox(t, downloads) {
  const capabilities = { alwaysMatch: { unhandledPromptBehavior: { default: "dismiss" } } };
  const session = patient(await firefoxSession(t, preferences(downloads), capabilities));
  const first = await roots(session);
  return {
    name: "firefox",
    version: session.version,
    lanes: 1,
    async open(url, framed) {
      const { context } = await session.send("browsingContext.create", { type: "tab" });
      await session.send("browsingContext.navigate", { context, url, wait: "complete" });
      return visit(session, context, new Set([...first, context]), framed);
    },
  };
}

/** A page that waits for a dialog or goes elsewhere may never answer. */
function patient({ send, version }) {
  const late = (method) =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`no answer to ${method}`)), PATIENCE).unref();
    });
  return {
    version,
    send(method, params) {
      const answer = send(method, params);
      // Nobody may be waiting any more when it fails.
      answer.catch(() => {});
      return Promise.race([answer, late(method)]);
    },
  };
}

async function roots(session) {
  const { contexts } = await session.send("browsingContext.getTree", { maxDepth: 0 });
  return contexts.map(({ context }) => context);
}

/** Of a sealed page the frame is attacked, of any other the document itself. */
async function visit(session, context, kept, framed) {
  const top = async () =>
    (await session.send("browsingContext.getTree", { root: context })).contexts[0];
  const attacked = framed ? (await top()).children[0].context : context;
  const address = async () => {
    const { url, children } = await top();
    return framed ? children.find((child) => child.context === attacked)?.url : url;
  };
  return {
    top: (work, ...given) => evaluate(session, context, work, given),
    attacked: (work, ...given) => evaluate(session, attacked, work, given),
    address,
    async click() {
      const at = { type: "pointerMove", x: 40, y: 40 };
      const press = ["pointerDown", "pointerUp"].map((type) => ({ type, button: 0 }));
      const mouse = { type: "pointer", id: "mouse", actions: [at, ...press] };
      await session.send("browsingContext.activate", { context });
      await session.send("input.performActions", { context, actions: [mouse] });
    },
    async choose(file) {
      const locator = { type: "css", value: "input[type=file]" };
      const { nodes } = await session.send("browsingContext.locateNodes", {
        context: attacked,
        locator,
      });
      const element = { sharedId: nodes[0].sharedId };
      await session.send("input.setFiles", { context: attacked, element, files: [file] });
    },
    /** With whatever windows it has opened. */
    async close() {
      const close = (root) =>
        session.send("browsingContext.close", { context: root }).catch(() => {});
      await close(context);
      const left = await roots(session).catch(() => []);
      for (const root of left.filter((root) => !kept.has(root))) await close(root);
    },
  };
}

async function evaluate(session, context, work, given) {
  const { type, result, exceptionDetails } = await session.send("script.evaluate", {
    expression: `(async () => JSON.stringify(await (${work})(...${JSON.stringify(given)})))()`,
    target: { context },
    awaitPromise: true,
  });
  if (type === "exception") throw new Error(exceptionDetails.text);
  return result.type === "string" ? JSON.parse(result.value) : undefined;
}
