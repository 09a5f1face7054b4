import { createConnection } from "mysql2/promise";
import { sqlSchema } from "mailveil/sql";
import { columns, type Engine, tables } from "./engine.ts";
import { runServerProgram, serverFolder, serverProgram, startServer } from "./server.ts";

export type MysqlEngine = Engine & { readonly socket: string };

const help = "install MariaDB (Debian: apt-get install mariadb-server)";

/** MariaDB, on a socket of its own. */
export function startMariadb(): Promise<MysqlEngine> {
  const program = serverProgram(["mariadbd"], help);
  return start("MariaDB", program, ["--innodb-flush-log-at-trx-commit=0"], (data) =>
    runServerProgram(serverProgram(["mariadb-install-db"], help), [
      "--no-defaults",
      `--datadir=${data}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ]),
  );
}

/** MySQL's own server, which few systems have beside MariaDB's: `MYSQLD` is its path. */
export function startMysql(program: string): Promise<MysqlEngine> {
  const options = ["--innodb-flush-log-at-trx-commit=0", "--mysqlx=off", "--disable-log-bin", "--secure-file-priv="];
  return start("MySQL", program, options, (data) =>
    runServerProgram(program, ["--no-defaults", "--initialize-insecure", `--datadir=${data}`]),
  );
}

async function start(
  name: string,
  program: string,
  options: readonly string[],
  install: (data: string) => void,
): Promise<MysqlEngine> {
  const folder = serverFolder(name.toLowerCase());
  const [data, socket] = [`${folder}/data`, `${folder}/socket`];
  install(data);
  const { connection, server } = await startServer(
    program,
    ["--no-defaults", `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", ...options],
    folder,
    () => createConnection({ socketPath: socket, user: "root", charset: "utf8mb4" }),
  );
  await connection.query("create database mail character set utf8mb4");
  await connection.query("use mail");
  for (const statement of sqlSchema("mysql")) await connection.query(statement);
  return {
    name,
    socket,
    dialect: "mysql",
    context: "@context",
    record: "@record",
    async run(statements) {
      for (const statement of statements) await connection.query(statement);
    },
    async load(rows) {
      await connection.query("begin");
      for (const table of tables) {
        await connection.query(`delete from ${table}`);
        const names = columns[table];
        const values = rows[table].map((row) => {
          const cells = new Map<string, string | null>(Object.entries(row));
          return names.map((name) => (name.endsWith("_at") ? forMysql(cells.get(name)) : (cells.get(name) ?? null)));
        });
        if (values.length > 0) await connection.query(`insert into ${table} (${names.join(", ")}) values ?`, [values]);
      }
      await connection.query("commit");
    },
    async ask(text, context, record) {
      await connection.query("set @context = ?, @record = ?", [context, record ?? null]);
      const [rows] = await connection.execute({ sql: text, rowsAsArray: true });
      return (rows as unknown as readonly (readonly [Buffer, number])[]).map(
        ([id, level]) => [id.toString("utf8"), Number(level)] as const,
      );
    },
    async stop() {
      await connection.end();
      await server.stop();
    },
  };
}

/** Neither MySQL nor MariaDB reads the `T` and the `Z` of a time. */
const forMysql = (time: string | null | undefined): string | null => time?.replace("T", " ").replace("Z", "") ?? null;
