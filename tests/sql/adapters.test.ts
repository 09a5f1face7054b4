// Each adapter with its library, on PostgreSQL: pages and levels are those that the policy lists.
import { raw as prismaRaw, type Sql, sqltag } from "@prisma/client/runtime/client";
import { asc, eq, sql as drizzleSql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { alias, pgTable, text } from "drizzle-orm/pg-core";
import knexOf, { type Knex } from "knex";
import { Kysely, MysqlDialect, PostgresDialect } from "kysely";
import { type Place, Policy } from "mailveil";
import { mailFragments as drizzleMail } from "mailveil/drizzle";
import { mailFragments as knexMail, type MailOptions } from "mailveil/knex";
import { mailFragments as kyselyMail } from "mailveil/kysely";
import { mailFragments as prismaMail } from "mailveil/prisma";
import { createPool } from "mysql2";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directed } from "./directed.ts";
import type { Engine } from "./engine.ts";
import { startMariadb } from "./mysql.ts";
import { coarseTexts } from "./organizations.ts";
import { type PostgresqlEngine, startPostgresql } from "./postgresql.ts";

type Seen = readonly { readonly id: string; readonly level: number }[];

const now = "2026-06-01T12:00:00Z";
const organizations = [directed, ...coarseTexts().slice(0, 15)];
let engine: PostgresqlEngine;
let pool: pg.Pool;

beforeAll(async () => {
  engine = await startPostgresql();
  pool = new pg.Pool({ host: engine.client.host, user: "test", database: "postgres" });
});
afterAll(async () => {
  await pool.end();
  await engine.stop();
});

/** Every viewer, everywhere, on records and on the page of each record. */
async function check(engine: Engine, ask: (options: MailOptions) => Promise<Seen>): Promise<void> {
  const { dialect } = engine;
  let count = 0;
  for (const organization of organizations) {
    const policy = Policy.parse(organization);
    await engine.load(policy.sqlRows());
    const { users, records } = JSON.parse(organization);
    for (const { id: viewer } of users) {
      const context = policy.sqlContext({ viewer, now });
      const asked: (readonly [MailOptions, Place])[] = [
        [{ dialect, place: "anywhere", context }, {}],
        [{ dialect, place: "mailbox", context }, { surface: "mailbox" }],
        ...records.map(({ id }: { id: string }) => [{ dialect, place: "page", context, record: id }, { record: id }]),
      ];
      for (const [options, place] of asked) {
        const { ids, levels } = policy.visibleThreads({ viewer, now, ...place });
        const expected = ids.map((id, index) => ({ id, level: levels[index] })).filter(({ id }) => !id.includes("\0"));
        const found = [...(await ask(options))].map(({ id, level }) => ({ id: String(id), level: Number(level) }));
        const sorted = (list: readonly { id: string }[]) =>
          [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
        expect(sorted(found)).toStrictEqual(sorted(expected));
        count += found.length;
      }
    }
  }
  expect(count).toBeGreaterThan(30);
}

interface Database {
  mv_thread: { id: string; mailbox: string };
}

function askKysely(db: Kysely<Database>, options: MailOptions): Promise<Seen> {
  const mail = kyselyMail(options);
  return db
    .with("mv_context", () => mail.context)
    .selectFrom("mv_thread as t")
    .where(mail.where)
    .select(["t.id", mail.level.as("level")])
    .orderBy("t.id")
    .execute();
}

async function askKnex(knex: Knex, options: MailOptions): Promise<Seen> {
  const mail = knexMail(knex, options);
  const statement = knex.with("mv_context", mail.context).from("mv_thread as t").where(mail.where).orderBy("t.id");
  return statement.select<{ id: string; level: number }[]>("t.id", mail.level);
}

describe("adapters", () => {
  it("Kysely", async () => {
    const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
    await check(engine, (options) => askKysely(db, options));
  });

  it("Drizzle", async () => {
    const db = drizzle(pool);
    const t = alias(pgTable("mv_thread", { id: text("id").notNull(), mailbox: text("mailbox").notNull() }), "t");
    await check(engine, (options) => {
      const mail = drizzleMail(options);
      const context = db.$with("mv_context", {}).as(mail.context);
      return db
        .with(context)
        .select({ id: t.id, level: mail.level })
        .from(t)
        .where(drizzleSql`${mail.where} and ${eq(t.mailbox, t.mailbox)}`)
        .orderBy(asc(t.id));
    });
  });

  it("Knex", async () => {
    const knex = knexOf({ client: "pg", connection: { host: engine.client.host, user: "test", database: "postgres" } });
    try {
      await check(engine, (options) => askKnex(knex, options));
    } finally {
      await knex.destroy();
    }
  });

  // A client cannot be generated without a download, so its own tags make the statement, and `pg` sends it.
  it("Prisma", async () => {
    await check(engine, async (options) => {
      const mail = prismaMail<Sql>({ raw: prismaRaw, sql: sqltag as never }, options);
      const statement = sqltag`with mv_context as (${mail.context})
        select t.id, ${mail.level} as level from mv_thread t where ${mail.where} and t.id <> ${"nothing"}`;
      return (await pool.query(statement.text, statement.values)).rows;
    });
  });

  it("Kysely and Knex on MariaDB", async () => {
    const mariadb = await startMariadb();
    const connection = { socketPath: mariadb.socket, user: "root", database: "mail", charset: "utf8mb4" };
    const knex = knexOf({ client: "mysql2", connection });
    const db = new Kysely<Database>({ dialect: new MysqlDialect({ pool: createPool(connection) }) });
    try {
      await check(mariadb, (options) => askKysely(db, options));
      await check(mariadb, (options) => askKnex(knex, options));
    } finally {
      await db.destroy();
      await knex.destroy();
      await mariadb.stop();
    }
  });

  it("binds the context once, and nothing else", () => {
    const { context, where } = prismaMail<Sql>(
      { raw: prismaRaw, sql: sqltag as never },
      { dialect: "sqlite", place: "page", context: "{}", record: "c'1" },
    );
    expect(context.values).toStrictEqual(["{}", "c'1"]);
    // Knex and others would take them for values.
    expect(where.text).not.toMatch(/[?]|[$:][a-z0-9]/);
  });
});
