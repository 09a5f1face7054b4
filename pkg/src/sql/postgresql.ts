// PostgreSQL from version 12 on.
import { type Speech, where } from "./dialect.js";

const document = (context: string): string => `(${context})::jsonb`;
const groups = (context: string): string => `jsonb_array_elements(${document(context)} -> 'mailboxes') known`;

/** In any place, it would make a join of it, and lose the order of the rows. */
const among: Speech["among"] = (column, select) => `(${column} in (${select})) is true`;

const mailboxes: Speech["mailboxes"] = (context, letters) =>
  `select jsonb_array_elements_text(known -> 1) from ${groups(context)}${where("strpos", "known ->> 0", letters)}`;

/** Reading the context takes a tenth of a millisecond: it is read once for all facts, and the facts are in a map. */
const known: Speech["known"] = (context, thread, condition) => {
  const facts = `${thread}_known.facts`;
  const items = `${groups(context)}, jsonb_array_elements_text(known -> 1) item`;
  const map = `select jsonb_object_agg(item, known -> 0) from ${items}`;
  const row = `(select (${map}) ->> ${thread}.mailbox as facts offset 0) ${thread}_known`;
  const holds = condition((letter) => `strpos(${facts}, '${letter}') > 0`);
  // A look into the map takes twice as long as one into a list, and most mailboxes are not known.
  return `${among(`${thread}.mailbox`, mailboxes(context, ""))} and exists (select 1 from ${row} where ${holds} offset 0)`;
};

export const postgresql: Speech = {
  // A function around it would keep a generic plan from hashing the list.
  texts: (context, list) => `select jsonb_array_elements_text(${document(context)} -> '${list}')`,
  pairs: (context, list, alias) => ({
    from: `jsonb_array_elements(${document(context)} -> '${list}') ${alias}(pair)`,
    mailbox: `${alias}.pair ->> 0`,
    at: `(${alias}.pair ->> 1)::timestamptz`,
  }),
  mailboxes,
  known,
  among,
  byId: (thread, select) => `${thread}.id = any (array(${select}))`,
  // By ids once more: the planner would go through all threads in their order until it has found enough of an inbox.
  byMailbox: (thread, table, select) =>
    `${thread}.id = any (array(select ${thread}_box.id from ${table} ${thread}_box where ${thread}_box.mailbox = any (array(${select}))))`,
  joined: (mailbox, text) => `${mailbox} || chr(65533) || ${text}`,
  time: (column) => column,
  // Else the planner may look through a whole table once instead of at a few rows of it.
  fence: " offset 0",
  types: { id: 'text collate "C"', text: 'text collate "C"', word: 'text collate "C"', time: "timestamptz" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (coalesce(last_at, '-infinity') desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, coalesce(last_at, '-infinity') desc, id desc)`,
  ],
};
