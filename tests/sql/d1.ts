// D1 as Cloudflare runs it, with its limits: short patterns, short unions, few parameters.
import { fileURLToPath } from "node:url";
import { getPlatformProxy } from "wrangler";
import { sqlSchema } from "mailveil/sql";
import { columns, type Engine, tables } from "./engine.ts";

/** What is needed of D1. */
interface Statement {
  bind(...values: readonly string[]): Statement;
  run(): Promise<unknown>;
  all(): Promise<{ readonly results: readonly { readonly id: string; readonly level: number }[] }>;
}
interface D1 {
  prepare(text: string): Statement;
  batch(statements: readonly Statement[]): Promise<unknown>;
}

export async function startD1(): Promise<Engine> {
  const configPath = fileURLToPath(new URL("wrangler.json", import.meta.url));
  const { env, dispose } = await getPlatformProxy<{ MAIL: D1 }>({ configPath, persist: false });
  const database = env.MAIL;
  for (const statement of sqlSchema("sqlite")) await database.prepare(statement).run();
  return {
    name: "D1",
    dialect: "sqlite",
    context: "?1",
    record: "?2",
    async run(statements) {
      for (const statement of statements) await database.prepare(statement).run();
    },
    async load(rows) {
      await database.batch(
        tables.flatMap((table) => {
          const names = columns[table];
          const extracted = names.map((name) => `json_extract(value, '$.${name}')`);
          const insert = `insert into ${table} (${names.join(", ")}) select ${extracted.join(", ")} from json_each(?1)`;
          return [database.prepare(`delete from ${table}`), database.prepare(insert).bind(JSON.stringify(rows[table]))];
        }),
      );
    },
    async ask(text, context, record) {
      const statement = database.prepare(text);
      const { results } = await (record === undefined
        ? statement.bind(context)
        : statement.bind(context, record)
      ).all();
      return results.map(({ id, level }) => [id, level] as const);
    },
    stop: dispose,
  };
}
