// `npm run bench:node-server`: examples/node-server over a million threads in PostgreSQL, and how long a page takes over HTTP:
// with permissions, and without any.
import { type ServerType, serve } from "@hono/node-server";
import autocannon from "autocannon";
import { Hono } from "hono";
import { Policy } from "mailveil";
import pg from "pg";
import { createApp } from "../examples/node-server/src/postgresql/app.ts";
import { insertRows } from "../examples/node-server/src/postgresql/rows.ts";
import { tables } from "../examples/node-server/src/postgresql/tables.ts";
import { hash } from "../examples/node-server/src/postgresql/transactions.ts";
import { startPostgresql } from "../tests/sql/postgresql.ts";
import { mail, numbers, snapshot } from "./sql-mail.ts";

const [threads, seconds] = [Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 10)];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What somebody would write who shows everybody everything: a session, and a page. */
function withoutPermissions(pool: pg.Pool): Hono {
  const columns = `id, last_at as "lastMessageAt", subject, snippet, coalesce(last_at, '-infinity')::text as cursor`;
  const page = (from: string): string =>
    `select ${columns} from ${from} order by coalesce(last_at, '-infinity') desc, id desc limit 50`;
  const ofRecord = "mv_thread where id = any (array(select thread from mv_link where record = $1))";
  const app = new Hono();
  app.use(async (c, next) => {
    const values = [hash(c.req.header("authorization")?.slice("Bearer ".length) ?? "")];
    const text = "select viewer from sessions where token_hash = $1";
    const { rowCount } = await pool.query({ name: "session", text, values });
    return rowCount === 1 ? await next() : c.json({ code: "no-viewer" }, 401);
  });
  app.get("/mail", async (c) => c.json((await pool.query({ name: "list", text: page("mv_thread") })).rows));
  app.get("/records/:id/mail", async (c) =>
    c.json((await pool.query({ name: "record", text: page(ofRecord), values: [c.req.param("id")] })).rows),
  );
  return app;
}

const database = await startPostgresql();
const poolOf = (user: string): pg.Pool =>
  new pg.Pool({ host: database.client.host, user, database: "crm", max: 4 }).on("error", () => undefined);
const [writer, reader] = [poolOf("crm"), poolOf("app")];
const servers: ServerType[] = [];
const listen = (app: Hono): Promise<string> =>
  new Promise((resolve) => {
    servers.push(serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve(`http://127.0.0.1:${port}`)));
  });
try {
  await database.run(["create role crm login", "create role app login", "create database crm owner crm"]);
  // All of them may act: whoever has left has no session.
  const viewers = numbers(20).map((number) => `user-${number * 48}`);
  const owner = await writer.connect();
  for (const statement of tables) await owner.query(statement);
  await insertRows(owner, Policy.parse(snapshot).sqlRows());
  for (const statement of mail(threads)) await owner.query(statement);
  await owner.query("update mv_thread set subject = 'About ' || id, snippet = repeat('words ', 20)");
  await owner.query("insert into organization values (1, $1)", [snapshot]);
  for (const viewer of viewers) await owner.query("insert into sessions values ($1, $2)", [hash(viewer), viewer]);
  // As tables are where autovacuum has been.
  await owner.query("vacuum (freeze, analyze)");
  owner.release();
  say(`${threads} threads`);

  const addresses = [
    ["without permissions", await listen(withoutPermissions(writer))],
    ["with permissions", await listen(createApp({ reader, writer }))],
  ] as const;
  const measure = async (url: string, path: string, connections: number, duration: number) => {
    const requests = viewers.map((viewer) => ({ path, headers: { authorization: `Bearer ${viewer}` } }));
    const result = await autocannon({ url, requests, connections, duration });
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path} failed`);
    return result;
  };
  for (const path of ["/mail", "/records/record-1234/mail", "/records/record-7/mail"])
    for (const connections of [1, 4])
      for (const [what, url] of addresses) {
        await measure(url, path, connections, 3);
        const { latency, requests } = await measure(url, path, connections, seconds);
        say(
          // The tool counts latencies in whole milliseconds.
          `${path}, ${connections} at a time, ${what}: mean ${((connections * 1000) / requests.average).toFixed(2)} ms, ` +
            `median ${latency.p50} ms, p99 ${latency.p99} ms, ${requests.average} a second`,
        );
      }
} finally {
  for (const server of servers) server.close();
  await Promise.all([writer.end(), reader.end()]);
  await database.stop();
}
