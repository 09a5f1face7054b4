// The facts of a list of items as one text for the core: the short way for plain items, the careful one for all others.
import { factNames, factsBeside, factsInside, type FactName, keysTo, wayTo } from "./filter-facts.js";
import type { FlatMembers } from "./filter-options.js";
import { prototypesAreClean } from "./json-view.js";

// Taken once, before anything could replace them.
const { parse, stringify } = JSON;
const { getPrototypeOf } = Reflect;
const { assign, create } = Object;
const { isArray } = Array;
const { isFinite: isFiniteNumber } = Number;

/** The items as JSON text of an array, with the options that say where their facts stand in it. */
export interface FactList {
  readonly text: string;
  readonly options: FlatMembers;
}

export function listFacts(views: readonly unknown[], options: FlatMembers): FactList {
  const facts: readonly FactName[] = options["facts"] === "snapshot" ? ["id"] : factNames;
  const places = facts.map((fact) => [fact, keysTo(fact, options)] as const);
  const isFlat = places.every(([, keys]) => keys.length === 1);
  if (isFlat) {
    const flat = places.map(([fact, keys]) => [fact, keys[0] ?? fact] as const);
    return { text: flatText(views, flat), options: withMembers(options, { at: "", fields: withMembers() }) };
  }
  const way = wayTo(facts, options);
  return {
    text: `[${views.map((view) => carefully(() => factsInside(view, way))).join(",")}]`,
    options: withMembers(options, { at: "" }),
  };
}

type Place = readonly [FactName, string];

function flatText(views: readonly unknown[], places: readonly Place[]): string {
  const careful = (view: unknown) => carefully(() => factsBeside(view, places));
  // Where nothing can be inherited, what an item shows is its own.
  const isClean = prototypesAreClean() && places.every(([, key]) => !(key in Object.prototype));
  if (isClean) {
    const keys = assign(create(null), Object.fromEntries(places)) as Readonly<Partial<Record<FactName, string>>>;
    const text = shortly(views.map((view) => plainFacts(view, keys) ?? parse(careful(view))));
    // A lone surrogate is written as an escape, which the core would refuse for all items.
    if (text !== undefined && !text.includes("\\ud")) return text;
  }
  return `[${views.map(careful).join(",")}]`;
}

function shortly(list: readonly unknown[]): string | undefined {
  try {
    return stringify(list);
  } catch {
    return undefined;
  }
}

/** An item that throws when it is read cannot be judged. */
function carefully(text: () => string): string {
  try {
    return text();
  } catch {
    return "false";
  }
}

type Facts = Readonly<Partial<Record<FactName, unknown>>>;

/** The facts of an item that is as plain as what `JSON.parse` gives; nothing for others. */
function plainFacts(view: unknown, keys: Readonly<Partial<Record<FactName, string>>>): Facts | undefined {
  try {
    if (typeof view !== "object" || view === null || isArray(view)) return undefined;
    if (getPrototypeOf(view) !== Object.prototype) return undefined;
    const item = view as Readonly<Record<string, unknown>>;
    const at = (key: string | undefined) => (key === undefined ? undefined : item[key]);
    const facts: Facts = {
      id: at(keys.id),
      mailbox: at(keys.mailbox),
      participants: at(keys.participants),
      records: at(keys.records),
      sharing: at(keys.sharing),
      state: at(keys.state),
      firstMessageAt: at(keys.firstMessageAt),
      lastMessageAt: at(keys.lastMessageAt),
    };
    const arePlain =
      isScalar(facts.id) &&
      isScalar(facts.mailbox) &&
      isList(facts.participants) &&
      isList(facts.records) &&
      isScalar(facts.sharing) &&
      isScalar(facts.state) &&
      isScalar(facts.firstMessageAt) &&
      isScalar(facts.lastMessageAt);
    return arePlain ? facts : undefined;
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || value === undefined || value === null || isNumber(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && isFiniteNumber(value);
}

function isList(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (!isArray(value) || getPrototypeOf(value) !== Array.prototype || "toJSON" in value) return false;
  for (let index = 0; index < value.length; index += 1) {
    const entry: unknown = value[index];
    if (typeof entry !== "string" && !isNumber(entry)) return false;
  }
  return true;
}

/** The same members and others, without a prototype that could add to them. */
function withMembers(...members: readonly FlatMembers[]): FlatMembers {
  return assign(create(null), ...members);
}
