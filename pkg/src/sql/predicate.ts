// Which rows of the thread table a viewer sees, and how much of each: SQL text that is the same for every viewer.
import { type Dialect, mailboxIn, type Says, type Speech } from "./dialect.js";
import { facts, recordTypes } from "./facts.js";
import { expression, oneOf, plain, type SqlNames, type TableNames, tableNames } from "./names.js";
import { speechOf } from "./speech.js";

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
  /** With `page`: the SQL text that stands for the record's id, compared as text. Its columns have their tables before them. */
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
  const thread = options.alias === undefined ? "t" : plain(options.alias, "/alias");
  const speech = speechOf(options.dialect);
  const ground: Ground = {
    speech,
    names: tableNames(options.names),
    context: expression(options.context, "/context", thread),
    thread,
    // A number would be compared as a number, and `07` be `7`.
    record: place === "page" ? speech.id(`(${expression(options.record, "/record", thread)})`) : undefined,
  };
  return { where: allOf([anything(ground), ...conditions(ground, place)]), level: level(ground) };
}

/** Whether the viewer sees any mailbox at all. It is asked once: for whoever sees nothing, no row is looked at. */
const anything = ({ speech, context }: Ground): string => `exists (${speech.mailboxes(context, "")})`;

/** What a row has to fulfil. Each condition says what shows a row, so that whatever is unknown or missing hides it. */
function conditions(ground: Ground, place: SqlPlace): readonly string[] {
  const { speech, names, context, thread, record } = ground;
  const word = speech.word(`${thread}.state`);
  const state = `${word} in ('active', 'archived')`;
  const known = (condition: (says: Says) => string): string => speech.known(context, thread, condition);
  switch (place) {
    case "anywhere":
      return [state, known((says) => anyOf([says(facts.own), says(facts.send), onRecord(ground, says)]))];
    case "mailbox": {
      const found = speech.byMailbox(thread, names.mv_thread, speech.mailboxes(context, facts.own + facts.send));
      const own = mailboxIn(speech, context, thread, facts.own);
      const send = mailboxIn(speech, context, thread, facts.send);
      return [found, state, anyOf([`${own} and ${word} = 'active'`, send])];
    }
    case "record": {
      const link = `${thread}_link`;
      const linked = exists(ground, `${names.mv_link} ${link}`, [`${link}.thread = ${thread}.id`]);
      return [state, known((says) => anyOf([`${says(facts.own)} and ${linked}`, onRecord(ground, says)]))];
    }
    case "page": {
      const link = `${thread}_page`;
      const threads = `select ${link}.thread from ${names.mv_link} ${link} where ${link}.record = ${record}`;
      const found = speech.byId(thread, threads);
      return [found, state, known((says) => anyOf([says(facts.own), onRecord(ground, says)]))];
    }
    default:
      return place satisfies never;
  }
}

/** The level is the mailbox's. */
function level({ speech, context, thread }: Ground): string {
  const full = mailboxIn(speech, context, thread, facts.full);
  const subject = mailboxIn(speech, context, thread, facts.subject);
  return `case when ${full} then 3 when ${subject} then 2 else 1 end`;
}

/** How others see a thread on records. What costs least and hides most comes first. */
function onRecord(ground: Ground, says: Says): string {
  const restored = `${says(facts.restored)} and ${paired(ground, "restored", "last_at", "<=")}`;
  return allOf([
    anyOf([says(facts.whole), restored]),
    chosen(ground, says),
    ...linked(ground, says),
    anyOf([says(facts.open), screened(ground)]),
  ]);
}

/** What the owner chose for a thread. */
function chosen(ground: Ground, says: Says): string {
  const sharing = ground.speech.word(`${ground.thread}.sharing`);
  const since = `${says(facts.unchosenSince)} and ${paired(ground, "since", "first_at", ">=")}`;
  return anyOf([
    `${sharing} = 'shared'`,
    `${sharing} is null and ${anyOf([says(facts.unchosen), since])}`,
    `${sharing} = 'private' and ${says(facts.privateToo)}`,
  ]);
}

