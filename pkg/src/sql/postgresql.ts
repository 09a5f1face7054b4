// PostgreSQL from version 12 on.
import { hasOne, mailboxIn, type Speech } from "./dialect.js";

const document = (context: string): string => `(${context})::jsonb`;
/** Mailboxes by what there is to say of them: pairs of letters and ids. */
const groups = (context: string): string => `jsonb_array_elements(${document(context)} -> 'mailboxes') known`;

/** In any place, it would make a join of it, and lose the order of the rows. */
const among: Speech["among"] = (column, select) => `(${column} in (${select})) is true`;

const mailboxes: Speech["mailboxes"] = (context, letters) =>
  `select jsonb_array_elements_text(known -> 1) from ${groups(context)} where ${hasOne("strpos", "known ->> 0", letters)}`;

export const postgresql: Speech = {
  // A function around it would keep a generic plan from hashing the list.
  texts: (context, list) => `select jsonb_array_elements_text(${document(context)} -> '${list}')`,
  pairs: (context, list, alias) => ({
    from: `jsonb_array_elements(${document(context)} -> '${list}') ${alias}(pair)`,
    mailbox: `${alias}.pair ->> 0`,
    at: `(${alias}.pair ->> 1)::timestamptz`,
  }),
  mailboxes,
  // Reading the context takes a tenth of a millisecond. So it is read once for all facts of mailboxes, and not for each.
  known: (context, thread, condition) => {
    const facts = `${thread}_known.facts`;
    const map = `select jsonb_object_agg(item, known -> 0) from ${groups(context)}, jsonb_array_elements_text(known -> 1) item`;
    const row = `(select (${map}) ->> ${thread}.mailbox as facts offset 0) ${thread}_known`;
    const holds = condition((letter) => `strpos(${facts}, '${letter}') > 0`);
    // Most mailboxes are not known: they are done with after one look into a list, which takes half the time.
    const isKnown = mailboxIn({ among, mailboxes }, context, thread, "");
    return `${isKnown} and exists (select 1 from ${row} where ${holds} offset 0)`;
  },
  among,
  byId: (thread, select) => `${thread}.id = any (array(${select}))`,
  // By ids once more: the planner would go through all threads in their order until it has found enough of an inbox.
  byMailbox: (thread, table, select) =>
    `${thread}.id = any (array(select ${thread}_box.id from ${table} ${thread}_box where ${thread}_box.mailbox = any (array(${select}))))`,
  id: (value) => `(${value}::text collate "C")`,
  word: (column) => column,
  joined: (mailbox, text) => `${mailbox} || chr(65533) || ${text}`,
  // A time that is no moment counts as unknown.
  time: (column) => `case when isfinite(${column}) then ${column} end`,
  // Else the planner may look through a whole table once instead of at a few rows of it.
  fence: " offset 0",
  types: { id: 'text collate "C"', text: 'text collate "C"', word: 'text collate "C"', time: "timestamptz" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (coalesce(last_at, '-infinity') desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, coalesce(last_at, '-infinity') desc, id desc)`,
  ],
};
