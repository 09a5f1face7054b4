// Filter options on their way in: copied into data without prototypes, then written as JSON text. What its members mean,
// and what is wrong with them, the core says.
import type { Before } from "../ask/frame.js";
import { MailveilError } from "../error.js";
import { encodeText, hasLoneSurrogate, isBytes, plainBytes, wellFormed } from "../input/bytes.js";
import {
  arrayLength,
  type Faults,
  instantOf,
  memberNames,
  pointerToken,
  present,
  type ReadFaults,
  read,
  refusal,
} from "../input/read.js";

// Taken once, before anything could replace them.
const { create, setPrototypeOf } = Object;
const { stringify } = JSON;

/** What may stand in the options. `null` stands for what may not, and the core refuses it. */
export type FlatValue = string | null | FlatMembers | readonly FlatValue[];

export interface FlatMembers {
  readonly [name: string]: FlatValue;
}

export interface FlatOptions {
  readonly members: FlatMembers;
  readonly faults: ReadFaults;
}

/** `before` are members that were said before, and cannot be said again. */
export function flattenOptions(options: unknown, before: Before = []): FlatOptions {
  const faults: Faults = new Map();
  const members = flatten(options, "", faults, (name, value, path) => flatOption(name, value, path, faults));
  if (members === undefined) {
    const help = "give an object such as `{ viewer, at }`";
    throw refusal({ code: "wrong-type", path: "", message: "the options are not an object", help }, faults);
  }
  for (const [name, value] of before) {
    if (name in members) throw saidTwice(name);
    const text = typeof value === "string" ? value : instantOf(value);
    members[name] = text === null ? null : wellFormed(text);
  }
  if (!("now" in members)) members["now"] = present();
  return { members, faults };
}

function saidTwice(name: string): MailveilError {
  const [message, help] = ["this member was said beforehand", "leave it out, or ask the policy itself"];
  return new MailveilError({ code: "unknown-field", path: `/${name}`, message, help });
}

/** The options as they cross the edge. */
export function optionsText(members: FlatMembers): string {
  return stringify(members);
}

/** The bytes of a body, for the core to read. */
export function bodyBytes(body: unknown): Uint8Array {
  if (typeof body === "string") return encodeText(body);
  if (isBytes(body)) return plainBytes(body);
  const [message, help] = ["the body is neither text nor a Uint8Array", "give JSON text or its bytes"];
  throw refusal({ code: "wrong-type", path: "", message, help });
}

function flatOption(name: string, value: unknown, path: string, faults: Faults): FlatValue {
  switch (name) {
    case "at":
      return flatPointer(value);
    case "fields":
      return flatten(value, path, faults, (_, pointer) => flatPointer(pointer)) ?? null;
    case "keep":
      return flatten(value, path, faults, (_, names, at) => flatNames(names, at, faults)) ?? null;
    case "now":
      return typeof value === "string" ? wellFormed(value) : instantOf(value);
    default:
      return typeof value === "string" ? wellFormed(value) : null;
  }
}

type FlatMember = (name: string, value: unknown, path: string) => FlatValue;

/** `undefined`: not an object, or an array. */
function flatten(
  value: unknown,
  path: string,
  faults: Faults,
  member: FlatMember,
): Record<string, FlatValue> | undefined {
  const names = memberNames(value, path, faults);
  if (names === undefined) return undefined;
  const flat: Record<string, FlatValue> = create(null);
  for (const name of names) {
    const given = read(value as object, name, path, faults);
    if (given !== undefined) flat[wellFormed(name)] = member(name, given, `${path}/${pointerToken(name)}`);
  }
  return flat;
}

/** A key that no JSON text can have must not become one that it can: a lone `~`, which no pointer has, is refused. */
function flatPointer(value: unknown): FlatValue {
  if (typeof value !== "string") return null;
  return hasLoneSurrogate(value) ? "~" : value;
}

function flatNames(list: unknown, path: string, faults: Faults): FlatValue {
  const length = arrayLength(list, path, faults);
  if (length === undefined) return null;
  const names: FlatValue[] = setPrototypeOf([], null);
  for (let index = 0; index < length; index += 1) {
    const name = read(list as object, index, path, faults);
    names[index] = typeof name === "string" && !hasLoneSurrogate(name) ? name : null;
  }
  return names;
}