/** Whether a time of the row is on the right side of the moment that a list of the context has for its mailbox. */
function paired(ground: Ground, list: string, column: "first_at" | "last_at", operator: "<=" | ">="): string {
  const { speech, context, thread } = ground;
  const { from, mailbox, at } = speech.pairs(context, list, `${thread}_pair`);
  const time = speech.time(`${thread}.${column}`);
  return exists(ground, from, [`${mailbox} = ${thread}.mailbox`, `${time} ${operator} ${at}`]);
}

/** Step 5: no participant has an excluded domain or cannot be read, the owner's own names apart. */
function screened(ground: Ground): string {
  const { speech, names, context, thread } = ground;
  const row = `${thread}_domain`;
  const ofThread = `${row}.thread = ${thread}.id`;
  const isIn = (value: string, list: string): string => `${value} in (${speech.texts(context, list)})`;
  const joined = (text: string, list: string): string => isIn(speech.joined(`${thread}.mailbox`, text), list);
  // By its length: where empty texts are null, nothing would equal one.
  const excluded = anyOf([
    `${row}.suffix is null or length(${row}.suffix) = 0`,
    isIn(`${row}.suffix`, "excluded"),
    joined(`${row}.suffix`, "excludedOwn"),
  ]);
  // Null is not true: what is no own name for sure hides the thread.
  const own = anyOf([
    joined(`${row}.address`, "addresses"),
    joined(`${row}.base`, "bases"),
    joined(`coalesce(${row}.name, ${row}.address)`, "aliases"),
  ]);
  const from = `${names.mv_domain} ${row}`;
  return `(${exists(ground, from, [ofThread])} and not ${exists(ground, from, [ofThread, excluded, `${own} is not true`])})`;
}

/** Conditions c) and d): a linked record that can show the thread and that the viewer can access; or access to all. */
function linked(ground: Ground, says: Says): readonly string[] {
  const { names, thread, record } = ground;
  const [link, row, access] = [`${thread}_link`, `${thread}_record`, `${thread}_access`];
  const [links, records] = [`${names.mv_link} ${link}`, `${names.mv_record} ${row}`];
  const ofThread = `${link}.thread = ${thread}.id`;
  const shows = [eligible(says, row), anyOf([says(facts.unticked), ticked(ground, `${row}.id`)])];
  const missing = `not (${exists(ground, records, [`${row}.id = ${link}.record`])} and ${accessible(ground, says, `${link}.record`)})`;
  const all = anyOf([says(facts.any), `not ${exists(ground, links, [ofThread, missing])}`]);
  if (record !== undefined)
    return [accessible(ground, says, record), exists(ground, records, [`${row}.id = ${record}`, ...shows]), all];
  const candidates = `${links} join ${records} on ${row}.id = ${link}.record`;
  const named = `${candidates} join ${names.mv_record_access} ${access} on ${access}.record = ${link}.record`;
  const candidate = anyOf([
    exists(ground, named, [ofThread, isNamed(ground), ...shows]),
    `${says(facts.allRecords)} and ${exists(ground, candidates, [ofThread, ...shows])}`,
  ]);
  return [candidate, all];
}

const eligible = (says: Says, row: string): string =>
  anyOf(recordTypes.map((type) => `${row}.type = '${type}' and ${says(facts[type])}`));

function ticked(ground: Ground, id: string): string {
  const { names, thread } = ground;
  const row = `${thread}_tick`;
  return exists(ground, `${names.mv_tick} ${row}`, [`${row}.mailbox = ${thread}.mailbox`, `${row}.record = ${id}`]);
}

/** Whether the viewer can access a record: all of them, or this one by an entry. */
function accessible(ground: Ground, says: Says, id: string): string {
  const { names, thread } = ground;
  const row = `${thread}_access`;
  const named = exists(ground, `${names.mv_record_access} ${row}`, [`${row}.record = ${id}`, isNamed(ground)]);
  return anyOf([says(facts.allRecords), named]);
}

const isNamed = ({ speech, context, thread }: Ground): string =>
  speech.among(`${thread}_access.principal`, speech.texts(context, "principals"));

function exists({ speech }: Ground, from: string, conditions: readonly string[]): string {
  return `exists (select 1 from ${from} where ${conditions.join(" and ")}${speech.fence})`;
}

const allOf = (conditions: readonly string[]): string => `(${conditions.join(" and ")})`;
const anyOf = (conditions: readonly string[]): string => `(${conditions.join(" or ")})`;
