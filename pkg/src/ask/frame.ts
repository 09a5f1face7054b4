// A question on its way in, as bytes of the exchange (src/wire/frame.rs draws them). Nothing inherited counts, and code of the
// caller's, which a getter may run, meets no half-written question: it writes its own behind what is there.
// What members mean, and what is wrong with them, the core says.
import { MailveilError } from "../error.js";
import { encode, wellFormed } from "../input/bytes.js";
import {
  arrayLength,
  type Faults,
  instantOf,
  isOwn,
  pointerToken,
  type ReadFaults,
  read,
  refusal,
} from "../input/read.js";
import { base, claim, ensure, memory, release, reserve } from "../module/exchange.js";
import { vocabulary } from "./vocabulary.js";

// Taken once, before anything could replace them.
const { isArray } = Array;

const NO_TEXT = 254;
const LONG = 255;
const OTHER_NAME = 255;
/** No id, word or time is longer; of what is, so much is enough to see that it is none. */
const LENGTH_MAX = 4_096;
/** The core looks at no more: by then, something is wrong. */
const MEMBERS_MAX = 32;

/** A question in the exchange. It has to be given back, whatever happens. */
export interface Frame {
  readonly start: number;
  readonly end: number;
  /** The present in milliseconds, if the question names no moment; else NaN. */
  readonly present: number;
  /** What threw while it was read. */
  readonly faults: ReadFaults | undefined;
}

/** Members that stand before those of the caller's question. */
export type Before = readonly (readonly [name: string, value: unknown])[];

const nothing: Before = [];

/** Writes a question. Throws `wrong-type` for what is not an object, or an array. */
export function writeFrame(query: unknown, path = "", before: Before = nothing): Frame {
  const start = claim();
  try {
    if (typeof query !== "object" || query === null || isArray(query)) throw notAQuestion(path);
    return write(query, path, before, start);
  } catch (cause) {
    release(start);
    // Proxies may throw even where their names are asked for.
    throw cause instanceof MailveilError ? cause : notAQuestion(path, { cause });
  }
}

/** Questions one behind the other. */
export interface Frames extends Frame {
  readonly count: number;
  /** What remains to be thrown: the list goes only up to the first item that is no question. */
  readonly error: MailveilError | undefined;
}

/** Writes several questions, all of one moment. */
export function writeFrames(queries: unknown): Frames {
  const faults: Faults = new Map();
  const length = arrayLength(queries, "", faults);
  if (length === undefined) {
    const help = "give an array of queries, or ask `decide` for one";
    throw refusal({ code: "wrong-type", path: "", message: "the queries are not an array", help }, faults);
  }
  const start = claim();
  let end = start;
  const present = Date.now();
  try {
    for (let index = 0; index < length; index += 1) {
      const frame = writeFrame(read(queries as object, index, "", faults), `/${index}`);
      for (const [path, cause] of frame.faults ?? []) faults.set(path, cause);
      end = frame.end;
    }
    return { start, end, present, faults, count: length, error: undefined };
  } catch (cause) {
    if (!(cause instanceof MailveilError)) {
      release(start);
      throw cause;
    }
    return { start, end, present, faults, count: 0, error: cause };
  }
}

function write(query: object, path: string, before: Before, start: number): Frame {
  let end = start + 1;
  let count = 0;
  let hasNow = false;
  let faults: Faults | undefined;
  for (const [name, value] of before) {
    end = writeMember(end, name, value);
    count += 1;
    hasNow = hasNow || name === "now";
  }
  // Four times as fast as a list of names, for the objects that most people write.
  for (const name in query) {
    if (count === MEMBERS_MAX || !isOwn(query, name)) continue;
    reserve(end);
    let value: unknown;
    try {
      value = (query as Record<string, unknown>)[name];
    } catch (cause) {
      faults = faults ?? new Map();
      faults.set(`${path}/${pointerToken(name)}`, cause);
      value = null;
    }
    if (value === undefined) continue;
    end = writeMember(end, name, value);
    count += 1;
    hasNow = hasNow || name === "now";
  }
  ensure(end);
  memory[base + start] = count;
  reserve(end);
  return { start, end, present: hasNow ? Number.NaN : Date.now(), faults };
}

function notAQuestion(path: string, options?: ErrorOptions): MailveilError {
  const help = "give an object such as `{ action, viewer, thread }`";
  return new MailveilError({ code: "wrong-type", path, message: "the query is not an object", help }, options);
}

function writeMember(start: number, name: string, value: unknown): number {
  const number = vocabulary().members.get(name);
  ensure(start + 2);
  memory[base + start] = number ?? OTHER_NAME;
  let at = start + 1;
  // A name is told whole, in the path of the error.
  if (number === undefined) at = writeEncoded(at, wellFormed(name));
  if (typeof value === "string") return writeText(at, value);
  const moment = name === "now" || name === "expiresAt" ? instantOf(value) : null;
  if (moment !== null) return writeText(at, moment);
  ensure(at + 1);
  memory[base + at] = NO_TEXT;
  return at + 1;
}

function writeText(start: number, text: string): number {
  const length = text.length;
  if (length >= NO_TEXT) return writeEncoded(start, wellFormed(text.slice(0, LENGTH_MAX)));
  const end = start + 1 + length;
  ensure(end);
  const bytes = memory;
  const place = base + start + 1;
  let letters = 0;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    letters |= code;
    bytes[place + index] = code;
  }
  if (letters > 0x7f) return writeEncoded(start, wellFormed(text));
  bytes[place - 1] = length;
  return end;
}

/** A text that is long, or has more than ASCII. */
function writeEncoded(start: number, text: string): number {
  const encoded = encode(text);
  const length = encoded.length;
  ensure(start + 5 + length);
  const place = base + start;
  memory[place] = LONG;
  for (let byte = 0; byte < 4; byte += 1) memory[place + 1 + byte] = (length >>> (8 * byte)) & 0xff;
  memory.set(encoded, place + 5);
  return start + 5 + length;
}
