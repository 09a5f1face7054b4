// SQLite from version 3.38 on, D1 and libSQL.
import { hasOne, inLists, type Speech } from "./dialect.js";

/**
 * Times are texts here, and texts of another form would stand in another order. No pattern: D1 takes only short ones, and
 * drivers take a `?` for a value.
 */
const time = (column: string): string =>
  `case when length(${column}) = 27 and ${[
    [5, "-"],
    [11, "T"],
    [20, "."],
    [27, "Z"],
  ]
    .map(([place, sign]) => `substr(${column}, ${place}, 1) = '${sign}'`)
    .join(" and ")} then ${column} end`;

// Without the plus, an index of the column would be taken for every item of the list, and the order be lost.
const among: Speech["among"] = (column, select) => `+${column} in (${select})`;

const mailboxes: Speech["mailboxes"] = (context, letters) =>
  `select key from json_each(${context}, '$.mailboxes') where ${hasOne("instr", "value", letters)}`;

export const sqlite: Speech = {
  texts: (context, list) => `select value from json_each(${context}, '$.${list}')`,
  pairs: (context, list, alias) => ({
    from: `json_each(${context}, '$.${list}') ${alias}`,
    mailbox: `json_extract(${alias}.value, '$[0]')`,
    at: `json_extract(${alias}.value, '$[1]')`,
  }),
  mailboxes,
  known: inLists({ among, mailboxes }),
  among,
  byId: (thread, select) => `${thread}.id in (${select})`,
  byMailbox: (thread, _, select) => `${thread}.mailbox in (${select})`,
  joined: (mailbox, text) => `${mailbox} || char(65533) || ${text}`,
  time,
  fence: "",
  types: { id: "text collate binary", text: "text collate binary", word: "text", time: "text" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (coalesce(last_at, '') desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, coalesce(last_at, '') desc, id desc)`,
  ],
};
