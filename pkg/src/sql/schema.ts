// The tables that the predicate reads.
import type { Dialect } from "./dialect.js";
import { type SqlNames, tableNames } from "./names.js";
import { speechOf } from "./speech.js";

/** Statements that create the tables and their indexes. A view of your own with these columns may stand for any table. */
export function sqlSchema(dialect: Dialect, names?: SqlNames): string[] {
  const speech = speechOf(dialect);
  const { id, text, word, time } = speech.types;
  const { mv_thread, mv_link, mv_domain, mv_record, mv_record_access, mv_tick } = tableNames(names);
  return [
    create(mv_thread, [
      `id ${id} not null primary key`,
      `mailbox ${id} not null`,
      `state ${word} not null check (state in ('active', 'archived', 'deleted'))`,
      `sharing ${word} check (sharing in ('shared', 'private'))`,
      `first_at ${time}`,
      `last_at ${time}`,
    ]),
    ...speech.lastFirst(mv_thread),
    create(mv_link, [`thread ${id} not null`, `record ${id} not null`, "primary key (thread, record)"]),
    `create index ${mv_link}_record on ${mv_link} (record, thread)`,
    create(mv_domain, [
      `thread ${id} not null`,
      `suffix ${id} not null`,
      `address ${text} not null`,
      `base ${text}`,
      `name ${text}`,
    ]),
    `create index ${mv_domain}_thread on ${mv_domain} (thread, suffix)`,
    create(mv_record, [`id ${id} not null primary key`, `type ${word} not null`]),
    create(mv_record_access, [
      `record ${id} not null`,
      `principal ${text.replace("1600", "272")} not null`,
      "primary key (record, principal)",
    ]),
    create(mv_tick, [`mailbox ${id} not null`, `record ${id} not null`, "primary key (mailbox, record)"]),
  ];
}

const create = (table: string, columns: readonly string[]): string =>
  `create table ${table} (\n  ${columns.join(",\n  ")}\n)`;
