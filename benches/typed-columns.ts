// The best typed-array JavaScript that we can write for `visibleThreads` without keeping a list: columns that lie by mailbox,
// so that closed mailboxes cost nothing; of each viewer a level for each mailbox, and a byte for each access list.
import type { Thread } from "mailveil";
import { NOW } from "./data.ts";
import { Kept } from "./kept.ts";
import { FULL, NONE } from "./plain.ts";
import { BY_RECORDS, GONE, needsAll, type TypedFacts, WITHOUT_RECORDS } from "./typed-facts.ts";

const KINDS = 4;
const LISTS_MAX = 3;
/** What stands in a table: a level; a level that takes access to one of the records; full, which takes access to all. */
const ONE = 3;
const ALL = 7;
/** What is known of viewers, for as many as fit. */
const BYTES_MAX = 32 << 20;

/** What is known of one viewer. */
interface Sight {
  /** By mailbox and kind. */
  readonly table: Uint8Array;
  /** By access list; then one that nobody, and one that everybody has. */
  readonly access: Uint8Array;
}

export class TypedColumns {
  readonly #facts: TypedFacts;
  readonly #sights: Kept<Sight>;
  /** By row: mailbox and kind. */
  readonly #slot: Uint16Array;
  /** The places of slot `s` are those from `#start[s]` up to `#start[s + 1]`. */
  readonly #start: Uint32Array;
  /** By place: the row, and three access lists. */
  readonly #row: Uint32Array;
  readonly #lists: readonly [Uint16Array, Uint16Array, Uint16Array];
  readonly #bits: Uint32Array;
  readonly #shownRows: Uint32Array;
  readonly #shownLevels: Uint8Array;

  constructor(facts: TypedFacts, threads: readonly Thread[]) {
    this.#facts = facts;
    const slots = facts.mailboxes.length * KINDS;
    this.#sights = new Kept(Math.floor(BYTES_MAX / (slots + facts.records.length)));
    const count = threads.length;
    const folded = threads.map((thread) => facts.of(thread));
    this.#slot = Uint16Array.from(folded, ({ mailbox, kind }) => mailbox * KINDS + kind);
    this.#start = starts(this.#slot, slots);
    this.#row = new Uint32Array(count);
    this.#lists = [new Uint16Array(count), new Uint16Array(count), new Uint16Array(count)];
    const next = this.#start.slice();
    for (const [row, { mailbox, lists }] of folded.entries()) {
      if (lists.length > LISTS_MAX) throw new RangeError("a thread has more links than there are columns");
      const slot = this.#slot[row] as number;
      const place = next[slot] as number;
      next[slot] = place + 1;
      this.#row[place] = row;
      const filler = facts.records.length + (this.#asksForAll(mailbox) ? 1 : 0);
      for (const [column, list] of this.#lists.entries()) list[place] = lists[column] ?? filler;
    }
    this.#bits = new Uint32Array((count + 31) >>> 5);
    this.#shownRows = new Uint32Array(count);
    this.#shownLevels = new Uint8Array(count);
  }

  /** Marks the rows that are seen, mailbox by mailbox, then reads the marks in order. */
  visibleThreads(viewer: string): { rows: Uint32Array; levels: Uint8Array } {
    const sight = this.#sights.get(viewer, () => this.#sight(viewer));
    this.#mark(sight);
    const { table } = sight;
    const bits = this.#bits;
    const slots = this.#slot;
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
        const level = table[slots[row] as number] as number;
        shownRows[count] = row;
        shownLevels[count] = level <= ONE ? level : level === ALL ? FULL : level - ONE;
        count += 1;
      }
    }
    return { rows: shownRows.slice(0, count), levels: shownLevels.slice(0, count) };
  }

  #mark({ table, access }: Sight): void {
    const bits = this.#bits;
    const start = this.#start;
    const rows = this.#row;
    const [a, b, c] = this.#lists;
    for (let slot = 0; slot < table.length; slot += 1) {
      const level = table[slot] as number;
      if (level === NONE) continue;
      const end = start[slot + 1] as number;
      // Three loops, because a branch inside would be taken for every thread.
      for (let place = start[slot] as number; level <= ONE && place < end; place += 1) {
        const row = rows[place] as number;
        bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
      }
      for (let place = start[slot] as number; level > ONE && level < ALL && place < end; place += 1) {
        const row = rows[place] as number;
        const one = (access[a[place] as number] as number) | (access[b[place] as number] as number);
        const seen = one | (access[c[place] as number] as number);
        bits[row >>> 5] = (bits[row >>> 5] as number) | (seen << (row & 31));
      }
      for (let place = start[slot] as number; level === ALL && place < end; place += 1) {
        const row = rows[place] as number;
        const both = (access[a[place] as number] as number) & (access[b[place] as number] as number);
        const seen = both & (access[c[place] as number] as number);
        bits[row >>> 5] = (bits[row >>> 5] as number) | (seen << (row & 31));
      }
    }
  }

  #sight(id: string): Sight {
    const { mailboxes, records, plain } = this.#facts;
    const viewer = plain.newViewer(id, NOW);
    const table = new Uint8Array(mailboxes.length * KINDS);
    for (const [number, mailbox] of mailboxes.entries()) {
      const share = viewer.share(mailbox);
      const first = number * KINDS;
      if (share.level === NONE) continue;
      if (share.owned) table.fill(FULL, first + GONE + 1, first + KINDS);
      else if (share.send) table.fill(FULL, first + WITHOUT_RECORDS, first + KINDS);
      else table[first + BY_RECORDS] = needsAll(share) ? ALL : ONE + share.level;
    }
    const access = Uint8Array.from([...records.map((record) => (viewer.canAccess(record) ? 1 : 0)), 0, 1]);
    return { table, access };
  }

  #asksForAll(mailbox: number): boolean {
    const { sharing } = this.#facts.plain.mailboxes.get(this.#facts.mailboxes[mailbox] ?? "") ?? {};
    return sharing?.mode === "per-thread" && sharing.linkedAccess !== "any";
  }
}

/** Where the places of each slot begin, and behind the last one their number. */
function starts(slots: Uint16Array, count: number): Uint32Array {
  const start = new Uint32Array(count + 1);
  for (const slot of slots) start[slot + 1] = (start[slot + 1] as number) + 1;
  for (let slot = 1; slot < start.length; slot += 1) {
    start[slot] = (start[slot] as number) + (start[slot - 1] as number);
  }
  return start;
}
