// The SQL of docs/databases.md runs as it stands there, in its order.
import { readFileSync } from "node:fs";
import { Policy } from "mailveil";
import { rowLevelSecurity, sqlPredicate } from "mailveil/sql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { directed } from "./directed.ts";
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

it("fills a table from rows, and again", async () => {
  for (const _ of [1, 2])
    await engine.client.query(block("jsonb_populate_recordset"), [JSON.stringify(policy.sqlRows())]);
  const { rowCount } = await engine.client.query("select from mv_thread");
  expect(rowCount).toBe(policy.threadCount);
});

it("guards a table of one's own through the threads", async () => {
  await engine.load(policy.sqlRows());
  await engine.run([block("create role app"), ...rowLevelSecurity({ roles: ["app"] }), block("create policy seen")]);
  await engine.run([
    "update mv_thread set id = '7' where id = 'backed up'",
    "update mv_link set thread = '7' where thread = 'backed up'",
  ]);
  await engine.run([
    "update mv_domain set thread = '7' where thread = 'backed up'",
    "insert into mail values (7, 'offer'), (8, 'none')",
  ]);
  const seen = async (viewer: string): Promise<string[]> => {
    await engine.run(["begin", "set local role app"]);
    const context = policy.sqlContext({ viewer, now: "2026-07-01T00:00:00Z" });
    await engine.client.query("select set_config('mailveil.context', $1, true)", [context]);
    const { rows } = await engine.client.query(block("select m.id, m.subject from mail"));
    await engine.run(["commit"]);
    return rows.map(({ subject }) => subject);
  };
  expect(await seen("vic")).toStrictEqual(["offer"]);
  expect(await seen("left")).toStrictEqual([]);
});

it("runs the statements for pages, counts and levels", async () => {
  for (const words of ["limit 50", "limit 1001", "end as subject"]) await engine.run([block(words)]);
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
  expect(blocks).toHaveLength(8);
});
