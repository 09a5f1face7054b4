import pg from "pg";
import { sqlPredicate, sqlSchema } from "mailveil/sql";
import { columns, type Engine, tables } from "./engine.ts";
import { runServerProgram, serverFolder, serverProgram, startServer } from "./server.ts";

const help = "install PostgreSQL (Debian: apt-get install postgresql)";

export interface PostgresqlEngine extends Engine {
  readonly client: pg.Client;
}

/** A server of our own on a socket in a folder of its own. */
export async function startPostgresql(): Promise<PostgresqlEngine> {
  const folder = serverFolder("postgresql");
  const data = `${folder}/data`;
  const options = ["-D", data, "-U", "test", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
  runServerProgram(serverProgram(["initdb"], help), options);
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off"].flatMap((setting) => [
    "-c",
    setting,
  ]);
  const { connection: client, server } = await startServer(
    serverProgram(["postgres"], help),
    ["-D", data, "-k", folder, "-h", "", ...settings],
    folder,
    async () => {
      const client = new pg.Client({ host: folder, user: "test", database: "postgres" });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
  );
  for (const statement of sqlSchema("postgresql")) await client.query(statement);
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `statement_${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    name: "PostgreSQL",
    dialect: "postgresql",
    context: "$1",
    record: "$2",
    client,
    async run(statements) {
      for (const statement of statements) await client.query(statement);
    },
    async load(rows) {
      const inserts = tables.map((table) => {
        const names = columns[table].join(", ");
        return `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb -> '${table}')`;
      });
      await client.query(`begin; ${tables.map((table) => `delete from ${table}`).join("; ")}`);
      for (const text of inserts) await client.query({ name: nameOf(text), text, values: [JSON.stringify(rows)] });
      await client.query("commit");
    },
    async ask(text, context, record) {
      const values = record === undefined ? [context] : [context, record];
      const { rows } = await client.query({ name: nameOf(text), text, values });
      return rows.map(({ id, level }) => [id, level] as const);
    },
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}

/** Asks as a role for everything: what is not seen is kept back by row level security alone. */
export function guarded(engine: PostgresqlEngine): Engine {
  const { level } = sqlPredicate({ dialect: "postgresql", place: "anywhere", context: "$1" });
  return {
    ...engine,
    name: "row level security",
    async ask(_, context) {
      await engine.run(["begin", "set local role reader"]);
      await engine.client.query("select set_config('mailveil.context', $1, true)", [context]);
      const { rows } = await engine.client.query(`select t.id, ${level} as level from mv_thread t`, [context]);
      await engine.run(["commit"]);
      return rows.map(({ id, level }) => [id, level] as const);
    },
  };
}
