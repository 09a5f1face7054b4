// Which rows of the thread table a viewer sees, and how much of each: SQL text that is the same for every viewer.
import type { Dialect, Speech } from "./dialect.js";
import { expression, oneOf, plain, type SqlNames, type TableNames, tableNames } from "./names.js";
import { speechOf } from "./speech.js";
import type { Way } from "./way.js";
import { ways } from "./ways.js";

/** Where the mail appears: either surface, the mailbox, records, or the page of the record that `record` stands for. */
export type SqlPlace = "anywhere" | "mailbox" | "record" | "page";

/** What a predicate is made of. */
export interface SqlPredicateOptions {
  /** Whose SQL it is. */
  readonly dialect: Dialect;
  /** Where the mail would appear. */
  readonly place: SqlPlace;
  /** Other names for tables. */
  readonly names?: SqlNames | undefined;
  /** What the thread table is called in your statement. Default: `t`. */
  readonly alias?: string | undefined;
  /** The SQL text that stands for the context, such as `$1`. It is there many times, so give one that can be. */
  readonly context: string;
  /** With `page`: the SQL text that stands for the record's id. Qualify the columns that it names. */
  readonly record?: string | undefined;
}

/** Two pieces of SQL text, the same for every viewer. */
export interface SqlPredicate {
  /** A condition on the thread table. */
  readonly where: string;
  /** 1 metadata, 2 subject, 3 full: of a row for which `where` holds. */
  readonly level: string;
}

/** What is the same for every part of a predicate. */
interface Ground {
  readonly speech: Speech;
  readonly names: TableNames;
  readonly context: string;
  readonly thread: string;
  readonly record: string | undefined;
}

/** The condition on the thread table under which its rows are seen in a place, and the level at which they are. */
export function sqlPredicate(options: SqlPredicateOptions): SqlPredicate {
  const place = oneOf(options.place, ["anywhere", "mailbox", "record", "page"], "/place");
  const ground: Ground = {
    speech: speechOf(options.dialect),
    names: tableNames(options.names),
    context: expression(options.context, "/context"),
    thread: options.alias === undefined ? "t" : plain(options.alias, "/alias"),
    record: place === "page" ? expression(options.record, "/record") : undefined,
  };
  return { where: allOf([anything(ground), ...conditions(ground, place)]), level: level(ground) };
}

/** Whether the viewer sees any mailbox at all. It is asked once: for whoever sees nothing, no row is looked at. */
function anything({ speech, context }: Ground): string {
  const gates = ways.flatMap(({ list, restored }) => (restored === undefined ? [list] : [list, restored]));
  // Not a union of all: D1 takes only short ones.
  return anyOf(["own", "sharedMailboxSend", ...gates].map((list) => `exists (${speech.texts(context, list)})`));
}

/** What a row has to fulfil. Each condition says what shows a row, so that whatever is unknown or missing hides it. */
function conditions(ground: Ground, place: SqlPlace): readonly string[] {
  const { speech, names, thread, record } = ground;
  const state = `${thread}.state in ('active', 'archived')`;
  const own = mailboxIn(ground, "own");
  const send = mailboxIn(ground, "sharedMailboxSend");
  const shown = ways.map((way) => shownBy(ground, way));
  switch (place) {
    case "anywhere":
      return [state, anyOf([own, send, ...shown])];
    case "mailbox": {
      const mailboxes = ["own", "sharedMailboxSend"].map((list) => speech.texts(ground.context, list));
      const found = speech.byMailbox(thread, names.mv_thread, mailboxes.join(" union all "));
      return [found, state, anyOf([`${own} and ${thread}.state = 'active'`, send])];
    }
    case "record": {
      const link = `${thread}_link`;
      const linked = exists(ground, `${names.mv_link} ${link}`, [`${link}.thread = ${thread}.id`]);
      return [state, anyOf([`${own} and ${linked}`, ...shown])];
    }
    case "page": {
      const link = `${thread}_page`;
      const threads = `select ${link}.thread from ${names.mv_link} ${link} where ${link}.record = ${record}`;
      return [speech.byId(thread, threads), state, anyOf([own, ...shown])];
    }
    default:
      return place satisfies never;
  }
}

/** The level is the mailbox's: that of the audience, and full otherwise. */
function level(ground: Ground): string {
  return `case when ${mailboxIn(ground, "metadata")} then 1 when ${mailboxIn(ground, "subject")} then 2 else 3 end`;
}

function shownBy(ground: Ground, way: Way): string {
  const gates = [mailboxIn(ground, way.list)];
  if (way.restored !== undefined) gates.push(paired(ground, way.restored, "last_at", "<="));
  // What costs least and hides most comes first.
  const conditions = [anyOf(gates), ...choice(ground, way), ...links(ground, way)];
  if (way.screened) conditions.push(anyOf([mailboxIn(ground, "open"), screened(ground)]));
  return allOf(conditions);
}

