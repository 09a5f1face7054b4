// Typed arrays that keep what a viewer sees: threads that every viewer sees alike are one class, a viewer has one byte for
// each class, and a list touches only the threads that it lists. The fastest for a viewer who asks again.
import type { Thread } from "mailveil";
import { Kept } from "./kept.ts";
import { NONE, type PlainViewer } from "./plain.ts";
import type { TypedFacts } from "./typed-facts.ts";

/** No contestant keeps finished lists for more viewers, and by class is as good as finished. */
const VIEWERS_MAX = 64;

/** What one viewer sees, class by class. */
interface Sight {
  readonly levels: Uint8Array;
  /** The classes seen at all. */
  readonly classes: Uint32Array;
}

export class TypedClasses {
  readonly #facts: TypedFacts;
  /** A number for each class, by what makes threads alike. */
  readonly #numbers = new Map<string, number>();
  /** The first thread of each class, which is judged for all. */
  readonly #first: Thread[] = [];
  #count = 0;
  #class: Uint32Array;
  /** The rows of class `c` are `#rows` from `#start[c]` up to `#start[c + 1]`. */
  #start = new Uint32Array(0);
  #rows = new Uint32Array(0);
  #bits = new Uint32Array(0);
  #shownRows = new Uint32Array(0);
  #shownLevels = new Uint8Array(0);
  readonly #sights = new Kept<Sight>(VIEWERS_MAX);

  constructor(facts: TypedFacts, capacity: number) {
    this.#facts = facts;
    this.#class = new Uint32Array(capacity);
  }

  push(threads: readonly Thread[]): void {
    for (const thread of threads) {
      const { mailbox, kind, lists } = this.#facts.of(thread);
      const key = `${mailbox} ${kind} ${lists.toSorted().join(" ")}`;
      let number = this.#numbers.get(key);
      if (number === undefined) {
        number = this.#first.push(thread) - 1;
        this.#numbers.set(key, number);
      }
      this.#class[this.#count] = number;
      this.#count += 1;
    }
  }

  /** To be called when all threads are there. */
  finish(): void {
    this.#numbers.clear();
    const start = new Uint32Array(this.#first.length + 1);
    for (let row = 0; row < this.#count; row += 1)
      start[at(this.#class, row) + 1] = at(start, at(this.#class, row) + 1) + 1;
    for (let number = 1; number < start.length; number += 1) start[number] = at(start, number) + at(start, number - 1);
    const next = start.slice();
    this.#rows = new Uint32Array(this.#count);
    for (let row = 0; row < this.#count; row += 1) {
      const number = at(this.#class, row);
      this.#rows[at(next, number)] = row;
      next[number] = at(next, number) + 1;
    }
    this.#start = start;
    this.#bits = new Uint32Array((this.#count + 31) >>> 5);
    this.#shownRows = new Uint32Array(this.#count);
    this.#shownLevels = new Uint8Array(this.#count);
  }

  /** Marks the rows of every class that is seen, then reads the marks in order. */
  visibleThreads(viewer: PlainViewer): { rows: Uint32Array; levels: Uint8Array } {
    const { classes, levels } = this.#sights.get(viewer.user.id, () => this.#sight(viewer));
    this.#mark(classes);
    const bits = this.#bits;
    const classOf = this.#class;
    const shownRows = this.#shownRows;
    const shownLevels = this.#shownLevels;
    let count = 0;
    for (let word = 0; word < bits.length; word += 1) {
      let left = bits[word] as number;
      if (left === 0) continue;
      bits[word] = 0;
      const last = (word << 5) + 31;
      while (left !== 0) {
        const row = last - Math.clz32(left & -left);
        left &= left - 1;
        shownRows[count] = row;
        shownLevels[count] = levels[classOf[row] as number] as number;
        count += 1;
      }
    }
    return { rows: shownRows.slice(0, count), levels: shownLevels.slice(0, count) };
  }

  #mark(classes: Uint32Array): void {
    const bits = this.#bits;
    const rows = this.#rows;
    const start = this.#start;
    for (let index = 0; index < classes.length; index += 1) {
      const number = classes[index] as number;
      const end = start[number + 1] as number;
      for (let place = start[number] as number; place < end; place += 1) {
        const row = rows[place] as number;
        const word = row >>> 5;
        bits[word] = (bits[word] as number) | (1 << (row & 31));
      }
    }
  }

  #sight(viewer: PlainViewer): Sight {
    const levels = Uint8Array.from(this.#first, (thread) => viewer.level(thread));
    const classes = Uint32Array.from(levels.keys().filter((number) => levels[number] !== NONE));
    return { levels, classes };
  }
}

/** An element that is there. */
const at = (list: Uint32Array, index: number): number => list[index] as number;
