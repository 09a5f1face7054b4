// PostgreSQL from version 12 on.
import type { Speech } from "./dialect.js";

const document = (context: string): string => `(${context})::jsonb`;

export const postgresql: Speech = {
  // A function around it would keep a generic plan from hashing the list.
  texts: (context, list) => `select jsonb_array_elements_text(${document(context)} -> '${list}')`,
  pairs: (context, list, alias) => ({
    from: `jsonb_array_elements(${document(context)} -> '${list}') ${alias}(pair)`,
    mailbox: `${alias}.pair ->> 0`,
    at: `(${alias}.pair ->> 1)::timestamptz`,
  }),
  among: (column, select) => `${column} in (${select})`,
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
