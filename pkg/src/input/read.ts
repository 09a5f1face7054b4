// Reading what the caller gives, which may be anything: nothing inherited counts, and what throws while it is read is no value.

import { type ErrorFacts, MailveilError } from "../error.js";
import { wellFormed } from "./bytes.js";

// Taken once, before anything could replace them.
const { apply, get } = Reflect;
const { hasOwn, keys } = Object;
const { isArray } = Array;
const { getTime, toISOString } = Date.prototype;
const plainName = /^\w*$/;

/** What threw while it was read, by its path. The core reports `wrong-type` there; the error then carries the cause. */
export type ReadFaults = ReadonlyMap<string, unknown>;

export type Faults = Map<string, unknown>;

/** The own enumerable string keys of an object that is no array; `undefined` for anything else. */
export function memberNames(value: unknown, path: string, faults: Faults): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return isArray(value) ? undefined : keys(value);
  } catch (cause) {
    faults.set(path, cause);
    return undefined;
  }
}

/**
 * An own member, as an array's holes are none, of what stands at the path.
 * One whose getter throws reads as `null`, which is no string.
 */
export function read(holder: object, name: string | number, path: string, faults: Faults): unknown {
  try {
    return hasOwn(holder, name) ? get(holder, name) : undefined;
  } catch (cause) {
    faults.set(`${path}/${pointerToken(String(name))}`, cause);
    return null;
  }
}

/** How long a list is; `undefined` for what is no array. */
export function arrayLength(list: unknown, path: string, faults: Faults): number | undefined {
  try {
    return isArray(list) ? list.length : undefined;
  } catch (cause) {
    faults.set(path, cause);
    return undefined;
  }
}

/** RFC 3339 text of a `Date` of any realm; `null` for everything else. Asks for the inner slot, which nothing can feign. */
export function instantOf(value: unknown): string | null {
  try {
    // An invalid date has no text; the core refuses this one as no time.
    return Number.isNaN(apply(getTime, value, [])) ? "invalid" : apply(toISOString, value, []);
  } catch {
    return null;
  }
}

/** `Object.hasOwn` in the one form that the engine does without where a loop over the members has just seen that it is so. */
export const isOwn: (holder: object, name: string) => boolean = Function.prototype.call.bind(
  Object.prototype.hasOwnProperty,
);

export function pointerToken(name: string): string {
  if (plainName.test(name)) return name;
  return wellFormed(name).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** An error about what the caller gave, caused by whatever threw while it was read. */
export function refusal(facts: RefusalFacts, faults: ReadFaults = new Map()): MailveilError {
  return new MailveilError(facts, faults.has(facts.path) ? { cause: faults.get(facts.path) } : undefined);
}

interface RefusalFacts extends ErrorFacts {
  readonly path: string;
}
