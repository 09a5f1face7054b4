// A question on its way in: any value becomes the JSON text of a flat object of strings, so that nothing inherited counts
// and no code of the caller's runs while the module works. What its members mean, and what is wrong with them, the core says.
import { quote } from "./bytes.js";
import type { MailveilError } from "./error.js";
import { arrayLength, type Faults, instantOf, memberNames, present, type ReadFaults, read, refusal } from "./read.js";

/** A question as it crosses the edge: JSON text of an object of strings. `null` stands for what is no string. */
export type FlatQuery = string;

/** The members that may be given as a `Date`. */
const momentNames: ReadonlySet<string> = new Set(["now", "expiresAt"]);

export function flattenQuery(query: unknown): { flat: FlatQuery; faults: ReadFaults } {
  const faults: Faults = new Map();
  const flat = flatten(query, "", present, faults);
  if (flat === undefined) throw notAQuestion("", faults);
  return { flat, faults };
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
    const question = flatten(read(queries as object, index, "", faults), path, () => now, faults);
    if (question === undefined) return { flat: arrayText(flat), faults, error: notAQuestion(path, faults) };
    flat.push(question);
  }
  return { flat: arrayText(flat), faults, error: undefined };
}

function arrayText(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

/** `undefined`: not an object, or an array. The present is looked up only where no moment is given. */
function flatten(query: unknown, path: string, now: () => string, faults: Faults): FlatQuery | undefined {
  const names = memberNames(query, path, faults);
  if (names === undefined) return undefined;
  let text = "";
  let hasNow = false;
  for (const name of names) {
    const value = read(query as object, name, path, faults);
    if (value === undefined) continue;
    hasNow ||= name === "now";
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
