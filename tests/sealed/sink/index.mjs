// Everything that a page could reach: names, web servers, TLS, STUN. It writes down whatever arrives.
import { readFileSync } from "node:fs";

import { listenForNames } from "./dns.mjs";
import { owner } from "./names.mjs";
import { listenForPackets, listenForStreams } from "./raw.mjs";
import { listenForRequests } from "./web.mjs";

/** Where the sink is (an address for documentation, RFC 5737), on the namespace's own loopback. */
export const ADDRESS = "203.0.113.9";

/** The interface that everything else leaves by; nobody is at its other end (namespace.sh). */
const OUTER = "outer";

/** Milliseconds without a packet after which none of an earlier browser is to come. */
const STILL = 2_000;

/** Ports of UDP and HTTP that one site and context have for themselves: what has no name is told apart by them. */
const FIRST = 20_001;
const OWN_PORTS = 60;

/**
 * What arrived: `kind`, and whose it is where that could be told. `name` is what the name server was asked for
 * when it is none of ours.
 */
export class Sink {
  arrivals = [];
  #ports = new Map();

  static async open() {
    const sink = new Sink();
    const own = Array.from({ length: OWN_PORTS }, (_, i) => FIRST + i);
    const heard = (kind, text, port) => sink.#heard(kind, text, port);
    await listenForNames(ADDRESS, (name) => heard("dns", name));
    await listenForRequests(ADDRESS, [80, ...own], heard);
    await listenForStreams(ADDRESS, [443, 3478, 5349, 9443], heard);
    await listenForPackets(ADDRESS, [80, 443, 3478, 9443, ...own], heard);
    return sink;
  }

  #heard(kind, text, port) {
    const named = owner(text);
    const place = this.#ports.get(port);
    if (named) this.arrivals.push({ kind, ...named });
    else if (place) this.arrivals.push({ kind, channel: nameless(kind, text), ...place });
    else this.arrivals.push({ kind, port, name: kind === "dns" ? text : undefined });
  }

  /** The port by which a site and context are known from now on. */
  port(site, context) {
    for (const [port, known] of this.#ports)
      if (known.site === site && known.context === context) return port;
    if (this.#ports.size === OWN_PORTS) throw new Error("too many sites for the sink's ports");
    const port = FIRST + this.#ports.size;
    this.#ports.set(port, { site, context });
    return port;
  }

  /** Packets that went to any other address, since the namespace was made. */
  static outside() {
    const row = readFileSync("/proc/net/dev", "utf8")
      .split("\n")
      .find((line) => line.trim().startsWith(`${OUTER}:`));
    if (!row) throw new Error("this is no namespace of tests/sealed/namespace.sh");
    // Bytes and packets received, six more of those, then bytes and packets sent.
    return Number(row.split(":")[1].trim().split(/\s+/)[9]);
  }

  /**
   * Until no such packet has been sent for a while. A system says twice that it leaves a group of addresses, the
   * second time up to a second later (RFC 3376, section 5.1), when the browser that had joined is gone.
   */
  static async still() {
    for (let before = -1, now = Sink.outside(); now !== before; now = Sink.outside()) {
      before = now;
      await new Promise((later) => setTimeout(later, STILL));
    }
  }
}

/** Two channels use an address without a name: one by HTTP, whose path says so, and one by STUN. */
const nameless = (kind, text) => (kind === "http" ? text.split("/").at(-1) : "rtc-address");
