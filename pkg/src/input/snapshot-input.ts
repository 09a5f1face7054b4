// A snapshot, or threads, on their way in: text, bytes or an object become bytes of JSON text.
// What the caller gives is never trusted to be what its type says: it may be a proxy, a subclass or a polluted prototype.

import { MailveilError } from "../error.js";
import type { Problem } from "../types/index.js";
import { encodeText, isBytes, plainBytes, wellFormed } from "./bytes.js";
import { writeJson } from "./json-view.js";
import { arrayLength, type Faults, type ReadFaults, read, refusal } from "./read.js";

// Taken once, before anything could replace them.
const { stringify } = JSON;
const { setPrototypeOf } = Object;

/** An object that could not be written as JSON, with the one problem of such a snapshot. */
export interface Unwritable {
  readonly kind: "unwritable";
  readonly problem: Problem;
  readonly cause: unknown;
}

/** What is wrong with what cannot be written. */
export const unwritableProblem: Problem = {
  code: "json-syntax",
  path: "",
  message: "the object cannot be written as JSON",
  help: "give plain data, without cycles, BigInts, revoked proxies and getters that throw, or give JSON text",
};

export type SnapshotText = { readonly kind: "text"; readonly bytes: Uint8Array } | Unwritable;

/** The bytes of a snapshot's JSON text, for the core to read. */
export function snapshotText(snapshot: unknown): SnapshotText {
  if (typeof snapshot === "string") return text(encodeText(snapshot));
  if (isBytes(snapshot)) return text(plainBytes(snapshot));
  try {
    return text(encodeText(writeJson(snapshot)));
  } catch (cause) {
    return { kind: "unwritable", problem: unwritableProblem, cause };
  }
}

/** The error for what cannot be written, where problems cannot be returned. */
export function unwritable(
  code: "invalid-records" | "invalid-snapshot" | "invalid-threads",
  { problem, cause }: Unwritable,
): MailveilError {
  const { message, help } = problem;
  return new MailveilError({ code, message, help, problems: [problem], total: 1 }, { cause });
}

/** Ids as JSON text: an array, in which `null` stands for what is no string. */
export function idsText(ids: unknown): { text: string; faults: ReadFaults } {
  const faults: Faults = new Map();
  const length = arrayLength(ids, "", faults);
  if (length === undefined) {
    const help = "give an array of ids";
    throw refusal({ code: "wrong-type", path: "", message: "the ids are not an array", help }, faults);
  }
  const list: (string | null)[] = setPrototypeOf([], null);
  for (let index = 0; index < length; index += 1) {
    const id = read(ids as object, index, "", faults);
    list[index] = typeof id === "string" ? wellFormed(id) : null;
  }
  return { text: stringify(list), faults };
}

function text(bytes: Uint8Array): SnapshotText {
  return { kind: "text", bytes };
}
