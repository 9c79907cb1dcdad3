/** Names of the package that the pages use: two of its files as they are built, and nothing of the rest. */
import { fileURLToPath } from "node:url";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const alias = {
  "genosieve/bare": path("../../dist/bare.js"),
  "genosieve/diseases": path("../../dist/diseases.js"),
};
