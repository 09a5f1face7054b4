// What is measured, in the order of the run and of the page. Each group is a file of rows, in the folder of its kind.
import type { Row } from "./report.ts";

export type Kind = "rotation" | "repetition" | "once";

export interface Group {
  readonly kind: Kind;
  /** Its file, without an ending. */
  readonly name: string;
  readonly title: string;
}

/** A kind of measurement, and what its figures say. */
export const KINDS: Readonly<Record<Kind, { readonly title: string; readonly about: string }>> = {
  rotation: {
    title: "Viewers in rotation",
    about: `As a server meets them: over 1,000 viewers, none of them twice before all others have come, and over 16.
Threads are random, a quarter of the questions about a view names a record, \`now\` is given as text, ids go in as texts and whole decisions come out.
What contestants know of a viewer is warm, but none keeps finished lists for more than 64 viewers.`,
  },
  repetition: {
    title: "Repetition: one viewer who asks again",
    about: `One viewer, who was asked for just before.
mailveil keeps the list of a viewer who asks again, and updates it when threads change; the competitors keep tables for each viewer, but judge or collect again.`,
  },
  once: { title: "Without a viewer, or only once", about: "Neither rotation nor repetition makes a difference here." },
};

export const GROUPS: readonly Group[] = [
  { kind: "rotation", name: "view", title: "One question" },
  { kind: "rotation", name: "actions", title: "Mixed actions" },
  { kind: "rotation", name: "engines", title: "Other engines" },
  { kind: "rotation", name: "list", title: "Listing the visible threads" },
  { kind: "rotation", name: "first", title: "First questions" },
  { kind: "repetition", name: "filter", title: "Filtering a response" },
  { kind: "repetition", name: "shape", title: "Filtering a declared shape" },
  { kind: "repetition", name: "objects", title: "Filtering objects" },
  { kind: "repetition", name: "list", title: "Listing the visible threads again" },
  { kind: "repetition", name: "many", title: "Ten million threads" },
  { kind: "repetition", name: "decide", title: "One question after the other" },
  { kind: "repetition", name: "upsert", title: "Changing a policy" },
  { kind: "repetition", name: "growth", title: "A larger organisation" },
  { kind: "once", name: "parse", title: "From bytes to a policy" },
  { kind: "once", name: "exposure", title: "What a change exposes" },
  { kind: "once", name: "size", title: "Size" },
  { kind: "once", name: "cold", title: "Cold start" },
];

/** Whether a word of the command line means the group: `rotation`, `rotation/list`, or `list`. */
export const isMeant = ({ kind, name }: Group, word: string): boolean => [kind, name, `${kind}/${name}`].includes(word);

export interface Measured {
  readonly group: Group;
  readonly rows: readonly Row[];
}
