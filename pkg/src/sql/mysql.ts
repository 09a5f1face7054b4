// MySQL from version 8.0.19 on, and MariaDB from 10.6 on. Texts are bytes: the collations of texts that compare byte by byte,
// spaces at the end included, have a different name in each.
import { hasOne, inLists, type Speech } from "./dialect.js";

const table = (context: string, list: string, columns: string): string =>
  `json_table(${context}, '$.${list}[*]' columns (${columns}))`;

const among: Speech["among"] = (column, select) => `${column} in (${select})`;

/** Names and values of an object come in one order. If a name were left out, none would be sure of its value. */
const mailboxes: Speech["mailboxes"] = (context, letters) => {
  const names = `json_keys(${context}, '$.mailboxes')`;
  const values = `json_extract(${context}, '$.mailboxes.*')`;
  const column = (items: string): string =>
    `json_table(${items}, '$[*]' columns (place for ordinality, text varchar(256) character set utf8mb4 path '$'))`;
  const known = `${column(names)} known join ${column(values)} facts on facts.place = known.place`;
  const isWhole = `json_length(${names}) = json_length(${values})`;
  return `select cast(known.text as binary) from ${known} where ${isWhole} and ${hasOne("instr", "facts.text", letters)}`;
};

export const mysql: Speech = {
  texts: (context, list) =>
    `select cast(item.value as binary) from ${table(context, list, "value varchar(1600) character set utf8mb4 path '$'")} item`,
  pairs: (context, list, alias) => ({
    from: `${table(context, list, "mailbox varchar(256) character set utf8mb4 path '$[0]', moment varchar(32) character set utf8mb4 path '$[1]'")} ${alias}`,
    mailbox: `cast(${alias}.mailbox as binary)`,
    at: `cast(replace(replace(${alias}.moment, 'T', ' '), 'Z', '') as datetime(6))`,
  }),
  mailboxes,
  known: inLists({ among, mailboxes }),
  among,
  byId: (thread, select) => `${thread}.id in (${select})`,
  byMailbox: (thread, _, select) => `${thread}.mailbox in (${select})`,
  joined: (mailbox, text) => `concat(${mailbox}, x'efbfbd', ${text})`,
  time: (column) => column,
  fence: "",
  types: { id: "varbinary(256)", text: "varbinary(1600)", word: "varbinary(16)", time: "datetime(6)" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (last_at desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, last_at desc, id desc)`,
  ],
};
