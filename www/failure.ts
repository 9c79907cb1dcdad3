import { GenosieveError } from "genosieve";

/** An error as it crosses from the worker to the page. */
export interface ErrorFields {
  code: string;
  message: string;
  remedy: string;
  detail: string;
}

export function fieldsOf(error: unknown): ErrorFields {
  if (error instanceof GenosieveError) {
    const { code, message, remedy, detail } = error;
    return { code, message, remedy, detail };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message, remedy: "", detail: "" };
}
