// What an item says of a thread, read in the most obvious way. Nothing here is shared with the product.
import type { Node } from "../strict-json.ts";
import { participantsIn } from "./addresses.ts";
import { found } from "./find.ts";
import { idOf, mailboxesOf, recordsOf } from "./ids.ts";
import { type FactName, type Field, type FilterOptions, fieldsOf } from "./options.ts";
import { type Instant, instantOf } from "./times.ts";
import { giveUp } from "./unreadable.ts";
import type { ThreadFacts } from "./view.ts";

export interface Facts extends Omit<ThreadFacts, "mailbox"> {
  /** One or more: the item is judged for each. */
  readonly mailboxes: readonly string[];
}

/** The facts of an item. Gives up where it cannot be judged. */
export function factsOf(item: Node, options: FilterOptions, mailboxes: ReadonlySet<string>): Facts {
  if (item.kind !== "object") giveUp();
  idOf(item, options);
  return {
    mailboxes: mailboxesOf(item, options, mailboxes),
    participants: participantsOf(item, options),
    records: recordsOf(item, options),
    sharing: strongest(item, options, "sharing", ["private", "shared"]),
    state: strongest(item, options, "state", ["deleted", "archived", "active"]),
    firstMessageAt: instantsOf(item, options, "firstMessageAt")[0],
    lastMessageAt: instantsOf(item, options, "lastMessageAt").at(-1),
  };
}

/** All participants together, with one that nobody can read where there may be more. */
function participantsOf(item: Node, options: FilterOptions): string[] {
  const fields = fieldsOf(options, "participants");
  const texts = fields.flatMap((field) => found(item, "participants", field).flatMap((value) => named(value, field)));
  if (texts.some((text) => Buffer.byteLength(text) > 1024)) giveUp();
  // No name of anybody is empty.
  return fields.some(({ partial }) => partial) ? [...texts, ""] : texts;
}

/** The participants that a text names. */
function named(value: Node, { form }: Field): string[] {
  if (value.kind !== "string") return giveUp();
  return form === "addresses" ? participantsIn(value.text) : [value.text];
}

/** Of the words that are found, the one that stands first in the list. */
function strongest<Word extends string>(
  item: Node,
  options: FilterOptions,
  fact: "sharing" | "state",
  words: readonly Word[],
): Word | undefined {
  const said = fieldsOf(options, fact).flatMap((field) =>
    found(item, fact, field).map((value) => wordOf(value, field)),
  );
  if (said.some((word) => !words.some((known) => known === word))) giveUp();
  return words.find((word) => said.includes(word));
}

/** The word of the contract that a scalar stands for. */
function wordOf(value: Node, { values }: Field): string | undefined {
  if (value.kind === "object" || value.kind === "array") return undefined;
  if (values === undefined) return value.kind === "string" ? value.text : undefined;
  const text = value.kind === "string" ? JSON.stringify(value.text) : value.text;
  return Object.hasOwn(values, text) ? values[text] : undefined;
}

/** The instants that are found, in order. */
function instantsOf(item: Node, options: FilterOptions, fact: FactName): Instant[] {
  const instants = fieldsOf(options, fact).flatMap((field) =>
    found(item, fact, field).map((value) => instantOf(value, field)),
  );
  return instants.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
