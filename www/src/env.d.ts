/** Modules that `build/virtual.ts` makes. */
declare module "virtual:worker-script" {
  const code: string;
  export default code;
}

declare module "virtual:library-script" {
  const code: string;
  export default code;
}

declare module "virtual:screens" {
  /** Where the host of the page has its second script. */
  const address: string;
  export default address;
}

declare module "virtual:later-texts" {
  /** What the first script has not of each table, by the table's name. */
  const texts: Record<
    "page" | "errors" | "reasons" | "core",
    Record<"en" | "ja", Record<string, unknown>>
  >;
  export default texts;
}

declare module "virtual:core-texts" {
  const texts: Record<"en" | "ja", Record<string, string>>;
  export default texts;
}

declare module "virtual:built-in-panels" {
  /** Each in the order GRCh38, GRCh37. */
  const infos: Record<"sentinels" | "pgx", import("genosieve").PanelInfo[]>;
  export default infos;
}

declare module "virtual:worker-hardening" {
  /** The beginning of each worker's script. */
  const code: string;
  export default code;
}

declare module "virtual:titles" {
  /** The tab's name on each screen. */
  const titles: Record<"ja" | "en", Record<string, string>>;
  export default titles;
}

/** The version of the package, written in by the build. */
declare const __VERSION__: string;

/** Trusted Types, where the browser has them (W3C Trusted Types, section 2). */
declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: {
          createScriptURL: (url: string) => string;
          createScript?: (text: string) => string;
        },
      ): { createScriptURL(url: string): string; createScript(text: string): string };
    }
  | undefined;
