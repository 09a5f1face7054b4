// The facts of items that are objects, as JSON text for the core. Only what stands on the way to a fact is read: the other
// members are nobody's business here and may hold anything.
import { hasLoneSurrogate } from "../input/bytes.js";
import { isOpaque, ownToJson } from "../input/json-view.js";
import type { FlatMembers } from "./options.js";

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, get } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { fromEntries, hasOwn } = Object;

const factNames = [
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

/** The keys that lead to a fact, by options that the core has found to be right. */
function keysTo(fact: FactName, { fields }: FlatMembers): string[] {
  const pointer =
    typeof fields === "object" && fields !== null && fact in fields ? (fields as FlatMembers)[fact] : undefined;
  if (typeof pointer !== "string") return [fact];
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The members of an item that are its facts. */
export type FactKeys = Readonly<Record<FactName, string>>;

const ownKeys = fromEntries(factNames.map((fact) => [fact, fact])) as FactKeys;

/** Them, if no fact lies deeper and no object inherits anything there. */
export function flatKeys(options: FlatMembers): FactKeys | undefined {
  const keys = options["fields"] === undefined ? ownKeys : keysOf(options);
  for (const fact of factNames) {
    const key = keys?.[fact];
    if (key === undefined || key in Object.prototype) return undefined;
  }
  return keys;
}

function keysOf(options: FlatMembers): FactKeys | undefined {
  const ways = factNames.map((fact) => keysTo(fact, options));
  if (ways.some(({ length }) => length !== 1)) return undefined;
  return fromEntries(ways.map(([key], index) => [factNames[index], key]));
}

/** The facts that are read of an item. */
export function factsAsked(options: FlatMembers): readonly FactName[] {
  return knowsFacts(options) ? ["id"] : factNames;
}

/** Whether the policy knows them, and an item says only which thread it is. */
export function knowsFacts(options: FlatMembers): boolean {
  return options["facts"] === "snapshot";
}

/** Where all these facts of an item stand. */
function wayTo(facts: readonly FactName[], options: FlatMembers): Way {
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

/** The items as JSON text of an array, with nothing but their facts. */
export function listFacts(views: readonly unknown[], options: FlatMembers): string {
  const way = wayTo(factsAsked(options), options);
  return `[${views.map((view) => carefully(() => objectText(view, way, 2))).join(",")}]`;
}

/** An item that throws when it is read cannot be judged. */
function carefully(text: () => string): string {
  try {
    return text();
  } catch {
    return unspeakable;
  }
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
