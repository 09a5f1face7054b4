import { DuckDBInstance, type DuckDBPreparedStatement } from "@duckdb/node-api";
import { sqlSchema } from "mailveil/sql";
import { columns, type Engine, tables } from "./engine.ts";

export async function startDuckdb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const statement of sqlSchema("duckdb")) await connection.run(statement);
  const prepared = new Map<string, DuckDBPreparedStatement>();
  return {
    name: "DuckDB",
    dialect: "duckdb",
    context: "$1",
    record: "$2",
    async run(statements) {
      for (const statement of statements) await connection.run(statement);
    },
    async load(rows) {
      for (const table of tables) {
        await connection.run(`delete from ${table}`);
        const names = columns[table];
        const extracted = names.map((name) => `json_extract_string(row, '$.${name}')`);
        await connection.run(
          `insert into ${table} (${names.join(", ")}) select ${extracted.join(", ")} from (select unnest(json_extract($1::json, '$[*]')) as row)`,
          [JSON.stringify(rows[table])],
        );
      }
    },
    async ask(text, context, record) {
      const statement = prepared.get(text) ?? (await connection.prepare(text));
      prepared.set(text, statement);
      statement.bindVarchar(1, context);
      if (record !== undefined) statement.bindVarchar(2, record);
      const result = await statement.runAndReadAll();
      return result.getRows().map(([id, level]) => [String(id), Number(level)] as const);
    },
    async stop() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
