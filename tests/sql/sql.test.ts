// Real databases show what `decide` says: random organisations, every viewer, place and moment at the borders.
import { Policy } from "mailveil";
import { rowLevelSecurity, sqlPredicate } from "mailveil/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compare, type Effort } from "./compare.ts";
import { startD1 } from "./d1.ts";
import { alike, directed, numbered } from "./directed.ts";
import { startDuckdb } from "./duckdb.ts";
import { type Engine, statementOf } from "./engine.ts";
import { mutants } from "./mutants.ts";
import { startMariadb, startMysql } from "./mysql.ts";
import { coarseTexts, fineTexts, organization } from "./organizations.ts";
import { guarded, type PostgresqlEngine, startPostgresql } from "./postgresql.ts";
import { startSqlite } from "./sqlite.ts";

const coarse = coarseTexts();
const from = (start: number, end: number): readonly string[] => [directed, alike, ...coarse.slice(start, end)];

/** Fails with the first things that differ. */
async function check(engine: Engine, effort: Effort, questionsMin: number): Promise<void> {
  const { questions, seen, differences } = await compare(engine, effort);
  expect(differences.slice(0, 3)).toStrictEqual([]);
  expect(questions).toBeGreaterThan(questionsMin);
  // A comparison of nothing with nothing would be no test.
  expect(seen).toBeGreaterThan(questions / 20);
}

/** What vic sees on the page of a record whose id is a number, by an expression for it. */
async function onPage(engine: Engine, record: string): Promise<string[]> {
  const policy = Policy.parse(numbered);
  await engine.load(policy.sqlRows());
  const { dialect, context } = engine;
  const statement = statementOf(sqlPredicate({ dialect, place: "page", context, record }));
  const rows = await engine.ask(`${statement} order by t.id`, policy.sqlContext({ viewer: "vic" }), undefined);
  return rows.map(([id]) => id);
}

describe("SQLite", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startSqlite();
  });
  afterAll(() => engine.stop());

  it("shows what decide says", () => check(engine, { organizations: from(0, 300), moments: 3 }, 50_000));

  it("rounds what is finer to the side that hides", () =>
    check(engine, { organizations: fineTexts().slice(0, 300), moments: 3, mayHide: true }, 50_000));

  it.each(mutants)("notices: $name", async ({ change }) => {
    const effort = { organizations: from(0, coarse.length), moments: 4, untilDifferent: true, change };
    const { differences } = await compare(engine, effort);
    expect(differences).toHaveLength(1);
  });

  /** The ids of threads of a snapshot that somebody sees anywhere, after a change of the rows. */
  async function seen(viewer: string, statements: readonly string[] = []): Promise<string[]> {
    const policy = Policy.parse(directed);
    await engine.load(policy.sqlRows());
    await engine.run(statements);
    const predicate = sqlPredicate({ dialect: "sqlite", place: "anywhere", context: "?1" });
    const context = policy.sqlContext({ viewer, now: "2026-07-01T00:00:00Z" });
    return (await engine.ask(statementOf(predicate), context, undefined)).map(([id]) => id).sort();
  }

  it("hides what is unknown or missing", async () => {
    const all = ["alias as written", "an owner's name", "backed up"];
    expect(await seen("vic")).toStrictEqual(all);
    for (const [statement, gone] of [
      ["delete from mv_domain where thread = 'backed up'", "backed up"],
      ["update mv_domain set suffix = '' where thread = 'backed up'", "backed up"],
      ["update mv_thread set last_at = '2026-05-20 00:00:00' where id = 'backed up'", "backed up"],
      ["update mv_thread set last_at = 5 where id = 'backed up'", "backed up"],
      ["update mv_thread set last_at = '2026-a5-20T00:00:00.000000Z' where id = 'backed up'", "backed up"],
      ["delete from mv_link where thread = 'backed up'", "backed up"],
    ] as const) {
      expect(await seen("vic", [statement])).toStrictEqual(all.filter((id) => id !== gone));
    }
    expect(await seen("vic", ["delete from mv_record"])).toStrictEqual([]);
    expect(await seen("vic", ["delete from mv_record_access"])).toStrictEqual([]);
  });

  it("compares the id of a record as text", async () => {
    expect(await onPage(engine, "7")).toStrictEqual(["on 7"]);
    expect(await onPage(engine, "(select 7 as number)")).toStrictEqual(["on 7"]);
    expect(await onPage(engine, "'07'")).toStrictEqual([]);
  });

  it("shows nothing to who may not act, and by an empty context", async () => {
    expect(await seen("left")).toStrictEqual([]);
    for (const place of ["anywhere", "mailbox", "record"] as const) {
      const predicate = sqlPredicate({ dialect: "sqlite", place, context: "?1" });
      expect(await engine.ask(statementOf(predicate), "{}", undefined)).toStrictEqual([]);
    }
  });
});

