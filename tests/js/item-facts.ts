// The facts of an item, read in the slowest and most obvious way (sections 2 and 9). Shares nothing with the product.
import type { FilterFields, FilterOptions, Snapshot, Thread } from "mailveil";
import type { Node } from "./strict-json.ts";

/** Ids that a snapshot knows. */
export interface KnownIds {
  readonly mailboxes: ReadonlySet<string>;
  readonly records: ReadonlySet<string>;
  readonly threads: ReadonlySet<string>;
}

export function knownIds({ mailboxes, records, threads }: Snapshot): KnownIds {
  const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
  return { mailboxes: ids(mailboxes), records: ids(records), threads: ids(threads) };
}

/** What cannot be judged. */
const wrong = Symbol("wrong");
type Wrong = typeof wrong;

/** What an item says of a thread, or the id where that is all that counts; nothing if it cannot be judged. */
export function threadOf(item: Node, { fields, facts }: FilterOptions, known: KnownIds): Thread | string | undefined {
  if (item.kind !== "object") return undefined;
  const at = (fact: keyof FilterFields) => follow(item, tokensOf(fields?.[fact] ?? ["", fact].join("/")));
  if (facts === "snapshot") {
    const id = idOf(at("id"));
    return id !== wrong && known.threads.has(id) ? id : undefined;
  }
  const read = [
    ["id", idOf(at("id"))],
    ["mailbox", knownId(at("mailbox"), known.mailboxes)],
    ["participants", listOf(at("participants"), participantOf)],
    ["records", optional(at("records"), (list) => listOf(list, (entry) => knownId(entry, known.records)))],
    ["sharing", optional(at("sharing"), (value) => oneOf(value, ["shared", "private"]))],
    ["state", optional(at("state"), (value) => oneOf(value, ["active", "archived", "deleted"]))],
    ["firstMessageAt", optional(at("firstMessageAt"), instantOf)],
    ["lastMessageAt", optional(at("lastMessageAt"), instantOf)],
  ] as const;
  if (read.some(([, value]) => value === wrong)) return undefined;
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as unknown as Thread;
}

/** The tokens of a JSON Pointer. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A value, `undefined` where there is none, or what makes the item unreadable. */
type Found = Node | undefined | Wrong;

/** Goes from an item to a fact. */
function follow(item: Node, tokens: readonly string[]): Found {
  let node = item;
  for (const token of tokens) {
    if (node.kind === "null") return undefined;
    if (node.kind !== "object") return wrong;
    const [member, again] = node.members.filter(({ name }) => name === token);
    if (again !== undefined) return wrong;
    if (member === undefined) return undefined;
    node = member.value;
  }
  return node;
}

function optional<Value>(found: Found, read: (node: Node) => Value | Wrong): Value | Wrong | undefined {
  if (found === wrong) return wrong;
  return found === undefined || found.kind === "null" ? undefined : read(found);
}

/** An id, or a JSON integer, which stands for its text. */
function idOf(found: Found): string | Wrong {
  if (found === undefined || found === wrong) return wrong;
  const isInteger = found.kind === "number" && /^-?[0-9]+$/.test(found.text);
  if (found.kind !== "string" && !isInteger) return wrong;
  const isId = found.text !== "" && !found.text.includes("\u{FFFD}") && bytesOf(found.text) <= 256;
  return isId ? found.text : wrong;
}

function knownId(found: Found, known: ReadonlySet<string>): string | Wrong {
  const id = idOf(found);
  return id !== wrong && known.has(id) ? id : wrong;
}

function listOf(found: Found, read: (entry: Node) => string | Wrong): string[] | Wrong {
  if (found === undefined || found === wrong || found.kind !== "array") return wrong;
  const entries = found.items.map(read);
  return entries.includes(wrong) ? wrong : (entries as string[]);
}

function participantOf(entry: Node): string | Wrong {
  return entry.kind === "string" && bytesOf(entry.text) <= 1024 ? entry.text : wrong;
}

function oneOf(value: Node, words: readonly string[]): string | Wrong {
  return value.kind === "string" && words.includes(value.text) ? value.text : wrong;
}

function instantOf(value: Node): string | Wrong {
  return value.kind === "string" && isInstant(value.text) ? value.text : wrong;
}

const instant = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 as section 2 has it. */
function isInstant(text: string): boolean {
  const [, year, month, day] = (instant.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
