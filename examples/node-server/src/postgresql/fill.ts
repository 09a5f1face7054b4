// `npm run fill`: the tables, and in them what the API of a CRM answered. It runs once, as the role that owns the tables.
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { Policy } from "mailveil";
import pg from "pg";
import { importDirectory, readExport } from "../export.ts";
import { insertRows } from "./rows.ts";
import { tables } from "./tables.ts";
import { addressOf, hash } from "./transactions.ts";

const here = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const [folder = here("export"), decisions = here("decisions.json")] = process.argv.slice(2);

const { snapshot } = importDirectory(folder, decisions);
const { mailThreads } = readExport(folder) as { mailThreads?: { data: { id: number }[] | null } };

const client = new pg.Client({ connectionString: addressOf("WRITER") });
await client.connect();
await client.query("begin");
for (const statement of tables) await client.query(statement);
await insertRows(client, Policy.parse(snapshot).sqlRows());
await client.query(
  `update mv_thread t set subject = m.subject, snippet = m.snippet
   from jsonb_to_recordset($1) m(id bigint, subject text, snippet text) where t.id = m.id::text`,
  [JSON.stringify(mailThreads?.data ?? [])],
);
await client.query("insert into organization values (1, $1)", [JSON.stringify({ ...snapshot, threads: [] })]);
for (const { id, name } of snapshot.users) {
  const token = randomBytes(24).toString("base64url");
  await client.query("insert into sessions values ($1, $2)", [hash(token), id]);
  console.log(`token of ${name ?? id}: ${token}`);
}
await client.query("commit");
await client.query("analyze");
await client.end();
