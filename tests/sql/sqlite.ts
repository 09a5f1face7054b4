import { DatabaseSync, type StatementSync } from "node:sqlite";
import { sqlSchema } from "mailveil/sql";
import { columns, type Engine, tables } from "./engine.ts";

export async function startSqlite(): Promise<Engine> {
  const database = new DatabaseSync(":memory:");
  for (const statement of sqlSchema("sqlite")) database.exec(statement);
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    name: "SQLite",
    dialect: "sqlite",
    context: "?1",
    record: "?2",
    async run(statements) {
      for (const statement of statements) database.exec(statement);
    },
    async load(rows) {
      database.exec("begin");
      for (const table of tables) {
        database.exec(`delete from ${table}`);
        const names = columns[table];
        const extracted = names.map((name) => `json_extract(value, '$.${name}')`);
        prepare(`insert into ${table} (${names.join(", ")}) select ${extracted.join(", ")} from json_each(?1)`).run(
          JSON.stringify(rows[table]),
        );
      }
      database.exec("commit");
    },
    async ask(text, context, record) {
      const statement = prepare(text);
      const rows = record === undefined ? statement.all(context) : statement.all(context, record);
      return rows.map((row) => [String(row["id"]), Number(row["level"])] as const);
    },
    async stop() {
      database.close();
    },
  };
}
