// All channels, by idea.
import { connections } from "./connect.js";
import { devices } from "./device.js";
import { frames } from "./frames.js";
import { hints } from "./hints.js";
import { media } from "./media.js";
import { navigations } from "./navigate.js";
import { policies, ways } from "./policy.js";
import { calls } from "./rtc.js";
import { scripts } from "./scripts.js";
import { stores } from "./store.js";
import { styles } from "./style.js";

export const CHANNELS = [
  connections,
  calls,
  hints,
  media,
  styles,
  scripts,
  frames,
  navigations,
  policies,
  ways,
  stores,
  devices,
].flat();
