import type { Summary } from "./load.ts";

/** Where a problem is in the text, with the lines around it. */
export interface Excerpt {
  /** Of the first line that is shown, from 1. */
  readonly line: number;
  readonly before: string;
  /** What the problem is about. */
  readonly marked: string;
  readonly after: string;
}

export interface TextMethods {
  /** The text that was read last, accepted or refused. Nothing where the path leads nowhere. */
  excerpt: {
    request: { readonly path: string; readonly offset?: number; readonly last: boolean };
    answer: Excerpt | undefined;
  };
  /** Takes a snapshot that a question has made, such as an import. */
  takeMade: { request: { readonly made: "import" }; answer: Summary };
}
