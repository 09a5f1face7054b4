// The SQL of docs/databases.md runs as it stands there, in its order.
import { readFileSync } from "node:fs";
import { Policy } from "mailveil";
import { rowLevelSecurity, sqlPredicate } from "mailveil/sql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { directed } from "./directed.ts";
import { tables } from "./engine.ts";
import { type PostgresqlEngine, startPostgresql } from "./postgresql.ts";

const text = readFileSync(new URL("../../docs/databases.md", import.meta.url), "utf8");
const blocks = [...text.matchAll(/^( *)```sql\n([\s\S]*?)^ *```$/gm)].map(([, , block]) => block ?? "");
/** The block that has these words. */
const block = (words: string): string => {
  const found = blocks.filter((block) => block.includes(words));
  expect(found).toHaveLength(1);
  return found[0] ?? "";
};

let engine: PostgresqlEngine;
const policy = Policy.parse(directed);

beforeAll(async () => {
  engine = await startPostgresql();
});
afterAll(() => engine.stop());

it("writes rows, and again", async () => {
  const [, script = ""] = /^ *```js\n([\s\S]*?)^ *```$/m.exec(text) ?? [];
  const { writeRecords, writeThreads, writeTicks } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  const snapshot = JSON.parse(directed);
  snapshot.mailboxes[0].sharing = {
    mode: "record-level",
    audience: [{ kind: "everyone" }],
    sharedRecords: ["lead"],
  };
  const ticking = Policy.parse(JSON.stringify(snapshot));
  const count = async (table: string) => (await engine.client.query(`select from ${table}`)).rowCount;
  const counts = async () => {
    const found = [];
    for (const table of tables) found.push(await count(table));
    return found;
  };
  for (const _ of [1, 2]) {
    await writeRecords(engine.client, ticking);
    await writeThreads(engine.client, ticking, snapshot.threads);
    await writeTicks(engine.client, ticking, snapshot.mailboxes[0].id);
    expect(await counts()).toStrictEqual(tables.map((table) => ticking.sqlRows()[table].length));
  }
  // What was ticked before the sharing changed is no tick any more.
  await writeTicks(engine.client, policy, snapshot.mailboxes[0].id);
  expect(await count("mv_tick")).toBe(0);
});

it("guards a table of one's own through the threads", async () => {
  await engine.load(policy.sqlRows());
  await engine.run([
    block("create role app"),
    ...rowLevelSecurity({ roles: ["app"] }),
    block("create table mail ("),
    block("create role crm"),
    block("create view seen_mail"),
    block("create table mail_body"),
    "grant select on seen_mail, mail_body to app",
    "grant all on mail to crm",
  ]);
  await engine.run([
    "update mv_thread set id = '7' where id = 'backed up'",
    "update mv_link set thread = '7' where thread = 'backed up'",
  ]);
  await engine.run([
    "update mv_domain set thread = '7' where thread = 'backed up'",
    "insert into mail values (7, 'offer'), (8, 'none')",
    "insert into mail_body values ('7', 'dear'), ('8', 'none')",
  ]);
  const seen = async (viewer: string, statement: string): Promise<unknown[]> => {
    await engine.run(["begin", "set local role app"]);
    const context = policy.sqlContext({ viewer, now: "2026-07-01T00:00:00Z" });
    await engine.client.query("select set_config('mailveil.context', $1, true)", [context]);
    const { rows } = await engine.client.query({ text: statement, rowMode: "array" });
    await engine.run(["commit"]);
    return rows;
  };
  for (const statement of [
    block("select m.id, m.subject from mail"),
    "select id, subject from mail",
    "select id, subject from seen_mail",
  ]) {
    expect(await seen("vic", statement)).toStrictEqual([["7", "offer"]]);
    expect(await seen("left", statement)).toStrictEqual([]);
  }
  expect(await seen("vic", "select body from mail_body")).toStrictEqual([["dear"]]);
  expect(await seen("left", "select body from mail_body")).toStrictEqual([]);
  // Whoever writes is not hindered.
  await engine.run(["begin", "set local role crm"]);
  expect((await engine.client.query("update mail set subject = 'Offer'")).rowCount).toBe(2);
  await engine.run(["commit"]);
});

it("runs the statements for pages, counts and levels", async () => {
  for (const words of ["limit 50", "limit 1001", "end as subject -- `case when"]) await engine.run([block(words)]);
});

it("takes views with indexes that the predicate uses", async () => {
  await engine.run(block("create view crm_thread").split(";").slice(0, -1));
  const predicate = sqlPredicate({
    dialect: "postgresql",
    place: "page",
    context: "$1",
    record: "$2",
    names: { mv_thread: "crm_thread" },
  });
  await engine.run([
    "insert into crm_mail select n, n % 100, 's' from generate_series(1, 20000) n",
    "analyze crm_mail",
  ]);
  const explain = `explain select t.id from crm_thread t where ${predicate.where}`;
  const { rows } = await engine.client.query(explain, [policy.sqlContext({ viewer: "vic" }), "lead"]);
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("crm_mail_id");
});

it("has no block that is not run", () => {
  expect(blocks).toHaveLength(10);
});