function choice(ground: Ground, way: Way): readonly string[] {
  const sharing = `${ground.thread}.sharing`;
  switch (way.choice) {
    case "ignored":
      return [];
    case "unless-private":
      return [`(${sharing} is null or ${sharing} = 'shared')`];
    case "by-default": {
      const byDefault = anyOf([mailboxIn(ground, "byDefault"), paired(ground, "since", "first_at", ">=")]);
      return [`(${sharing} = 'shared' or ${sharing} is null and ${byDefault})`];
    }
    default:
      return way.choice satisfies never;
  }
}

/** Whether the row's mailbox is in a list of the context. */
function mailboxIn({ speech, context, thread }: Ground, list: string): string {
  return speech.among(`${thread}.mailbox`, speech.texts(context, list));
}

/** Whether a time of the row is on the right side of the moment that a list of the context has for its mailbox. */
function paired(ground: Ground, list: string, column: "first_at" | "last_at", operator: "<=" | ">="): string {
  const { speech, context, thread } = ground;
  const { from, mailbox, at } = speech.pairs(context, list, `${thread}_pair`);
  const isThere = speech.among(`${thread}.mailbox`, `select ${mailbox} from ${from}`);
  const time = speech.time(`${thread}.${column}`);
  return `(${isThere} and ${exists(ground, from, [`${mailbox} = ${thread}.mailbox`, `${time} ${operator} ${at}`])})`;
}

/** Step 5: no participant has an excluded domain or cannot be read, the owner's own names apart. */
function screened(ground: Ground): string {
  const { speech, names, context, thread } = ground;
  const row = `${thread}_domain`;
  const ofThread = `${row}.thread = ${thread}.id`;
  const isIn = (value: string, list: string): string => `${value} in (${speech.texts(context, list)})`;
  const joined = (text: string, list: string): string => isIn(speech.joined(`${thread}.mailbox`, text), list);
  const excluded = anyOf([
    `coalesce(${row}.suffix, '') = ''`,
    isIn(`${row}.suffix`, "excluded"),
    joined(`${row}.suffix`, "excludedOwn"),
  ]);
  // A null would make it neither true nor false, and what is not excluded is seen.
  const own = anyOf([
    joined(`coalesce(${row}.address, '')`, "addresses"),
    joined(`coalesce(${row}.base, '')`, "bases"),
    joined(`coalesce(${row}.name, ${row}.address, '')`, "aliases"),
  ]);
  const from = `${names.mv_domain} ${row}`;
  return `(${exists(ground, from, [ofThread])} and not ${exists(ground, from, [ofThread, excluded, `not ${own}`])})`;
}

/** Conditions c) and d): a linked record that can show the thread, and access to it, or to all. */
function links(ground: Ground, way: Way): readonly string[] {
  const { names, thread, record } = ground;
  const [link, row] = [`${thread}_link`, `${thread}_record`];
  const isEligible = `${row}.type in (${way.types.map((type) => `'${type}'`).join(", ")})`;
  const needed = [isEligible];
  if (way.ticked) needed.push(ticked(ground, `${row}.id`));
  if (way.access === "any") needed.push(accessible(ground, `${row}.id`));
  const candidate =
    record === undefined
      ? exists(ground, `${names.mv_link} ${link} join ${names.mv_record} ${row} on ${row}.id = ${link}.record`, [
          `${link}.thread = ${thread}.id`,
          ...needed,
        ])
      : exists(ground, `${names.mv_record} ${row}`, [`${row}.id = ${record}`, ...needed]);
  if (way.access === "any") return [candidate];
  const isThere = exists(ground, `${names.mv_record} ${row}`, [`${row}.id = ${link}.record`]);
  const missing = `not (${isThere} and ${accessible(ground, `${link}.record`)})`;
  return [candidate, `not ${exists(ground, `${names.mv_link} ${link}`, [`${link}.thread = ${thread}.id`, missing])}`];
}

function ticked(ground: Ground, id: string): string {
  const { names, thread } = ground;
  const row = `${thread}_tick`;
  return exists(ground, `${names.mv_tick} ${row}`, [`${row}.mailbox = ${thread}.mailbox`, `${row}.record = ${id}`]);
}

/** Whether the viewer can access a record. Administrators can access all, which the context says by a star. */
function accessible(ground: Ground, id: string): string {
  const { speech, names, context, thread } = ground;
  const row = `${thread}_access`;
  const principals = speech.texts(context, "principals");
  const named = exists(ground, `${names.mv_record_access} ${row}`, [
    `${row}.record = ${id}`,
    `${row}.principal in (${principals})`,
  ]);
  return anyOf([`'*' in (${principals})`, named]);
}

function exists({ speech }: Ground, from: string, conditions: readonly string[]): string {
  return `exists (select 1 from ${from} where ${conditions.join(" and ")}${speech.fence})`;
}

const allOf = (conditions: readonly string[]): string => `(${conditions.join(" and ")})`;
const anyOf = (conditions: readonly string[]): string => `(${conditions.join(" or ")})`;
