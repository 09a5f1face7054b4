// A question on its way in: any value becomes the JSON text of a flat object of strings, so that nothing inherited counts
// and no code of the caller's runs while the module works. What its members mean, and what is wrong with them, the core says.
import { MailveilError } from "./error.js";

// Taken once, before anything could replace them.
const { apply, get } = Reflect;
const { hasOwn, keys } = Object;
const { isArray } = Array;
const { stringify } = JSON;
const { getTime, toISOString } = Date.prototype;

/** A question as it crosses the edge: JSON text of an object of strings. `null` stands for what is no string. */
export type FlatQuery = string;

/** What threw while it was read, by its path. The core reports `wrong-type` there; the error then carries the cause. */
export type ReadFaults = ReadonlyMap<string, unknown>;

/** The members that may be given as a `Date`. */
const momentNames: ReadonlySet<string> = new Set(["now", "expiresAt"]);

export function flattenQuery(query: unknown): { flat: FlatQuery; faults: ReadFaults } {
  const faults: Faults = new Map();
  const flat = flatten(query, "", present(), faults);
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
  const length = arrayLength(queries, faults);
  for (let index = 0; index < length; index += 1) {
    const path = `/${index}`;
    const question = flatten(read(queries as object, index, path, faults), path, now, faults);
    if (question === undefined) return { flat: arrayText(flat), faults, error: notAQuestion(path, faults) };
    flat.push(question);
  }
  return { flat: arrayText(flat), faults, error: undefined };
}

function arrayText(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

type Faults = Map<string, unknown>;

/** `undefined`: not an object, or an array. */
function flatten(query: unknown, path: string, now: string, faults: Faults): FlatQuery | undefined {
  const names = memberNames(query, path, faults);
  if (names === undefined) return undefined;
  const flat: Record<string, string | null> = Object.create(null);
  for (const name of names) {
    const value = read(query as object, name, `${path}/${pointerToken(name)}`, faults);
    if (value !== undefined) flat[wellFormed(name)] = flatValue(name, value);
  }
  if (!("now" in flat)) flat["now"] = now;
  return stringify(flat);
}

/** The own enumerable string keys of an object that is no array. */
function memberNames(query: unknown, path: string, faults: Faults): string[] | undefined {
  if (typeof query !== "object" || query === null) return undefined;
  try {
    return isArray(query) ? undefined : keys(query);
  } catch (cause) {
    faults.set(path, cause);
    return undefined;
  }
}

/** An own member, as an array's holes are none. One whose getter throws reads as `null`, which is no string. */
function read(holder: object, name: PropertyKey, path: string, faults: Faults): unknown {
  try {
    return hasOwn(holder, name) ? get(holder, name) : undefined;
  } catch (cause) {
    faults.set(path, cause);
    return null;
  }
}

function arrayLength(list: unknown, faults: Faults): number {
  try {
    if (isArray(list)) return list.length;
  } catch (cause) {
    faults.set("", cause);
  }
  throw wrongType("", "the queries are not an array", "give an array of queries, or ask `decide` for one", faults);
}

function notAQuestion(path: string, faults: Faults): MailveilError {
  return wrongType(path, "the query is not an object", "give an object such as `{ action, viewer, thread }`", faults);
}

function wrongType(path: string, message: string, help: string, faults: Faults): MailveilError {
  const options = faults.has(path) ? { cause: faults.get(path) } : undefined;
  return new MailveilError({ code: "wrong-type", path, message, help }, options);
}

function flatValue(name: string, value: unknown): string | null {
  if (typeof value === "string") return wellFormed(value);
  return momentNames.has(name) ? instantOf(value) : null;
}

/** A lone surrogate becomes U+FFFD, which no id contains. */
function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, "\u{FFFD}") : text;
}

/** RFC 3339 text of a `Date` of any realm; `null` for everything else. Asks for the inner slot, which nothing can feign. */
function instantOf(value: unknown): string | null {
  try {
    // An invalid date has no text; the core refuses this one as no time.
    return Number.isNaN(apply(getTime, value, [])) ? "invalid" : apply(toISOString, value, []);
  } catch {
    return null;
  }
}

function present(): string {
  return apply(toISOString, new Date(), []);
}

function pointerToken(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
