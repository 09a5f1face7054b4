// The facts of items that are objects, as JSON text for the core. Only what stands on the way to a fact is read: the other
// members are nobody's business here and may hold anything.
import { hasLoneSurrogate } from "./bytes.js";
import type { FlatMembers } from "./filter-options.js";
import { isOpaque, ownToJson } from "./json-view.js";

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, get } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { hasOwn } = Object;

export const factNames = [
  "id",
  "mailbox",
  "participants",
  "records",
  "sharing",
  "state",
  "firstMessageAt",
  "lastMessageAt",
] as const;

export type FactName = (typeof factNames)[number];

/**
 * Stands for what JSON cannot say: no fact is a boolean and nothing lies inside one, so the item cannot be judged.
 * `null` would stand for an absent fact, and a restriction that vanished would show mail.
 */
const unspeakable = "false";

/** Containers in a body may be nested so deep; those around the members of an item are the array and the item. */
const depthMax = 64;

/** A place in an item, and the ways on to the facts inside it. */
interface Way {
  isFact: boolean;
  readonly members: Map<string, Way>;
}

const noWay: Way = { isFact: true, members: new Map() };

/** The keys that lead to a fact, by options that the core has found to be right. */
export function keysTo(fact: FactName, { fields }: FlatMembers): string[] {
  const pointer =
    typeof fields === "object" && fields !== null && fact in fields ? (fields as FlatMembers)[fact] : undefined;
  if (typeof pointer !== "string") return [fact];
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Where all these facts of an item stand. */
export function wayTo(facts: readonly FactName[], options: FlatMembers): Way {
  const item: Way = { isFact: false, members: new Map() };
  for (const fact of facts) {
    let way = item;
    for (const key of keysTo(fact, options)) {
      const next = way.members.get(key) ?? { isFact: false, members: new Map() };
      way.members.set(key, next);
      way = next;
    }
    way.isFact = true;
  }
  return item;
}

/** What `JSON.stringify` would write in place of the item. */
export function viewOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  const toJson = ownToJson(item);
  return toJson === undefined ? item : apply(toJson, item, [""]);
}

/** JSON text of an item with its facts where they stand. Throws what its getters throw. */
export function factsInside(view: unknown, way: Way): string {
  return objectText(view, way, 2);
}

/** JSON text of an item whose facts are its own members, with the facts under their own names. */
export function factsBeside(view: unknown, places: readonly (readonly [FactName, string])[]): string {
  if (!isObject(view)) return unspeakable;
  const members = places.map(([fact, key]) => memberText(fact, textOf(ownMember(view, key), noWay, 3)));
  return `{${members.filter((member) => member !== "").join(",")}}`;
}

/** `undefined` for what JSON leaves out. */
function textOf(given: unknown, way: Way, depth: number): string | undefined {
  if (given === undefined) return undefined;
  if (given === null) return "null";
  if (typeof given !== "object") return scalarText(given);
  const view = viewOf(given);
  // An invalid date, for one, is written as null; but there was something.
  if (typeof view !== "object" || view === null) return view === null ? unspeakable : scalarText(view);
  if (isArray(view)) return way.isFact ? listText(view) : "[]";
  return objectText(view, way, depth);
}

function scalarText(value: unknown): string {
  if (typeof value === "string") return hasLoneSurrogate(value) ? unspeakable : stringify(value);
  return typeof value === "number" && Number.isFinite(value) ? stringify(value) : unspeakable;
}

/** A list of ids or participants; whatever else an entry is, it is neither. */
function listText(list: readonly unknown[]): string {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    text += `${index === 0 ? "" : ","}${scalarText(ownMember(list, String(index)))}`;
  }
  return `${text}]`;
}

function objectText(view: unknown, way: Way, depth: number): string {
  if (!isObject(view) || depth > depthMax) return unspeakable;
  const members = [...way.members].map(([key, next]) => memberText(key, textOf(ownMember(view, key), next, depth + 1)));
  return `{${members.filter((member) => member !== "").join(",")}}`;
}

function memberText(key: string, text: string | undefined): string {
  return text === undefined ? "" : `${stringify(key)}:${text}`;
}

/** What JSON could write as an object without losing what it is. */
function isObject(view: unknown): view is object {
  return typeof view === "object" && view !== null && !isArray(view) && !isView(view) && !isOpaque(view);
}

/** Nothing inherited. */
function ownMember(holder: object, name: string): unknown {
  return hasOwn(holder, name) ? get(holder, name) : undefined;
}
