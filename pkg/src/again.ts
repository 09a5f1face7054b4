// The question asked last, recognised when it is asked again about another thread: then only the thread's id has to cross the
// edge. Nothing is known here of what members mean: all others are the same texts in the same order as the last time.

import type { Begun, ReadQuestion } from "./input/input.js";
import { isOwn } from "./input/read.js";
import type { PolicyHandle } from "./module/glue.js";

/** A question that the module has answered, as it was written. */
export interface Asked extends ReadQuestion {
  /** Where its thread stands. */
  readonly thread: number;
  /** Whether it is asked at the present. */
  readonly isPresent: boolean;
  /** What the module calls it. */
  readonly number: number;
}

/** One way to ask again: by the question's number, the thread's row, and the present (NaN: the same moment). */
export type AskAgain = (handle: PolicyHandle, number: number, row: number, present: number) => number;

/** 1 allowed, 2 denied; 0: it has to be asked in full. */
export const allowsAgain: AskAgain = (handle, number, row, present) => handle.allowsAgain(number, row, present);

/** The number of a decision, or 0 likewise. */
export const decideAgain: AskAgain = (handle, number, row, present) => handle.decideAgain(number, row, present);

/** What the module gives as the row of a thread that is not there. */
const NO_ROW = 0xffff_ffff;
/** How many ids are kept; a power of two. */
const KEPT = 4_096;

/**
 * Rows by id, of threads asked about lately. Each id has one place, by its last characters, which are what differs; whoever
 * comes later takes it. An entry cannot become wrong, only useless: a row never has another thread, and about one whose
 * thread was removed the module answers nothing. A `Map` would take a third of the time of the whole question.
 */
export class Rows {
  readonly #handle: PolicyHandle;
  readonly #ids: string[] = new Array(KEPT).fill("");
  readonly #rows = new Uint32Array(KEPT).fill(NO_ROW);

  constructor(handle: PolicyHandle) {
    this.#handle = handle;
  }

  /** The row, which the module is asked for if the id is not kept. */
  of(id: string): number {
    const place = placeOf(id);
    return this.#ids[place] === id ? (this.#rows[place] ?? NO_ROW) : this.#find(id, place);
  }

  /** After an answer was refused: the thread may be in another row by now. */
  forget(id: string): void {
    this.#rows[placeOf(id)] = NO_ROW;
    this.#ids[placeOf(id)] = "";
  }

  #find(id: string, place: number): number {
    const row = this.#handle.threadRow(id);
    this.#ids[place] = id;
    this.#rows[place] = row;
    return row;
  }
}

/** Neighbours for ids that end in consecutive numbers. */
function placeOf(id: string): number {
  const last = id.length - 1;
  const ones = id.charCodeAt(last) + 10 * id.charCodeAt(last - 1);
  return (ones + 100 * (id.charCodeAt(last - 2) + 10 * id.charCodeAt(last - 3))) & (KEPT - 1);
}

/** The question as one to be recognised; nothing if a member is more than text, as a `Date`, or if it has no thread. */
export function askedOnce(question: ReadQuestion, number: number): Asked | undefined {
  const isText = (value: unknown) => typeof value === "string" || value === undefined;
  const { names, values } = question;
  const thread = names.indexOf("thread");
  if (thread < 0 || !values.every(isText)) return undefined;
  const now = names.indexOf("now");
  return { names, values, thread, number, isPresent: now < 0 || values[now] === undefined };
}

/** The id of the other thread; else what was read before it showed that this is another question. */
export function recognise(query: unknown, asked: Asked): string | Begun {
  if (typeof query !== "object" || query === null) return begun(asked, 0, undefined);
  const { names, values, thread: place } = asked;
  let count = 0;
  let thread: unknown;
  try {
    // Four times as fast as a list of names, for the objects that most people write.
    for (const name in query) {
      if (!isOwn(query, name)) continue;
      const value = (query as Record<string, unknown>)[name];
      if (name !== names[count]) return begun(asked, count, thread, { name, value });
      if (count === place) thread = value;
      else if (value !== values[count]) return begun(asked, count, thread, { name, value });
      count += 1;
    }
  } catch {
    // It is read again in full, to tell what is wrong and where.
    return begun(asked, count, thread);
  }
  return count === names.length && typeof thread === "string" ? thread : begun(asked, count, thread);
}

/** What was read: so many members of the question asked last, with this thread, and then perhaps one that differs. */
export function begun(asked: Asked, count: number, thread: unknown, last?: { name: string; value: unknown }): Begun {
  const read = new Map<string, unknown>();
  for (const [index, name] of asked.names.slice(0, count).entries()) {
    read.set(name, index === asked.thread ? thread : asked.values[index]);
  }
  if (last !== undefined) read.set(last.name, last.value);
  return read;
}
