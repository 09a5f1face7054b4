// Rows of the policy, written by the role that owns the tables.
import type { SqlRows } from "mailveil";
import type { ClientBase } from "pg";

const columns = {
  mv_record: "id, type",
  mv_record_access: "record, principal",
  mv_tick: "mailbox, record",
  mv_thread: "id, mailbox, state, sharing, first_at, last_at",
  mv_link: "thread, record",
  mv_domain: "thread, suffix, address, base, name",
} as const satisfies Record<keyof SqlRows, string>;

/** Adds rows: `policy.sqlRows(threads)`, or some of its tables. */
export async function insertRows(client: ClientBase, rows: Partial<SqlRows>): Promise<void> {
  const text = JSON.stringify(rows);
  for (const [table, names] of Object.entries(columns)) {
    const given = `jsonb_populate_recordset(null::${table}, $1::jsonb -> '${table}')`;
    await client.query(`insert into ${table} (${names}) select ${names} from ${given}`, [text]);
  }
}
