// Filtering a list of objects: the core judges their facts; here they are left out, cut, or passed on as they are.
import { encodeText } from "./bytes.js";
import type { FilteredObjects } from "./filter.js";
import { viewOf } from "./filter-facts.js";
import { listFacts } from "./filter-list.js";
import { type FlatMembers, flattenOptions, optionsText } from "./filter-options.js";
import type { PolicyHandle } from "./glue.js";
import { ask, call } from "./instance.js";
import { arrayLength, type Faults, read, refusal } from "./read.js";

// Taken once, before anything could replace them.
const { fromEntries, keys } = Object;
const { get } = Reflect;

/** What the core says of an item. */
const levels = { none: 0, metadata: 1, subject: 2, full: 3, unreadable: 255 } as const;

/** The members that remain below full. */
interface Kept {
  readonly metadata: readonly string[];
  readonly subject: readonly string[];
}

/** `alive` gives the policy, or throws; it is asked again after each time that code of the caller's may have run. */
export function filterObjects<Item extends object>(
  alive: () => PolicyHandle,
  items: unknown,
  options: unknown,
): FilteredObjects<Item> {
  alive();
  const { members, faults } = flattenOptions(options);
  const handle = alive();
  const kept = ask<Kept>(() => handle.keptMembers(optionsText(members)), faults);
  const list = takeItems(items);
  const views = list.map(viewOrNothing);
  const found = judge(alive, views, members);
  const keep = { metadata: new Set(kept.metadata), subject: new Set(kept.subject) };
  // No `push`, here and elsewhere: it would ask a polluted prototype.
  const seen = list.map((item, index) => {
    switch (found[index]) {
      case levels.full:
        return item;
      case levels.subject:
        return cutOrHide(views, index, keep.subject, found);
      case levels.metadata:
        return cutOrHide(views, index, keep.metadata, found);
      default:
        return undefined;
    }
  });
  const shown = seen.filter((item) => item !== undefined) as Partial<Item>[];
  const unreadable = found.filter((level) => level === levels.unreadable).length;
  return { items: shown, shown: shown.length, hidden: list.length - shown.length, unreadable };
}

/** The entries of the list, each read once. */
function takeItems(items: unknown): unknown[] {
  const faults: Faults = new Map();
  const length = arrayLength(items, "", faults);
  if (length === undefined) {
    const help = "give an array of objects";
    throw refusal({ code: "not-an-array", path: "", message: "the items are not an array", help }, faults);
  }
  return Array.from({ length }, (_, index) => read(items as object, index, "", faults));
}

/** The level of every item. */
function judge(alive: () => PolicyHandle, views: readonly unknown[], members: FlatMembers): Uint8Array {
  const { text, options } = listFacts(views, members);
  const [bytes, optionsJson] = [encodeText(text), optionsText(options)];
  const handle = alive();
  return call(() => handle.judgeThreads(bytes, optionsJson));
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
