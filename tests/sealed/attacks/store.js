// What the page around, or the next page of the site, could find later. No packet is needed: the witness of the
// runner looks for what was stolen in everything that a site keeps.
import { named } from "./aim.js";
import { channel, group } from "./channel.js";

const both = { place: "both" };

/** What the witness looks for, and sees the channel and the place by. */
const mark = ({ id, settings }) => `stolen/${id}/${settings.context}/${settings.site}`;

const written = (aim, file) => {
  const path = mark(aim).replaceAll("/", "_");
  return file.getFileHandle(path, { create: true });
};

export const stores = group("stores", [
  channel("store-local", "localStorage", (aim) => localStorage.setItem(mark(aim), "ACGT")),
  channel("store-session", "sessionStorage", (aim) => sessionStorage.setItem(mark(aim), "ACGT")),
  channel("store-cookie", "a cookie", (aim) => {
    document.cookie = `${encodeURIComponent(mark(aim))}=ACGT`;
    return document.cookie.length;
  }),
  channel(
    "store-cookie-store",
    "the store of cookies",
    (aim) => cookieStore.set(encodeURIComponent(mark(aim)), "ACGT"),
    { there: named("cookieStore") },
  ),
  channel(
    "store-database",
    "IndexedDB",
    (aim) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(mark(aim));
        opening.onsuccess = () => resolve("opened");
        opening.onerror = () => reject(opening.error);
      }),
    both,
  ),
  channel(
    "store-cache",
    "the cache of a site",
    async (aim) => {
      await caches.open(mark(aim));
    },
    { ...both, there: named("caches") },
  ),
  channel(
    "store-files",
    "the private files of a site",
    async (aim) => {
      await written(aim, await navigator.storage.getDirectory());
    },
    both,
  ),
  channel(
    "store-broadcast",
    "a word to all pages of the site",
    (aim) => {
      new BroadcastChannel("stolen").postMessage(mark(aim));
    },
    both,
  ),
]);