describe("PostgreSQL", () => {
  let engine: PostgresqlEngine;
  beforeAll(async () => {
    engine = await startPostgresql();
  });
  afterAll(() => engine.stop());

  it("shows what decide says", () => check(engine, { organizations: from(300, 400), moments: 2 }, 15_000));

  it("shows what decide says by a plan for any viewer", async () => {
    await engine.run(["set plan_cache_mode = force_generic_plan"]);
    await check(engine, { organizations: from(400, 450), moments: 2 }, 7_000);
    await engine.run(["reset plan_cache_mode"]);
  });

  it("compares the id of a record as text, and takes no endless time for known", async () => {
    expect(await onPage(engine, "7")).toStrictEqual(["on 7"]);
    const policy = Policy.parse(directed);
    await engine.load(policy.sqlRows());
    const statement = statementOf(sqlPredicate({ dialect: "postgresql", place: "anywhere", context: "$1" }));
    const seen = async () =>
      (await engine.ask(statement, policy.sqlContext({ viewer: "vic", now: "2026-07-01T00:00:00Z" }), undefined))
        .length;
    const before = await seen();
    await engine.run(["update mv_thread set last_at = '-infinity' where id = 'backed up'"]);
    expect(await seen()).toBe(before - 1);
  });

  describe("with row level security", () => {
    beforeAll(() =>
      engine.run([
        "create role reader",
        "grant select on mv_thread, mv_link, mv_domain, mv_record, mv_record_access, mv_tick to reader",
        ...rowLevelSecurity({ roles: ["reader"] }),
      ]),
    );

    it("shows what decide says, whatever the statement asks for", () =>
      check(guarded(engine), { organizations: from(450, 500), moments: 2, places: ["anywhere"] }, 1_000));

    it("goes to the place where a page begins", async () => {
      const sorted = "greatest(last_at, '-infinity')";
      const page = `select id from mv_thread where (${sorted}, id) < ('2026-01-01'::timestamptz, 'x') order by ${sorted} desc, id desc`;
      // Of few rows, the planner would sort them.
      await engine.run([
        "begin",
        "set local role reader",
        "set local enable_seqscan = off",
        "set local enable_sort = off",
      ]);
      const { rows } = await engine.client.query<{ "QUERY PLAN": string }>(`explain ${page}`);
      await engine.run(["commit"]);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain("Index Scan using mv_thread_seen");
      expect(plan).toContain("Index Cond: (ROW(GREATEST(last_at");
    });

    it("shows nothing without a context, and with an empty one", async () => {
      const count = async () => (await engine.client.query("select from mv_thread")).rowCount;
      await engine.run(["begin", "set local role reader"]);
      expect(await count()).toBe(0);
      await engine.client.query("select set_config('mailveil.context', '', true)");
      expect(await count()).toBe(0);
      await engine.run(["commit", "begin", "set local role reader"]);
      // What the transaction before has left is an empty text, and no longer nothing.
      expect(await count()).toBe(0);
      await engine.run(["commit"]);
      expect(await count()).toBeGreaterThan(0);
    });
  });
});

const mysqld = process.env["MYSQLD"];
// MySQL where it is: Debian and others have MariaDB in its place.
describe.each([
  ["MariaDB", startMariadb] as const,
  ...(mysqld === undefined ? [] : [["MySQL", () => startMysql(mysqld)] as const]),
])("%s", (name, start) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());

  it("shows what decide says", () => check(engine, { organizations: from(500, 570), moments: 2 }, 10_000));

  it("compares the id of a record as text, also where `||` is no concatenation", async () => {
    expect(await onPage(engine, "7")).toStrictEqual(["on 7"]);
    expect(await onPage(engine, "0")).toStrictEqual([]);
    expect(await onPage(engine, "'deal-' || 7")).toStrictEqual([]);
  });

  // MySQL has no such mode.
  it.runIf(name === "MariaDB")("screens also where empty texts are null", async () => {
    const statement = statementOf(sqlPredicate({ dialect: "mysql", place: "anywhere", context: "@context" }));
    let seen = 0;
    for (const text of from(500, 520)) {
      const policy = Policy.parse(text);
      await engine.load(policy.sqlRows());
      const answers = async () => {
        const found = [];
        for (const viewer of organization(text).users)
          found.push(
            await engine.ask(statement, policy.sqlContext({ viewer, now: "2026-06-01T12:00:00Z" }), undefined),
          );
        return found;
      };
      const usual = await answers();
      await engine.run(["set @mode = @@sql_mode, sql_mode = concat(@@sql_mode, ',EMPTY_STRING_IS_NULL')"]);
      expect(await answers()).toStrictEqual(usual);
      await engine.run(["set sql_mode = @mode"]);
      seen += usual.flat().length;
    }
    expect(seen).toBeGreaterThan(100);
  });
});

describe("D1", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startD1();
  });
  afterAll(() => engine.stop());

  it("shows what decide says", () => check(engine, { organizations: from(570, 590), moments: 1 }, 1_500));
});

describe("DuckDB", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startDuckdb();
  });
  afterAll(() => engine.stop());

  it("shows what decide says", () => check(engine, { organizations: from(600, 603), moments: 1 }, 150));
});
