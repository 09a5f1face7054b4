// Filter options on their way in: copied into data without prototypes, then written as JSON text. What its members mean,
// and what is wrong with them, the core says.
import type { Before } from "../ask/frame.js";
import { MailveilError } from "../error.js";
import { encodeText, hasLoneSurrogate, isBytes, plainBytes, quote, wellFormed } from "../input/bytes.js";
import {
  arrayLength,
  type Faults,
  instantOf,
  memberNames,
  pointerToken,
  type ReadFaults,
  read,
  refusal,
} from "../input/read.js";
import { ConstantMemory } from "./constants.js";

// Taken once, before anything could replace them.
const { create, setPrototypeOf } = Object;
const { isFinite: isFiniteNumber } = Number;
const { stringify } = JSON;

/** What may stand in the options. `null` stands for what may not, and the core refuses it. */
export type FlatValue = string | number | boolean | null | FlatMembers | readonly FlatValue[];

export interface FlatMembers {
  readonly [name: string]: FlatValue;
}

/** Options as they cross the edge: shapes change seldom, and are kept compiled; questions are about one viewer after another. */
export interface WrittenOptions {
  /** JSON text of the members that are of the shape. */
  readonly shape: string;
  /** JSON text of all others. */
  readonly question: string;
  /** The present in milliseconds, if the question names no moment; else NaN. */
  readonly present: number;
}

export interface FlatOptions {
  readonly members: FlatMembers;
  readonly written: WrittenOptions;
  readonly faults: ReadFaults;
}

/** A member of the options, also as JSON text. */
interface WrittenMember {
  readonly flat: FlatValue;
  readonly text: string;
}

/** The members that are of the shape. What is made of those that nothing can change is kept. */
const ofShape: ReadonlyMap<string, ConstantMemory<WrittenMember>> = new Map(
  ["at", "one", "around", "facts", "fields", "keep"].map((name) => [name, new ConstantMemory()]),
);

/**
 * What a value is read for, which tells what becomes of a text that no JSON can have. It must not become one that JSON can
 * have: a `path` becomes one that is none, a `plain` text a null; of a `name`, which is looked up, U+FFFD is never found. A
 * `source` is a path, or members of which some are.
 */
type Use = "name" | "path" | "plain" | "source";

/** Nothing in options is nested deeper than `fields` -> fact -> list -> field -> `join` -> path. */
const depthMax = 8;

/** Where a value of the options stands. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly faults: Faults;
}

/** `before` are members that were said before, and cannot be said again. */
export function flattenOptions(options: unknown, before: Before = []): FlatOptions {
  const faults: Faults = new Map();
  const members: Record<string, FlatValue> = create(null);
  let [shape, question] = ["", ""];
  const add = (name: string, { flat, text }: WrittenMember) => {
    members[name] = flat;
    const member = `${quote(name)}:${text}`;
    if (ofShape.has(name)) shape += shape === "" ? member : `,${member}`;
    else question += question === "" ? member : `,${member}`;
  };
  const place = { path: "", depth: 0, faults };
  if (!readMembers(options, place, (name, value, at) => add(name, writtenOption(name, value, at)))) {
    const help = "give an object such as `{ viewer, at }`";
    throw refusal({ code: "wrong-type", path: "", message: "the options are not an object", help }, faults);
  }
  for (const [name, value] of before) {
    if (name in members) throw saidTwice(name);
    const said = typeof value === "string" ? value : instantOf(value);
    add(name, written(said === null ? null : wellFormed(said)));
  }
  const present = "now" in members ? Number.NaN : Date.now();
  return { members, written: { shape: `{${shape}}`, question: `{${question}}`, present }, faults };
}

function writtenOption(name: string, value: unknown, place: Place): WrittenMember {
  const make = () => {
    const faultsBefore = place.faults.size;
    const made = written(flatOption(name, value, place));
    return { made, isFaultless: place.faults.size === faultsBefore };
  };
  return ofShape.get(name)?.of(value, make) ?? make().made;
}

function written(flat: FlatValue): WrittenMember {
  return { flat, text: stringify(flat) };
}

function saidTwice(name: string): MailveilError {
  const [message, help] = ["this member was said beforehand", "leave it out, or ask the policy itself"];
  return new MailveilError({ code: "unknown-field", path: `/${name}`, message, help });
}

/** The bytes of a body, for the core to read. */
export function bodyBytes(body: unknown): Uint8Array {
  if (typeof body === "string") return encodeText(body);
  if (isBytes(body)) return plainBytes(body);
  const [message, help] = ["the body is neither text nor a Uint8Array", "give JSON text or its bytes"];
  throw refusal({ code: "wrong-type", path: "", message, help });
}

function flatOption(name: string, value: unknown, place: Place): FlatValue {
  switch (name) {
    case "at":
    case "around":
    case "keep":
      return flat(value, "path", place);
    case "fields":
      return flatMembers(value, place, (_, source, at) => flat(source, "source", at)) ?? null;
    case "now":
      return typeof value === "string" ? wellFormed(value) : instantOf(value);
    default:
      return flat(value, "name", place);
  }
}

function flat(value: unknown, use: Use, place: Place): FlatValue {
  switch (typeof value) {
    case "string":
      return hasLoneSurrogate(value) ? instead(value, use) : value;
    case "number":
      return isFiniteNumber(value) ? value : null;
    case "boolean":
      return value;
    case "object":
      return flatList(value, use, place) ?? flatMembers(value, place, flatMember(use)) ?? null;
    default:
      return null;
  }
}

function instead(value: string, use: Use): string | null {
  if (use === "name") return wellFormed(value);
  return use === "plain" ? null : "~";
}

function flatMember(use: Use): FlatMember {
  if (use !== "source") return (_, value, place) => flat(value, use, place);
  return (name, value, place) => flat(value, name === "path" || name === "join" ? "path" : "plain", place);
}

type FlatMember = (name: string, value: unknown, place: Place) => FlatValue;

/** `undefined`: not an object, or an array, or too deep. */
function flatMembers(value: unknown, place: Place, member: FlatMember): Record<string, FlatValue> | undefined {
  const members: Record<string, FlatValue> = create(null);
  const isObject = readMembers(value, place, (name, given, at) => {
    members[name] = member(name, given, at);
  });
  return isObject ? members : undefined;
}

/** Hands on the members that are there. False: not an object, or an array, or too deep. */
function readMembers(
  value: unknown,
  place: Place,
  take: (name: string, value: unknown, place: Place) => void,
): boolean {
  const { path, depth, faults } = place;
  const names = depth < depthMax ? memberNames(value, path, faults) : undefined;
  for (const name of names ?? []) {
    const given = read(value as object, name, path, faults);
    if (given !== undefined) take(wellFormed(name), given, inside(place, pointerToken(name)));
  }
  return names !== undefined;
}

/** `undefined`: no array, or too deep. A hole is null. */
function flatList(list: object | null, use: Use, place: Place): readonly FlatValue[] | undefined {
  const { path, faults } = place;
  const length = place.depth < depthMax ? arrayLength(list, path, faults) : undefined;
  if (length === undefined) return undefined;
  const values: FlatValue[] = setPrototypeOf([], null);
  for (let index = 0; index < length; index += 1) {
    values[index] = flat(read(list as object, index, path, faults), use, inside(place, String(index)));
  }
  return values;
}

function inside({ path, depth, faults }: Place, token: string): Place {
  return { path: `${path}/${token}`, depth: depth + 1, faults };
}
