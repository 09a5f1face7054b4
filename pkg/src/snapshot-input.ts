// A snapshot on its way in: text, bytes or an object become bytes of JSON text.
// What the caller gives is never trusted to be what its type says: it may be a proxy, a subclass or a polluted prototype.
import { MailveilError } from "./error.js";
import type { Problem } from "./types.js";

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { apply, getPrototypeOf, getOwnPropertyDescriptor, ownKeys } = Reflect;
const { isArray } = Array;
const { entries, hasOwn, keys, setPrototypeOf } = Object;
const typedArrayName = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype) ?? {}, Symbol.toStringTag)?.get;
const encoder = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;
const indexName = /^(?:0|[1-9][0-9]*)$/;

/** An object that could not be written as JSON, with the one problem of such a snapshot. */
export interface Unwritable {
  readonly kind: "unwritable";
  readonly problem: Problem;
  readonly cause: unknown;
}

export type SnapshotText = { readonly kind: "text"; readonly bytes: Uint8Array } | Unwritable;

/** The bytes of a snapshot's JSON text, for the core to read. */
export function snapshotText(snapshot: unknown): SnapshotText {
  if (typeof snapshot === "string") return text(encodeText(snapshot));
  if (isBytes(snapshot)) return text(copyBytes(snapshot));
  try {
    return text(encodeText(writeJson(snapshot)));
  } catch (cause) {
    return unwritable(cause);
  }
}

/** The error for such a snapshot, where problems cannot be returned. */
export function unwritableSnapshot({ problem, cause }: Unwritable): MailveilError {
  const facts = { code: "invalid-snapshot", message: problem.message, help: problem.help } as const;
  return new MailveilError({ ...facts, problems: [problem], total: 1 }, { cause });
}

function unwritable(cause: unknown): Unwritable {
  const problem: Problem = {
    code: "json-syntax",
    path: "",
    message: "the snapshot object cannot be written as JSON",
    help: "give plain data, without cycles, BigInts, revoked proxies and getters that throw, or give JSON text",
  };
  return { kind: "unwritable", problem, cause };
}

function text(bytes: Uint8Array): SnapshotText {
  return { kind: "text", bytes };
}

/**
 * UTF-8 of the text. `TextEncoder` would turn a lone surrogate into U+FFFD and so make two texts equal;
 * the byte 0xFF, which UTF-8 never has, makes the core report the fault where it stands.
 */
function encodeText(source: string): Uint8Array {
  const fault = source.search(loneSurrogate);
  if (fault < 0) return encoder.encode(source);
  const before = encoder.encode(source.slice(0, fault));
  const bytes = new Uint8Array(before.length + 1);
  bytes.set(before);
  bytes[before.length] = 0xff;
  return bytes;
}

/** Looks at the inner kind of the array, so that Buffers and other realms' arrays count and lookalikes do not. */
function isBytes(value: unknown): value is Uint8Array {
  return typedArrayName !== undefined && ArrayBuffer.isView(value) && apply(typedArrayName, value, []) === "Uint8Array";
}

/** A plain copy: the glue trusts `length`, and a subclass could lie about it and write past its memory. */
function copyBytes(bytes: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(bytes);
  } catch {
    // Its buffer was transferred away: nothing is left, which the core reports as no JSON.
    return new Uint8Array(0);
  }
}

/** JSON text of any value; what has none becomes `null`, which the core refuses. */
function writeJson(value: unknown): string {
  const json: string | undefined = stringify(prototypesAreClean() ? value : cleanCopy(value), refuseOpaque);
  return json ?? "null";
}

/**
 * `JSON.stringify` leaves functions out and writes a Map or a Promise as an empty object.
 * A restriction that vanished like that would show mail; `null` is refused, with its path.
 */
function refuseOpaque(_: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") return null;
  return typeof value === "object" && value !== null && isOpaque(value) ? null : value;
}

/** Not a plain object, and without anything that JSON could tell of it. */
function isOpaque(value: object): boolean {
  const prototype = getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null || isArray(value)) return false;
  // Another realm's plain object stands on a prototype that stands on nothing.
  return getPrototypeOf(prototype) !== null && keys(value).length === 0;
}

/** Whether `JSON.stringify` sees only what objects and arrays hold themselves. */
function prototypesAreClean(): boolean {
  return [Object.prototype, Array.prototype].every((prototype) =>
    ownKeys(prototype).every((name) => typeof name !== "string" || (name !== "toJSON" && !indexName.test(name))),
  );
}

/** The same data without prototypes, for hosts whose `Object.prototype` or `Array.prototype` something has added to. */
function cleanCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const toJson = ownToJson(value);
  // As in `JSON.stringify`, what `toJSON` gives is not asked again.
  const given = toJson === undefined ? value : apply(toJson, value, [""]);
  if (typeof given !== "object" || given === null) return given;
  if (isOpaque(given)) return null;
  return isArray(given) ? cleanArray(given) : cleanObject(given);
}

function cleanArray(array: readonly unknown[]): unknown {
  const copy: unknown[] = setPrototypeOf([], null);
  for (let index = 0; index < array.length; index += 1) {
    // A hole stays one, instead of showing what a polluted prototype has there.
    copy[index] = hasOwn(array, index) ? cleanCopy(array[index]) : null;
  }
  return copy;
}

function cleanObject(object: object): unknown {
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, member] of entries(object)) copy[name] = cleanCopy(member);
  return copy;
}

/** The `toJSON` of the value's own class, such as Date's, but not one that pollutes every object. */
function ownToJson(value: object): ((key: string) => unknown) | undefined {
  for (let holder: object | null = value; holder !== null; holder = getPrototypeOf(holder)) {
    if (holder === Object.prototype || holder === Array.prototype) return undefined;
    const found = getOwnPropertyDescriptor(holder, "toJSON");
    if (found !== undefined) return typeof found.value === "function" ? found.value : undefined;
  }
  return undefined;
}
