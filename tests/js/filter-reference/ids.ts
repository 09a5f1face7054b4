// Ids of items, mailboxes and records.
import type { Node } from "../strict-json.ts";
import { found, isAbsent, valuesAt } from "./find.ts";
import { type Field, type FilterOptions, fieldsOf } from "./options.ts";
import { knownPath } from "./paths.ts";
import { giveUp } from "./unreadable.ts";

/** The id of an item: exactly one, though it may be found several times. */
export function idOf(item: Node, options: FilterOptions): string {
  const ids = new Set(fieldsOf(options, "id").flatMap((field) => idsAt(item, field)));
  const [id, another] = ids;
  if (id === undefined || another !== undefined || !isId(id)) return giveUp();
  return id;
}

function idsAt(item: Node, field: Field): string[] {
  const { prefix = "", join } = field;
  if (join !== undefined) return joined(item, field, join).map((id) => prefix + id);
  return found(item, "id", field).map((value) => prefix + idText(value));
}

/** The values at the path and at each path of `join`; none where one of them is an absent value. */
function joined(item: Node, field: Field, join: readonly string[]): string[] {
  const parts = [field.path, ...join].map((path) => joinedPart(item, path, field));
  return parts.includes(undefined) ? [] : [parts.map((part) => escaped(part ?? "")).join(":")];
}

/** What a path of a joined id finds: it is required, and exactly one. */
function joinedPart(item: Node, path: string, field: Field): string | undefined {
  const values = valuesAt(item, knownPath(path));
  if (values.length === 0) return giveUp();
  const texts = new Set(values.filter((value) => !isAbsent(value, field)).map(idText));
  return texts.size > 1 ? giveUp() : [...texts][0];
}

function escaped(part: string): string {
  return part.replaceAll("~", "~0").replaceAll(":", "~1");
}

/** The mailboxes of an item, from itself and as given: one or more, of which each is known. */
export function mailboxesOf(item: Node, options: FilterOptions, known: ReadonlySet<string>): string[] {
  const found = fieldsOf(options, "mailbox").flatMap((field) => prefixedIds(item, "mailbox", field));
  const { mailbox } = options.given ?? {};
  const ids = [...new Set(mailbox === undefined ? found : [...found, mailbox])];
  if (ids.length === 0 || !ids.every((id) => known.has(id))) giveUp();
  return ids;
}

/** The records that an item names, known or not, with those that are given. */
export function recordsOf(item: Node, options: FilterOptions): string[] {
  const found = fieldsOf(options, "records").flatMap((field) => prefixedIds(item, "records", field));
  return [...found, ...(options.given?.records ?? [])];
}

function prefixedIds(item: Node, fact: "mailbox" | "records", field: Field): string[] {
  return found(item, fact, field).map((value) => (field.prefix ?? "") + idText(value));
}

/** A text, or an integer, which stands for its text. */
function idText(value: Node): string {
  const isInteger = value.kind === "number" && /^-?[0-9]+$/.test(value.text);
  return value.kind === "string" || isInteger ? value.text : giveUp();
}

/** What section 2 takes for an id. */
function isId(text: string): boolean {
  return text !== "" && !text.includes("\u{FFFD}") && Buffer.byteLength(text) <= 256;
}
