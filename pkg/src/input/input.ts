// A question on its way in: any value becomes the JSON text of a flat object of strings, so that nothing inherited counts
// and no code of the caller's runs while the module works. What its members mean, and what is wrong with them, the core says.

import type { MailveilError } from "../error.js";
import { quote } from "./bytes.js";
import { arrayLength, type Faults, instantOf, memberNames, present, type ReadFaults, read, refusal } from "./read.js";

/** A question as it crosses the edge: JSON text of an object of strings. `null` stands for what is no string. */
export type FlatQuery = string;

/** The members that may be given as a `Date`. */
const momentNames: ReadonlySet<string> = new Set(["now", "expiresAt"]);

/** A question as it was written: its members in order, absent ones with `undefined`. */
export interface ReadQuestion {
  readonly names: readonly string[];
  readonly values: readonly unknown[];
}

/** Members that were read already: an accessor runs once. */
export type Begun = ReadonlyMap<string, unknown>;

export interface WrittenQuery extends ReadQuestion {
  readonly flat: FlatQuery;
  readonly faults: ReadFaults;
}

const nothing: Begun = new Map();

export function flattenQuery(query: unknown, begun: Begun = nothing): WrittenQuery {
  const faults: Faults = new Map();
  const question = readQuestion(query, "", begun, faults);
  if (question === undefined) throw notAQuestion("", faults);
  return { ...question, flat: flatText(question, present), faults };
}

export interface FlatQueries {
  /** JSON text of an array. */
  readonly flat: string;
  readonly faults: ReadFaults;
  /** What remains to be thrown: the list goes only up to the first item that is no question. */
  readonly error: MailveilError | undefined;
}

/** The same for a list. */
export function flattenQueries(queries: unknown): FlatQueries {
  const faults: Faults = new Map();
  const now = present();
  const flat: FlatQuery[] = [];
  const length = arrayLength(queries, "", faults);
  if (length === undefined) {
    const help = "give an array of queries, or ask `decide` for one";
    throw refusal({ code: "wrong-type", path: "", message: "the queries are not an array", help }, faults);
  }
  for (let index = 0; index < length; index += 1) {
    const path = `/${index}`;
    const question = readQuestion(read(queries as object, index, "", faults), path, nothing, faults);
    if (question === undefined) return { flat: arrayText(flat), faults, error: notAQuestion(path, faults) };
    flat.push(flatText(question, () => now));
  }
  return { flat: arrayText(flat), faults, error: undefined };
}

function arrayText(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

/** `undefined`: not an object, or an array. */
function readQuestion(query: unknown, path: string, begun: Begun, faults: Faults): ReadQuestion | undefined {
  const names = memberNames(query, path, faults);
  if (names === undefined) return undefined;
  const value = (name: string) => (begun.has(name) ? begun.get(name) : read(query as object, name, path, faults));
  return { names, values: names.map(value) };
}

/** The present is looked up only where no moment is given. */
function flatText({ names, values }: ReadQuestion, now: () => string): FlatQuery {
  let text = "";
  let hasNow = false;
  for (const [index, name] of names.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    hasNow = hasNow || name === "now";
    text += `${quote(name)}:${flatValue(name, value)},`;
  }
  return hasNow ? `{${text.slice(0, -1)}}` : `{${text}"now":${quote(now())}}`;
}

function notAQuestion(path: string, faults: Faults): MailveilError {
  const help = "give an object such as `{ action, viewer, thread }`";
  return refusal({ code: "wrong-type", path, message: "the query is not an object", help }, faults);
}

function flatValue(name: string, value: unknown): string {
  const text = typeof value !== "string" && momentNames.has(name) ? instantOf(value) : value;
  return typeof text === "string" ? quote(text) : "null";
}
