// DuckDB.
import { hasOne, inLists, type Speech } from "./dialect.js";

const document = (context: string): string => `cast(${context} as json)`;

const among: Speech["among"] = (column, select) => `${column} in (${select})`;

const mailboxes: Speech["mailboxes"] = (context, letters) =>
  "select unnest(json_extract_string(known.said, '$[1][*]')) " +
  `from (select unnest(json_extract(${document(context)}, '$.mailboxes[*]')) as said) known ` +
  `where ${hasOne("strpos", "json_extract_string(known.said, '$[0]')", letters)}`;

export const duckdb: Speech = {
  texts: (context, list) => `select unnest(json_extract_string(${document(context)}, '$.${list}[*]'))`,
  pairs: (context, list, alias) => ({
    from: `(select unnest(json_extract(${document(context)}, '$.${list}[*]')) as pair) ${alias}`,
    mailbox: `json_extract_string(${alias}.pair, '$[0]')`,
    at: `cast(json_extract_string(${alias}.pair, '$[1]') as timestamp)`,
  }),
  mailboxes,
  known: inLists({ among, mailboxes }),
  among,
  byId: (thread, select) => `${thread}.id in (${select})`,
  byMailbox: (thread, _, select) => `${thread}.mailbox in (${select})`,
  id: (value) => `cast(${value} as varchar)`,
  word: (column) => column,
  joined: (mailbox, text) => `${mailbox} || chr(65533) || ${text}`,
  // A time that is no moment counts as unknown.
  time: (column) => `case when isfinite(${column}) then ${column} end`,
  fence: "",
  types: { id: "varchar", text: "varchar", word: "varchar", time: "timestamp" },
  // Columns are read whole: an index would help nothing.
  lastFirst: () => [],
};
