// Reading an export, which may be anything: nothing inherited counts, nulls are dropped, and whatever is not understood is
// refused with its place.
import { wellFormed } from "../input/bytes.js";
import { MailveilError } from "../error.js";
import { pointerToken } from "../input/read.js";
import type { ErrorCode, Instant } from "../types/index.js";

// Taken once, before anything could replace them.
const { get } = Reflect;
const { entries, fromEntries, hasOwn, keys } = Object;
const { isArray } = Array;
const { isSafeInteger } = Number;
const encoder = new TextEncoder();

/** Bytes of an id, and rows of a list, that a snapshot can have. */
const idBytesMax = 256;
export const rowsMax = 2 ** 24;

/** A value, and the way to it. The path is put together only for whoever asks. */
export class Place {
  readonly value: unknown;
  readonly #up: Place | undefined;
  readonly #name: string | number;

  constructor(value: unknown, up?: Place, name: string | number = "") {
    this.value = value;
    this.#up = up;
    this.#name = name;
  }

  /** JSON Pointer from the export. */
  get path(): string {
    return this.#up === undefined ? "" : `${this.#up.path}/${pointerToken(String(this.#name))}`;
  }

  /** What a part of the text says that stands here. */
  with(part: string): Place {
    return new Place(part, this.#up, this.#name);
  }

  /** Nothing stands here, or `null`. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  get isList(): boolean {
    return this.#read(() => isArray(this.value));
  }

  /** Whether an object with this own member stands here. */
  has(name: string): boolean {
    const { value } = this;
    return typeof value === "object" && value !== null && this.#read(() => hasOwn(value, name));
  }

  /** An own member; absent where nothing stands. */
  at(name: string): Place {
    if (this.isAbsent) return new Place(undefined, this, name);
    return this.#member(this.#object(), name);
  }

  /** The names of the own members; none where nothing stands. */
  names(): string[] {
    if (this.isAbsent) return [];
    const object = this.#object();
    return this.#read(() => keys(object));
  }

  /** The elements of an array; none where nothing stands. */
  items(): Place[] {
    if (this.isAbsent) return [];
    if (!this.isList) throw this.refuse("not-an-array", "this is not an array", "export it again as the API answers");
    const list = this.value as readonly unknown[];
    const length = this.#read(() => list.length);
    if (length > rowsMax)
      throw this.refuse("unknown-value", "the array is too long", "a snapshot has at most 2^24 rows");
    return Array.from({ length }, (_, index) => this.#member(list, index));
  }

  /** Text. Absent: `undefined`. */
  text(): string | undefined {
    if (this.isAbsent) return undefined;
    if (typeof this.value !== "string") throw this.#wrong("text");
    return this.value;
  }

  /** Text for people: what no Unicode text has is replaced. */
  name(): string | undefined {
    const text = this.text();
    return text ? wellFormed(text) : undefined;
  }

  /** Text or an integer as the id of a snapshot. Absent or empty: `undefined`. */
  id(prefix = ""): string | undefined {
    const { value } = this;
    if (this.isAbsent || value === "") return undefined;
    // Larger numbers have lost digits already, and two ids could be one.
    if (typeof value !== "string" && !isSafeInteger(value)) throw this.#wrong("text or an integer below 2^53");
    const id = `${prefix}${value}`;
    if (isId(id)) return id;
    const help = "an id has at most 256 bytes, and no U+FFFD or lone surrogate";
    throw this.refuse("unknown-value", "this cannot be the id of a snapshot", help);
  }

  /** `true`, `false`, 1 or 0. Absent: `undefined`. */
  flag(): boolean | undefined {
    if (this.isAbsent) return undefined;
    const { value } = this;
    if (typeof value === "boolean") return value;
    if (value !== 0 && value !== 1) throw this.#wrong("true, false, 1 or 0", "unknown-value");
    return value === 1;
  }

  /** One of some words; numbers count as their text. Absent: `undefined`. */
  word<Word>(words: ReadonlyMap<string, Word>): Word | undefined {
    if (this.isAbsent) return undefined;
    const { value } = this;
    if (typeof value !== "string" && typeof value !== "number") throw this.#wrong("text or a number");
    const word = words.get(String(value));
    if (word !== undefined) return word;
    const known = [...words.keys()].map((name) => `\`${name}\``).join(", ");
    throw this.refuse("unknown-value", "this value is not known", `known are ${known}`);
  }

  /** RFC 3339 text, as a snapshot takes it. Absent: `undefined`. */
  time(): Instant | undefined {
    const text = this.text();
    if (text === undefined || isInstant(text)) return text;
    throw this.refuse("invalid-time", "this is not a time with an offset", "such as `2026-11-21T09:30:00Z`");
  }

  /** When a message came or went. No mail is as old as the zero dates of databases: such a time stands for none. */
  mailTime(): Instant | undefined {
    const text = this.text();
    if (text === undefined || text === "" || zeroDate.test(text)) return undefined;
    const time = this.time();
    return time !== undefined && Date.parse(time) > 0 ? time : undefined;
  }

  refuse(code: ErrorCode, message: string, help: string, cause?: unknown): MailveilError {
    return new MailveilError({ code, path: this.path, message, help }, cause === undefined ? undefined : { cause });
  }

  #object(): object {
    if (typeof this.value === "object" && this.value !== null && !this.isList) return this.value;
    throw this.#wrong("an object");
  }

  #member(holder: object, name: string | number): Place {
    const value = this.#read(() => (hasOwn(holder, name) ? get(holder, name) : undefined), name);
    return new Place(value, this, name);
  }

