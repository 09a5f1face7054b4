// The best typed-array JavaScript that we can write for `visibleThreads`: threads that every viewer sees alike are one
// class, each viewer has one byte for each class, and a list touches only the threads that it lists. A competitor too.
import type { Thread } from "mailveil";
import { NOW } from "./data.ts";
import { isBackedUp, isShared, NONE, type Plain, type PlainViewer } from "./plain.ts";

/** What one viewer sees, class by class. Kept while the viewer is asked for. */
interface Sight {
  readonly levels: Uint8Array;
  /** The classes seen at all. */
  readonly classes: Uint32Array;
}

export class Typed {
  readonly #plain: Plain;
  /** A number for each class, by what makes threads alike. */
  readonly #numbers = new Map<string, number>();
  /** The first thread of each class, which is judged for all. */
  readonly #first: Thread[] = [];
  /** A number for each record; records that the same members can access share it. */
  readonly #access: ReadonlyMap<string, number>;
  #count = 0;
  #class: Uint32Array;
  /** The rows of class `c` are `#rows` from `#start[c]` up to `#start[c + 1]`. */
  #start = new Uint32Array(0);
  #rows = new Uint32Array(0);
  #bits = new Uint32Array(0);
  #shownRows = new Uint32Array(0);
  #shownLevels = new Uint8Array(0);
  readonly #sights = new Map<PlainViewer, Sight>();

  constructor(plain: Plain, capacity: number) {
    this.#plain = plain;
    this.#class = new Uint32Array(capacity);
    const numbers = new Map<string, number>();
    const accessOf = new Map<string, number>();
    for (const { id, owner, access } of plain.records.values()) {
      const text = JSON.stringify([owner, access]);
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      accessOf.set(id, numbers.get(text) ?? 0);
    }
    this.#access = accessOf;
  }

  push(threads: readonly Thread[]): void {
    for (const thread of threads) {
      const key = this.#classKey(thread);
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
    const { classes, levels } = this.#sight(viewer);
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
    let sight = this.#sights.get(viewer);
    if (sight === undefined) {
      const levels = Uint8Array.from(this.#first, (thread) => viewer.level(thread));
      const classes = Uint32Array.from(levels.keys().filter((number) => levels[number] !== NONE));
      sight = { levels, classes };
      this.#sights.set(viewer, sight);
    }
    return sight;
  }

  /** Everything that a level depends on besides the viewer. */
  #classKey(thread: Thread): string {
    const owner = this.#plain.viewer(this.#plain.mailboxes.get(thread.mailbox)?.owner ?? "", NOW);
    const share = owner.share(thread.mailbox);
    const { sharing } = share;
    const isPersonal = sharing.mode !== "private" && sharing.mode !== "shared-mailbox";
    const isHidden =
      isPersonal &&
      (!isShared(share, thread) ||
        !isBackedUpIfAsked(share, thread) ||
        this.#plain.exclusions.of(share.mailbox, thread.participants) !== undefined);
    if (thread.state === "deleted" || isHidden) return `${thread.mailbox} ${thread.state === "deleted"}`;
    const links = thread.records ?? [];
    const candidates = links.filter((id) => owner.isCandidate(share, id));
    const asked = sharing.mode === "per-thread" && sharing.linkedAccess !== "any" ? links : candidates;
    const access = new Set(asked.map((id) => this.#access.get(id) ?? -1));
    return `${thread.mailbox} ${candidates.length > 0} ${[...access].sort().join(" ")}`;
  }
}

const isBackedUpIfAsked = (share: Parameters<typeof isBackedUp>[0], thread: Thread): boolean =>
  share.until === Number.POSITIVE_INFINITY || isBackedUp(share, thread);

/** An element that is there. */
const at = (list: Uint32Array, index: number): number => list[index] as number;
