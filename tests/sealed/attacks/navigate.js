// Going elsewhere: the frame itself, the page around it, by links, forms and scripts.
import { blob, fetching, named, wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";
import { element } from "./elements.js";

const alone = { alone: true };

const going = (id, says, go, options) =>
  channel(
    id,
    says,
    async (aim) => {
      await go(aim);
      return wait();
    },
    { ...alone, ...options },
  );

async function pressed(attributes, tag = "a") {
  const link = await element(tag, attributes, document.body);
  link.textContent = "stolen";
  link.click();
}

/** A form with a field; `send` makes it go. */
async function form(attributes, send = (made) => made.submit()) {
  const made = await element("form", attributes);
  const field = await element("input", { name: "genome", value: "ACGT" }, made);
  document.body.append(made);
  await send(made, field);
}

const SVG = "http://www.w3.org/2000/svg";
const MATH = "http://www.w3.org/1998/Math/MathML";

/** An element of another vocabulary that is a link there. */
function foreign(space, tag, aim) {
  const make = (name) => {
    try {
      return document.createElementNS(space, name);
    } catch {
      const other = document.implementation.createDocument(space, name, null);
      return document.adoptNode(other.documentElement);
    }
  };
  const outer = document.body.appendChild(make(space === SVG ? "svg" : "math"));
  const link = outer.appendChild(make(tag));
  link.setAttribute("href", aim.url());
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
}

/** Takes the methods away by which a listener would hold a navigation back. */
function unheld() {
  const nothing = () => {};
  Object.defineProperty(Event.prototype, "preventDefault", { value: nothing });
  Object.defineProperty(String.prototype, "startsWith", { value: () => true });
  Object.defineProperty(EventTarget.prototype, "addEventListener", { value: nothing });
  const { NavigateEvent } = globalThis;
  if (!NavigateEvent) return;
  Object.defineProperty(NavigateEvent.prototype, "downloadRequest", { get: () => "x" });
  Object.defineProperty(NavigateEvent.prototype, "destination", {
    get: () => ({ url: "blob:null/x" }),
  });
}

/** No script is needed to have a name looked up: a page that is parsed can ask for any number of them. */
const lookup = (aim) => `<link rel="dns-prefetch preconnect" href="${aim.url()}">`;

const parts = (aim) => `<img src="${aim.url()}"><script>${fetching(aim.url())}</script>`;

export const navigations = group("navigations", [
  going("location", "location = …", (aim) => (location = aim.url())),
  going("location-href", "location.href = …", (aim) => (location.href = aim.url())),
  going("location-assign", "location.assign", (aim) => location.assign(aim.url())),
  going("location-replace", "location.replace", (aim) => location.replace(aim.url())),
  going("location-document", "document.location = …", (aim) => (document.location = aim.url())),
  going("location-own-host", "to the host that served the page", (aim) => {
    location.href = aim.own();
  }),
  going("location-unheld", "location.href = … without what would hold it back", (aim) => {
    unheld();
    location.href = aim.url();
  }),
  going("location-sooner", "location.href = … again and again", async (aim) => {
    for (let i = 0; i < 20; i++) {
      location.href = aim.url();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }),
  going("location-script", "a javascript: address", (aim) => {
    location.href = `javascript:${fetching(aim.url())}`;
  }),
  going(
    "location-blob",
    "a blob of a page",
    (aim) => {
      location.href = blob(parts(aim), "text/html");
    },
    { many: true },
  ),
  going(
    "location-data",
    "a data: address of a page",
    (aim) => {
      location.href = `data:text/html,${encodeURIComponent(parts(aim))}`;
    },
    { many: true, ...everywhere("no whole tab goes to such an address") },
  ),
  going(
    "location-blob-lookup",
    "a blob of a page with names to look up",
    (aim) => {
      location.href = blob(lookup(aim), "text/html");
    },
    { many: true },
  ),
  going(
    "location-data-lookup",
    "a data: address of a page with names to look up",
    (aim) => {
      location.href = `data:text/html,${encodeURIComponent(lookup(aim))}`;
    },
    { many: true, ...everywhere("no whole tab goes to such an address") },
  ),
  going("navigation-api", "navigation.navigate", (aim) => navigation.navigate(aim.url()), {
    there: named("navigation"),
  }),
  going("top-location", "the whole tab", (aim) => (top.location.href = aim.url())),
  going("parent-location", "the page around", (aim) => parent.location.replace(aim.url())),
  going("parent-hash", "the fragment of the page around", (aim) => {
    parent.location.href = `${aim.own()}#ACGT`;
  }),
  going("open-self", "open in the same window", (aim) => open(aim.url(), "_self")),
  going("open-top", "open in the whole tab", (aim) => open(aim.url(), "_top")),
  going("link", "a link that is clicked", (aim) => pressed({ href: aim.url() })),
  going("link-top", "a link to the whole tab", (aim) =>
    pressed({ href: aim.url(), target: "_top" }),
  ),
  going("link-window", "a link to a new window", (aim) =>
    pressed({ href: aim.url(), target: "_blank", rel: "noopener" }),
  ),
  going("link-download", "a link that saves", (aim) =>
    pressed({ href: aim.url(), download: "stolen" }),
  ),
  going(
    "link-ping",
    "a link that tells of its click",
    async (aim) => {
      await pressed({ href: "#stolen", ping: aim.url() });
    },
    { quiet: { firefox: "tells nobody of clicks" } },
  ),
  going("area", "an area of a picture that is clicked", (aim) =>
    pressed({ href: aim.url() }, "area"),
  ),
  going("svg-link", "a link in a drawing", (aim) => foreign(SVG, "a", aim)),
  going("math-link", "a link in a formula", (aim) => foreign(MATH, "mtext", aim), {
    quiet: { chromium: "has no links in formulas" },
  }),
  going("form-get", "a form", (aim) => form({ action: aim.url() })),
  going("form-post", "a form that posts", (aim) => form({ action: aim.url(), method: "post" })),
  going("form-window", "a form to a new window", (aim) =>
    form({ action: aim.url(), target: "_blank" }),
  ),
  going("form-request", "a form that is asked to go", (aim) =>
    form({ action: aim.url() }, (made) => made.requestSubmit()),
  ),
  going("form-button", "a button with an address in a form", (aim) =>
    form({}, async (made) => {
      (await element("button", { formaction: aim.url() }, made)).click();
    }),
  ),
  going("form-frame", "a form to a frame", async (aim) => {
    await element("iframe", { name: "stolen" }, document.body);
    await form({ action: aim.url(), target: "stolen" });
  }),
  going("meta-refresh", "<meta http-equiv=refresh>", (aim) =>
    element("meta", { "http-equiv": "refresh", content: `0;url=${aim.url()}` }, document.head),
  ),
  going("base", "<base> and a relative address", async (aim) => {
    await element("base", { href: aim.url() }, document.head);
    await Promise.race([fetch("stolen", { mode: "no-cors" }).catch(() => {}), wait()]);
    location.href = "stolen";
  }),
  going("history", "an entry of the history, and back to it", async (aim) => {
    history.pushState(null, "", aim.own());
    location.reload();
  }),
  going("document-write", "a page written over this one", (aim) => {
    document.open();
    document.write(parts(aim));
    document.close();
  }),
]);