  #wrong(wanted: string, code: ErrorCode = "wrong-type"): MailveilError {
    return this.refuse(code, `this is not ${wanted}`, "export it again as the API answers");
  }

  /** Whatever throws while it is read is no value. */
  #read<Value>(reading: () => Value, name?: string | number): Value {
    try {
      return reading();
    } catch (cause) {
      const place = name === undefined ? this : new Place(undefined, this, name);
      throw place.refuse("wrong-type", "this cannot be read", "give plain data, as `JSON.parse` makes it", cause);
    }
  }
}

/** Words that stand for themselves, for `Place.word`. */
export function words<Word extends string>(...list: readonly Word[]): ReadonlyMap<string, Word> {
  return new Map(list.map((word) => [word, word]));
}

/** What has to be there. */
export function needed<Value>(place: Place, reading: (place: Place) => Value | undefined): Value {
  const value = reading(place);
  if (value !== undefined) return value;
  throw place.refuse("missing-field", "this is missing", "export it again with all fields");
}

/** Members without those that are not there, because a snapshot has no `null` and no `undefined`. */
export function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
export function given(members: object): object {
  return fromEntries(entries(members).filter(([, value]) => value !== undefined));
}

/** Those that are there. */
export function some<Value>(...values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}

export const neededId = (row: Place, name: string, prefix = ""): string =>
  needed(row.at(name), (place) => place.id(prefix));

/** Whether it may stand in a snapshot as an id. */
export function isId(id: string): boolean {
  return id !== "" && id === wellFormed(id) && !id.includes("\u{FFFD}") && fits(id, idBytesMax);
}

/** Whether the text has at most so many bytes of UTF-8. A unit of UTF-16 is three at most, so most need no encoding. */
export function fits(text: string, bytesMax: number): boolean {
  return text.length * 3 <= bytesMax || encoder.encode(text).length <= bytesMax;
}

/** Years before 1970, however the rest is written. */
const zeroDate = /^(?:0\d|1[0-8]|19[0-6])\d/;
const instant = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):(\d\d))$/;

function isInstant(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] =
    instant
      .exec(text)
      ?.slice(1)
      .map((digits) => Number(digits ?? 0)) ?? [];
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return isDay && hour <= 23 && minute <= 59 && second <= 59 && hours <= 23 && minutes <= 59;
}
