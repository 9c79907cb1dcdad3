import type { Language } from "genosieve";
import { el } from "./dom.ts";
import type { Ask, Tell } from "./protocol.ts";
import { countRequests } from "./requests.ts";
import { page, type Model } from "./view.ts";

const model: Model = {
  language: firstLanguage(),
  phase: { kind: "loading" },
  ready: null,
  sent: 0,
};
const app = document.getElementById("app") ?? document.body.appendChild(el("div"));
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** The report's text as every surface writes it; tests compare it with the command's. */
declare global {
  var genosieveReport: string | undefined;
}

const actions = {
  run: () => {
    model.phase = { kind: "running", percent: 0 };
    worker.postMessage({ kind: "demo" } satisfies Ask);
    draw();
  },
  choose: (language: Language) => {
    model.language = language;
    draw();
  },
};

worker.onmessage = ({ data }: MessageEvent<Tell>) => {
  if (data.kind === "ready") {
    model.ready = data;
    model.phase = { kind: "idle" };
    countRequests((sent) => {
      model.sent = sent;
      draw();
    });
  } else if (data.kind === "progress") {
    const percent = Math.floor((data.bytesRead / data.bytesTotal) * 100);
    model.phase = { kind: "running", percent };
  } else if (data.kind === "report") {
    globalThis.genosieveReport = data.json;
    model.phase = { kind: "report", report: data.report };
  } else {
    model.phase = { kind: "error", error: data.error };
  }
  draw();
};
worker.onerror = ({ message }) => {
  model.phase = { kind: "error", error: { code: "worker", message, remedy: "", detail: "" } };
  draw();
};

/** Draws the whole page again; the focused control keeps its focus. */
function draw(): void {
  const focused = document.activeElement?.id;
  document.documentElement.lang = model.language;
  app.replaceChildren(...page(model, actions));
  if (focused) document.getElementById(focused)?.focus();
}

function firstLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";
}

draw();
