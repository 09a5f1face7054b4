// Filtering a list of objects: the core judges their facts; here they are left out, cut, or passed on as they are.
import type { Before } from "../ask/frame.js";
import { encodeText } from "../input/bytes.js";
import { prototypesAreClean } from "../input/json-view.js";
import { arrayLength, type Faults, read, refusal } from "../input/read.js";
import type { PolicyHandle } from "../module/glue.js";
import { call } from "../module/instance.js";
import type { Summary } from "../types/index.js";
import { Columns } from "./columns.js";
import { cutItem } from "./cut.js";
import { type FactKeys, flatKeys, knowsFacts, listFacts, viewOf } from "./facts.js";
import type { FilteredObjects } from "./filtered.js";
import { type FlatMembers, flattenOptions, type WrittenOptions } from "./options.js";
import { type PathNode, pathTree } from "./paths.js";

// Taken once, before anything could replace them.
const { parse } = JSON;
const { getPrototypeOf } = Reflect;

/** What the core says of an item; and what is found here, for a while. */
const levels = { none: 0, metadata: 1, subject: 2, full: 3, notPlain: 254, unreadable: 255 } as const;
/** The bits of the level, and what is said beside it. */
const [levelBits, unknownRecord, unsaidSharing, unsaidState] = [3, 4, 8, 16];

/** The paths that remain below full. */
interface Kept {
  readonly metadata: readonly string[];
  readonly subject: readonly string[];
}

/** How a list is asked about. */
interface Asked {
  readonly members: FlatMembers;
  /** The members, as the core reads them. */
  readonly options: WrittenOptions;
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
    const { members, written, faults } = flattenOptions(options, before);
    const handle = this.#alive();
    const kept = call(() => handle.keptPaths(written.shape, written.question, written.present), faults);
    const asked = { members, options: written, kept, isClean: prototypesAreClean() };
    const list = takeItems(items, asked);
    const found = new Uint8Array(list.length);
    const keys = asked.isClean ? flatKeys(members) : undefined;
    if (keys === undefined) found.fill(levels.notPlain);
    else this.#judgePlain(list, keys, asked, found);
    const views = found.includes(levels.notPlain) ? this.#judgeOthers(list, asked, found) : list;
    return pass(list, views, asked, found);
  }

  /** Finds the levels of plain items. */
  #judgePlain(list: readonly unknown[], keys: FactKeys, { members, options }: Asked, found: Uint8Array): void {
    const columns = this.#spare ?? new Columns();
    this.#spare = undefined;
    const isKnown = knowsFacts(members);
    const keysToTake = members["fields"] === undefined ? undefined : keys;
    let start = 0;
    for (let index = 0; index < list.length; index += 1) {
      if (!take(columns, list[index], keysToTake, isKnown)) found[index] = levels.notPlain;
      if (columns.isFull || index === list.length - 1) {
        this.#settle(columns, options, found, start, index + 1);
        start = index + 1;
      }
    }
    this.#spare = columns;
  }

  /** Judges what is in the columns, which are empty then. */
  #settle(columns: Columns, options: WrittenOptions, found: Uint8Array, start: number, end: number): void {
    const handle = this.#alive();
    const { lengths, bytes } = columns;
    const { shape, question, present } = options;
    const judge = () => handle.judgeColumns(lengths, bytes, shape, question, present);
    const judged = lengths.length > 0 ? call(judge) : undefined;
    columns.clear();
    let next = 0;
    for (let index = start; index < end; index += 1) {
      if (judged === undefined) found[index] = levels.notPlain;
      else if (found[index] !== levels.notPlain) found[index] = judged[next++] ?? levels.unreadable;
    }
  }

  /** Finds the levels of items that are not plain; gives all items, and in place of those what JSON sees of them. */
  #judgeOthers(list: readonly unknown[], { members, options }: Asked, found: Uint8Array): readonly unknown[] {
    const isOther = (index: number) => found[index] === levels.notPlain;
    const views = list.map((item, index) => (isOther(index) ? viewOrNothing(item) : item));
    const others = views.filter((_, index) => isOther(index));
    const facts = encodeText(listFacts(others, members));
    const handle = this.#alive();
    const { shape, question, present } = options;
    const judged = call(() => handle.judgeThreads(facts, shape, question, present));
    let next = 0;
    for (let index = 0; index < found.length; index += 1) {
      if (isOther(index)) found[index] = judged[next++] ?? levels.unreadable;
    }
    return views;
  }
}

/** What is shown of the items. */
function pass<Item>(list: readonly unknown[], views: readonly unknown[], asked: Asked, found: Uint8Array) {
  const isCut = found.some((level) => levelOf(level) === levels.metadata || levelOf(level) === levels.subject);
  const keep = isCut ? keptTrees(asked) : undefined;
  // No `push`, here and elsewhere: it would ask a polluted prototype.
  const seen = keep === undefined ? list : list.map((item, index) => seenOf(item, views[index], keep, found, index));
  const shown = seen.filter((_, index) => levelOf(found[index]) !== levels.none) as Partial<Item>[];
  return { items: shown, ...summary(found) };
}

/** An item as it is, or cut; nothing if it throws when it is read. */
function seenOf(item: unknown, view: unknown, keep: KeptTrees, found: Uint8Array, index: number): unknown {
  const level = levelOf(found[index]);
  if (level !== levels.metadata && level !== levels.subject) return item;
  try {
    return cutItem(view, level === levels.subject ? keep.subject : keep.metadata);
  } catch {
    found[index] = levels.unreadable;
    return undefined;
  }
}

/** What cannot be judged is at none. */
function levelOf(found: number | undefined): number {
  return found === undefined || found === levels.unreadable ? levels.none : found & levelBits;
}

function summary(found: Uint8Array): Summary {
  const [counts, unsaid] = [
    { shown: 0, unreadable: 0, unknownRecords: 0 },
    { sharing: 0, state: 0 },
  ];
  for (let index = 0; index < found.length; index += 1) {
    const said = found[index] ?? levels.unreadable;
    if (said === levels.unreadable) {
      counts.unreadable += 1;
    } else {
      if ((said & levelBits) !== levels.none) counts.shown += 1;
      if ((said & unknownRecord) !== 0) counts.unknownRecords += 1;
      if ((said & unsaidSharing) !== 0) unsaid.sharing += 1;
      if ((said & unsaidState) !== 0) unsaid.state += 1;
    }
  }
  const { shown, unreadable, unknownRecords } = counts;
  return { shown, hidden: found.length - shown, unreadable, unknownRecords, unsaid };
}

type KeptTrees = Readonly<Record<keyof Kept, PathNode>>;

function keptTrees({ kept }: Asked): KeptTrees {
  const { metadata, subject }: Kept = parse(kept);
  return { metadata: pathTree(metadata), subject: pathTree(subject) };
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
