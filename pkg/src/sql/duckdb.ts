// DuckDB.
import { hasOne, inLists, type Speech } from "./dialect.js";

const document = (context: string): string => `cast(${context} as json)`;

const among: Speech["among"] = (column, select) => `${column} in (${select})`;

const mailboxes: Speech["mailboxes"] = (context, letters) => {
  const object = `json_extract(${document(context)}, '$.mailboxes')`;
  const known = `(select unnest(map_entries(cast(${object} as map(varchar, varchar)))) as entry) known`;
  return `select known.entry.key from ${known} where ${hasOne("strpos", "known.entry.value", letters)}`;
};

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
  joined: (mailbox, text) => `${mailbox} || chr(65533) || ${text}`,
  time: (column) => column,
  fence: "",
  types: { id: "varchar", text: "varchar", word: "varchar", time: "timestamp" },
  // Columns are read whole: an index would help nothing.
  lastFirst: () => [],
};
