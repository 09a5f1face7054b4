// Items as plain as what `JSON.parse` gives, on their way in: all their texts in one, and how long each is. What they mean
// the core says, in src/filter/read/columns.rs, which also says how they follow each other.
import { encode, encodeInto } from "../input/bytes.js";
import type { FactKeys, FactName } from "./facts.js";

// Taken once, before anything could replace them.
const { getPrototypeOf } = Reflect;
const { isArray } = Array;
const { isSafeInteger } = Number;
const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;

/** In place of a length: nothing is said. */
const ABSENT = 0xffff_ffff;
/** Numbers of an item beside the lengths in its lists. */
const FIXED = 8;
/** Longer lists are read in the careful way. */
const ENTRIES_MAX = 4_096;
/** Room for so many at first. */
const LENGTHS = 4_096;
/** Room for the texts; what has no room in it gets more. */
const BYTES = 65_536;
/** Units of texts that are enough for a crossing. */
const ENOUGH = 16_384;

type Item = Readonly<Record<string, unknown>>;
type Facts = Readonly<Partial<Record<FactName, unknown>>>;

/** Filled again and again, so that nothing has to be made for a few items. */
export class Columns {
  #lengths = new Uint32Array(LENGTHS);
  #count = 0;
  #text = "";
  readonly #bytes = new Uint8Array(BYTES);

  clear(): void {
    this.#count = 0;
    this.#text = "";
  }

  get lengths(): Uint32Array {
    return this.#lengths.subarray(0, this.#count);
  }

  /** UTF-8 of the texts. What is no character becomes U+FFFD, which the core does not take. */
  get bytes(): Uint8Array {
    // Each unit becomes three bytes at most.
    if (this.#text.length * 3 > BYTES) return encode(this.#text);
    return this.#bytes.subarray(0, encodeInto(this.#text, this.#bytes).written);
  }

  /** Whether it is time to hand over what is here. */
  get isFull(): boolean {
    return this.#text.length > ENOUGH;
  }

  /** Takes the id of an item; false if it is not plain. Throws what its getters throw. */
  addId(item: unknown, keys: FactKeys | undefined): boolean {
    if (!isPlain(item)) return false;
    const id = textOf(item[keys?.id ?? "id"]);
    if (id === undefined) return false;
    this.#room(1)[this.#count] = id.length;
    this.#count += 1;
    this.#text += id;
    return true;
  }

  /** Takes an item; false if it is not plain. Throws what its getters throw. */
  add(item: unknown, keys: FactKeys | undefined): boolean {
    return isPlain(item) && this.#addFacts(keys === undefined ? item : factsAt(item, keys));
  }

  #addFacts(facts: Facts): boolean {
    const id = textOf(facts.id);
    const mailbox = textOf(facts.mailbox);
    const { participants, records, sharing, state, firstMessageAt, lastMessageAt } = facts;
    if (id === undefined || mailbox === undefined) return false;
    if (!isText(sharing) || !isText(state) || !isText(firstMessageAt) || !isText(lastMessageAt)) return false;
    const recordCount = lengthOf(records);
    const participantCount = lengthOf(participants);
    if (recordCount < 0 || participantCount < 0) return false;
    const lengths = this.#room(FIXED + recordCount + participantCount);
    let count = this.#count;
    let text = this.#text + id + mailbox;
    lengths[count] = id.length;
    lengths[count + 1] = mailbox.length;
    lengths[count + 2] = sharing?.length ?? ABSENT;
    if (sharing) text += sharing;
    lengths[count + 3] = state?.length ?? ABSENT;
    if (state) text += state;
    lengths[count + 4] = firstMessageAt?.length ?? ABSENT;
    if (firstMessageAt) text += firstMessageAt;
    lengths[count + 5] = lastMessageAt?.length ?? ABSENT;
    if (lastMessageAt) text += lastMessageAt;
    lengths[count + 6] = recordCount;
    count += 7;
    for (let index = 0; index < recordCount; index += 1) {
      const record = textOf((records as unknown[])[index]);
      if (record === undefined) return false;
      lengths[count] = record.length;
      count += 1;
      text += record;
    }
    lengths[count] = participantCount;
    count += 1;
    for (let index = 0; index < participantCount; index += 1) {
      const participant = (participants as unknown[])[index];
      if (typeof participant !== "string") return false;
      lengths[count] = participant.length;
      count += 1;
      text += participant;
    }
    this.#count = count;
    this.#text = text;
    return true;
  }

  /** The lengths, with room for so many more. */
  #room(more: number): Uint32Array {
    const needed = this.#count + more;
    if (needed > this.#lengths.length) {
      const larger = new Uint32Array(2 * needed);
      larger.set(this.#lengths);
      this.#lengths = larger;
    }
    return this.#lengths;
  }
}

/** Where prototypes are clean, all that such an object shows is its own. */
function isPlain(view: unknown): view is Item {
  if (typeof view !== "object" || view === null || getPrototypeOf(view) !== objectPrototype) return false;
  return (view as Item)["toJSON"] === undefined && !isArray(view);
}

/** The facts under their own names. */
function factsAt(item: Item, keys: FactKeys): Required<Facts> {
  return {
    id: item[keys.id],
    mailbox: item[keys.mailbox],
    participants: item[keys.participants],
    records: item[keys.records],
    sharing: item[keys.sharing],
    state: item[keys.state],
    firstMessageAt: item[keys.firstMessageAt],
    lastMessageAt: item[keys.lastMessageAt],
  };
}

function isText(value: unknown): value is string | undefined | null {
  return typeof value === "string" || value === undefined || value === null;
}

/** An id as text. */
function textOf(id: unknown): string | undefined {
  if (typeof id === "string") return id;
  return isSafeInteger(id) ? `${id as number}` : undefined;
}

/** How long a list is; negative for what is no plain one. What is absent is empty. */
function lengthOf(list: unknown): number {
  if (list === undefined || list === null) return 0;
  if (!isArray(list)) return -1;
  // Asked first, because it tells the engine enough to answer the rest at once.
  const { length } = list;
  if (getPrototypeOf(list) !== arrayPrototype || "toJSON" in list) return -1;
  return length <= ENTRIES_MAX ? length : -1;
}
