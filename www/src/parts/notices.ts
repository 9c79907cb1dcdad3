/** A notice of the report in the words of the page. */
import type { Notice } from "genosieve";

import { en } from "../text/en.js";
import type { Key, Say } from "../text/index.js";

type NoticeKey = Extract<Key, `notice.${string}`>;

const isKnown = (key: string): key is NoticeKey => key in en;

/** A notice that the page does not know yet is said as the commands say it. */
export function noticeText({ code, detail }: Notice, say: Say): string {
  const key = `notice.${code}`;
  return isKnown(key)
    ? say.with(key, { detail, n: Number(detail) })
    : say.word(`notice.${code}`, detail);
}
