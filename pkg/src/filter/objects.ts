// Filtering a list of objects: the core judges their facts; here they are left out, cut, or passed on as they are.
import type { Before } from "../ask/frame.js";
import { encodeText } from "../input/bytes.js";
import { prototypesAreClean } from "../input/json-view.js";
import { arrayLength, type Faults, read, refusal } from "../input/read.js";
import type { PolicyHandle } from "../module/glue.js";
import { call } from "../module/instance.js";
import { Columns } from "./columns.js";
import { type FactKeys, flatKeys, knowsFacts, listFacts, viewOf } from "./facts.js";
import type { FilteredObjects } from "./filtered.js";
import { type FlatMembers, flattenOptions, optionsText } from "./options.js";

// Taken once, before anything could replace them.
const { parse } = JSON;
const { fromEntries, keys } = Object;
const { get, getPrototypeOf } = Reflect;

/** What the core says of an item; and what is found here, for a while. */
const levels = { none: 0, metadata: 1, subject: 2, full: 3, notPlain: 254, unreadable: 255 } as const;

/** The members that remain below full. */
interface Kept {
  readonly metadata: readonly string[];
  readonly subject: readonly string[];
}

/** How a list is asked about. */
interface Asked {
  readonly members: FlatMembers;
  /** The same for the core. */
  readonly text: string;
  /** JSON text of {@link Kept}. */
  readonly kept: string;
  /** Whether objects and arrays inherit nothing that could be taken for theirs. */
  readonly isClean: boolean;
}

/** Filters lists by one policy. */
export class ObjectFilter {
  readonly #alive: () => PolicyHandle;
  /** Not there while a list is being read, whose items may ask for another one to be filtered. */
  #spare: Columns | undefined;

  /** `alive` gives the policy, or throws; it is asked again after each time that code of the caller's may have run. */
  constructor(alive: () => PolicyHandle) {
    this.#alive = alive;
  }

  filter<Item extends object>(items: unknown, options: unknown, before?: Before): FilteredObjects<Item> {
    this.#alive();
    const { members, faults } = flattenOptions(options, before);
    const text = optionsText(members);
    const handle = this.#alive();
    const kept = call(() => handle.keptMembers(text), faults);
    const asked = { members, text, kept, isClean: prototypesAreClean() };
    const list = takeItems(items, asked);
    const found = new Uint8Array(list.length);
    const keys = asked.isClean ? flatKeys(members) : undefined;
    if (keys === undefined) found.fill(levels.notPlain);
    else this.#judgePlain(list, keys, asked, found);
    const views = found.includes(levels.notPlain) ? this.#judgeOthers(list, asked, found) : list;
    return pass(list, views, asked, found);
  }

  /** Finds the levels of plain items. */
  #judgePlain(list: readonly unknown[], keys: FactKeys, { members, text }: Asked, found: Uint8Array): void {
    const columns = this.#spare ?? new Columns();
    this.#spare = undefined;
    const isKnown = knowsFacts(members);
    const keysToTake = members["fields"] === undefined ? undefined : keys;
    let start = 0;
    for (let index = 0; index < list.length; index += 1) {
      if (!take(columns, list[index], keysToTake, isKnown)) found[index] = levels.notPlain;
      if (columns.isFull || index === list.length - 1) {
        this.#settle(columns, text, found, start, index + 1);
        start = index + 1;
      }
    }
    this.#spare = columns;
  }

  /** Judges what is in the columns, which are empty then. */
  #settle(columns: Columns, options: string, found: Uint8Array, start: number, end: number): void {
    const handle = this.#alive();
    const { lengths, bytes } = columns;
    const judged = lengths.length > 0 ? call(() => handle.judgeColumns(lengths, bytes, options)) : undefined;
    columns.clear();
    let next = 0;
    for (let index = start; index < end; index += 1) {
      if (judged === undefined) found[index] = levels.notPlain;
      else if (found[index] !== levels.notPlain) found[index] = judged[next++] ?? levels.unreadable;
    }
  }

  /** Finds the levels of items that are not plain; gives all items, and in place of those what JSON sees of them. */
  #judgeOthers(list: readonly unknown[], { members, text }: Asked, found: Uint8Array): readonly unknown[] {
    const isOther = (index: number) => found[index] === levels.notPlain;
    const views = list.map((item, index) => (isOther(index) ? viewOrNothing(item) : item));
    const others = views.filter((_, index) => isOther(index));
    const facts = encodeText(listFacts(others, members));
    const handle = this.#alive();
    const judged = call(() => handle.judgeThreads(facts, text));
    let next = 0;
    for (let index = 0; index < found.length; index += 1) {
      if (isOther(index)) found[index] = judged[next++] ?? levels.unreadable;
    }
    return views;
  }
}

