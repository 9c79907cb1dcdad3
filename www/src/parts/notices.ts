/** A notice of the report in the words of the page. */
import type { Notice } from "genosieve";

import { en } from "../text/en.js";
import type { Key, Say } from "../text/index.js";

type NoticeKey = Extract<Key, `notice.${string}`>;

const isKnown = (key: string): key is NoticeKey => key in en;

/** The code itself where the page does not know it: it words every notice of the core it is built with. */
export function noticeText({ code, detail }: Notice, say: Say): string {
  const key = `notice.${code}`;
  return isKnown(key) ? say.with(key, { detail, n: Number(detail) }) : code;
}
