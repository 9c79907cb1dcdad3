/** What `build/offline.ts` knows once the pages are built. */
declare module "virtual:site" {
  /** Of everything in the site but the service worker. */
  export const build: string;
  /** SHA-256 of each file, in hexadecimal digits, by its name in the site. */
  export const files: Record<string, string | undefined>;
}