/** What is shown of the items. */
function pass<Item>(list: readonly unknown[], views: readonly unknown[], asked: Asked, found: Uint8Array) {
  const { metadata, subject, unreadable } = levels;
  const isCut = found.includes(metadata) || found.includes(subject);
  const keep = isCut ? keptSets(asked) : undefined;
  // No `push`, here and elsewhere: it would ask a polluted prototype.
  const seen =
    keep === undefined
      ? list
      : list.map((item, index) => {
          if (found[index] === subject) return cutOrHide(views, index, keep.subject, found);
          return found[index] === metadata ? cutOrHide(views, index, keep.metadata, found) : item;
        });
  const shown = seen.filter((_, index) => isShown(found[index])) as Partial<Item>[];
  let count = 0;
  for (let index = 0; index < found.length; index += 1) if (found[index] === unreadable) count += 1;
  return { items: shown, shown: shown.length, hidden: list.length - shown.length, unreadable: count };
}

function keptSets({ kept }: Asked): Readonly<Record<keyof Kept, ReadonlySet<string>>> {
  const { metadata, subject }: Kept = parse(kept);
  return { metadata: new Set(metadata), subject: new Set(subject) };
}

function isShown(level: number | undefined): boolean {
  return level === levels.full || level === levels.subject || level === levels.metadata;
}

/** The entries of the list, each read once. */
function takeItems(items: unknown, { isClean }: Asked): unknown[] {
  const faults: Faults = new Map();
  const length = arrayLength(items, "", faults);
  if (length === undefined) {
    const help = "give an array of objects";
    throw refusal({ code: "not-an-array", path: "", message: "the items are not an array", help }, faults);
  }
  const list = items as readonly unknown[];
  try {
    // Holes show nothing then.
    if (isClean && getPrototypeOf(list) === Array.prototype) return copy(list, length);
  } catch {
    // One of them throws when it is read.
  }
  return Array.from({ length }, (_, index) => read(list, index, "", faults));
}

function copy(list: readonly unknown[], length: number): unknown[] {
  const taken: unknown[] = new Array(length);
  for (let index = 0; index < length; index += 1) taken[index] = list[index];
  return taken;
}

/** Takes an item into the columns; false if it is not plain, or throws when it is read. */
function take(columns: Columns, item: unknown, keys: FactKeys | undefined, isKnown: boolean): boolean {
  try {
    return isKnown ? columns.addId(item, keys) : columns.add(item, keys);
  } catch {
    return false;
  }
}

/** An item that throws when it is read cannot be judged. */
function viewOrNothing(item: unknown): unknown {
  try {
    return viewOf(item);
  } catch {
    return undefined;
  }
}

/** A new object with the kept members of an item's view; nothing if one of them throws when it is read. */
function cutOrHide(views: readonly unknown[], index: number, kept: ReadonlySet<string>, found: Uint8Array): unknown {
  const view = views[index] as object;
  try {
    const names = keys(view).filter((name) => kept.has(name));
    return fromEntries(names.map((name) => [name, get(view, name)]));
  } catch {
    found[index] = levels.unreadable;
    return undefined;
  }
}
