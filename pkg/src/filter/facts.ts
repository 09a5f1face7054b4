// The facts of items that are objects, as JSON text for the core. Only what stands on a path to a fact is read: the other
// members may hold anything.
import { hasLoneSurrogate } from "../input/bytes.js";
import { isOpaque, ownToJson } from "../input/json-view.js";
import type { ShapeFields } from "../types/index.js";
import type { FlatMembers } from "./options.js";
import { onlyPath, type PathNode, pathsOf, pathTree, stepsOf } from "./paths.js";

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, get } = Reflect;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { fromEntries, hasOwn, keys: namesOf } = Object;
const { isFinite: isFiniteNumber, isInteger, isSafeInteger } = Number;

export type FactName = keyof ShapeFields;

/** The members of an item that are its facts. */
export type FactKeys = Readonly<Record<FactName, string>>;

/** Those of a snapshot. A fact that is missing here does not compile: objects could not say it. */
const ownKeys: FactKeys = {
  id: "id",
  mailbox: "mailbox",
  participants: "participants",
  records: "records",
  sharing: "sharing",
  state: "state",
  firstMessageAt: "firstMessageAt",
  lastMessageAt: "lastMessageAt",
};

const factNames = namesOf(ownKeys) as readonly FactName[];

/** Stands for an item that cannot be judged. */
const noItem = "0";
/**
 * Thrown where something stands on a path that JSON cannot say. `null` in its place would stand for an absent fact, and a
 * restriction that vanished would show mail.
 */
const unspeakable = new TypeError("JSON cannot say this");

/** Containers in a body may be nested so deep; those around the members of an item are the array and the item. */
const depthMax = 64;

/** Them, if each fact stands in a member of the item, as in a snapshot, and no object inherits anything there. */
export function flatKeys(options: FlatMembers): FactKeys | undefined {
  if (options["fields"] === undefined && factNames.every((fact) => !(fact in Object.prototype))) return ownKeys;
  const keys: [FactName, string][] = [];
  for (const [index, fact] of factNames.entries()) {
    const [key, deeper] = stepsOf(onlyPath(fact, options));
    if (key === undefined || deeper !== undefined || key in Object.prototype) return undefined;
    keys[index] = [fact, key];
  }
  return fromEntries(keys) as FactKeys;
}

/** Whether the policy knows the facts, and an item says only which thread it is. */
export function knowsFacts(options: FlatMembers): boolean {
  return options["facts"] === "snapshot";
}

/** What `JSON.stringify` would write in place of a value. */
export function viewOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const toJson = ownToJson(value);
  return toJson === undefined ? value : apply(toJson, value, [""]);
}

/** The items as JSON text of an array, with nothing but their facts. */
export function listFacts(views: readonly unknown[], options: FlatMembers): string {
  const facts = knowsFacts(options) ? (["id"] as const) : factNames;
  const tree = pathTree(facts.flatMap((fact) => pathsOf(fact, options)));
  return `[${views.map((view) => itemText(view, tree)).join(",")}]`;
}

/** An item that throws when it is read cannot be judged. */
function itemText(view: unknown, tree: PathNode): string {
  try {
    return isObject(view) ? objectText(view, tree, 2) : noItem;
  } catch {
    return noItem;
  }
}

/** `undefined` for what JSON leaves out. */
function textOf(given: unknown, node: PathNode, depth: number): string | undefined {
  if (given === undefined) return undefined;
  if (given === null) return "null";
  const view = typeof given === "object" ? viewOf(given) : given;
  // An invalid date, for one, is written as null; but there was something.
  if (typeof view !== "object" || view === null) return scalarText(view);
  if (depth > depthMax) throw unspeakable;
  if (isArray(view)) return listText(view, node, depth);
  if (isObject(view)) return objectText(view, node, depth);
  throw unspeakable;
}

function scalarText(value: unknown): string {
  const isText = typeof value === "string" && !hasLoneSurrogate(value);
  if (isText || typeof value === "boolean" || isExact(value)) return stringify(value);
  throw unspeakable;
}

/** Of integers beyond 2^53 several are one number: what was read as one id may have been another. */
function isExact(value: unknown): boolean {
  return isInteger(value) ? isSafeInteger(value) : isFiniteNumber(value);
}

/** The elements on a path, or those of a list of ids or participants. */
function listText(list: readonly unknown[], node: PathNode, depth: number): string {
  const { each } = node;
  // Nothing is read of an array where a path needs an object.
  if (each === undefined && !node.isEnd) return "[]";
  const elements = Array.from({ length: list.length }, (_, index) => {
    const element = ownMember(list, String(index));
    // What is absent in an array is written as null.
    if (element === undefined || element === null) return "null";
    return each === undefined ? scalarText(element) : textOf(element, each, depth + 1);
  });
  return `[${elements.join(",")}]`;
}

function objectText(view: object, node: PathNode, depth: number): string {
  const members = [...node.members].map(([key, next]) =>
    memberText(key, textOf(ownMember(view, key), next, depth + 1)),
  );
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
