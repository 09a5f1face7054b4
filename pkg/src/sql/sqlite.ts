// SQLite from version 3.38 on, D1 and libSQL.
import { hasOne, inLists, type Speech } from "./dialect.js";

/** How a time is written, with a zero for each digit. */
const form = "0000-00-00T00:00:00.000000Z";

/**
 * Times are texts here, and texts of another form would stand in another order. No long pattern: D1 takes only short ones, and
 * drivers take a `?` for a value.
 */
function time(column: string): string {
  const piece = (at: number, length: number): string => `substr(${column}, ${at + 1}, ${length})`;
  const signs = [...form.matchAll(/[^0]/g)].map(({ 0: sign, index }) => `${piece(index, 1)} = '${sign}'`);
  const digits = [...form.matchAll(/0+/g)].map(({ 0: zeros, index }) => piece(index, zeros.length));
  const isTime = `length(${column}) = ${form.length} and ${signs.join(" and ")} and ${digits.join(" || ")} not glob '*[^0-9]*'`;
  return `case when ${isTime} then ${column} end`;
}

// Without the plus, an index of the column would be taken for every item of the list, and the order be lost.
const among: Speech["among"] = (column, select) => `+${column} in (${select})`;

const mailboxes: Speech["mailboxes"] = (context, letters) =>
  `select item.value from json_each(${context}, '$.mailboxes') known, json_each(known.value, '$[1]') item ` +
  `where ${hasOne("instr", "json_extract(known.value, '$[0]')", letters)}`;

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
  id: (value) => `cast(${value} as text)`,
  word: (column) => column,
  joined: (mailbox, text) => `${mailbox} || char(65533) || ${text}`,
  time,
  fence: "",
  types: { id: "text collate binary", text: "text collate binary", word: "text", time: "text" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (coalesce(last_at, '') desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, coalesce(last_at, '') desc, id desc)`,
  ],
};
