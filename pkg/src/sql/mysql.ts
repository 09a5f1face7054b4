// MySQL from version 8.0.19 on, and MariaDB from 10.6 on. Texts are bytes: the collations of texts that compare byte by byte,
// spaces at the end included, have a different name in each.
import { hasOne, inLists, type Speech } from "./dialect.js";

const table = (context: string, list: string, columns: string): string =>
  `json_table(${context}, '$.${list}[*]' columns (${columns}))`;

/** As bytes: a number, or a column of another collation, would equal what it is not. */
const among: Speech["among"] = (column, select) => `cast(${column} as binary) in (${select})`;

const mailboxes: Speech["mailboxes"] = (context, letters) => {
  const id = "nested path '$[1][*]' columns (id varchar(256) character set utf8mb4 path '$')";
  const known = table(context, "mailboxes", `facts varchar(32) character set utf8mb4 path '$[0]', ${id}`);
  return `select cast(known.id as binary) from ${known} known where ${hasOne("instr", "known.facts", letters)}`;
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
  id: (value) => `cast(${value} as binary)`,
  word: (column) => `cast(${column} as binary)`,
  joined: (mailbox, text) => `concat(${mailbox}, x'efbfbd', ${text})`,
  // A time that is no moment counts as unknown.
  time: (column) => `case when year(${column}) > 0 then ${column} end`,
  fence: "",
  types: { id: "varbinary(256)", text: "varbinary(1600)", word: "varbinary(16)", time: "datetime(6)" },
  lastFirst: (thread) => [
    `create index ${thread}_last on ${thread} (last_at desc, id desc)`,
    `create index ${thread}_mailbox on ${thread} (mailbox, last_at desc, id desc)`,
  ],
};
