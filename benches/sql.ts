// A million threads in PostgreSQL: how long a page takes for viewers in every place, by `npm run bench:sql`.
import { Policy } from "mailveil";
import { rowLevelSecurity, type SqlPlace, sqlPredicate } from "mailveil/sql";
import { startPostgresql } from "../tests/sql/postgresql.ts";
import { mail, numbers, snapshot } from "./sql-mail.ts";

const threads = Number(process.argv[2] ?? 1_000_000);
const now = "2026-11-27T09:00:00Z";

const policy = Policy.parse(snapshot);
const database = await startPostgresql();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
try {
  await database.load(policy.sqlRows());
  await database.run([
    ...mail(threads),
    "create role reader",
    "grant select on mv_thread, mv_link, mv_domain, mv_record, mv_record_access, mv_tick to reader",
    ...rowLevelSecurity({ roles: ["reader"] }),
    // As tables are where autovacuum has been.
    "vacuum (freeze, analyze)",
  ]);

  const viewers = numbers(20).map((number) => `user-${number * 49}`);
  const order = "order by coalesce(t.last_at, '-infinity') desc, t.id desc limit 50";
  const names = new Map<string, string>();
  const timed = async (text: string, values: readonly unknown[]): Promise<[number, number]> => {
    const name = names.get(text) ?? `bench-${names.size}`;
    names.set(text, name);
    const start = performance.now();
    const { rowCount } = await database.client.query({ name, text, values: [...values] });
    return [performance.now() - start, rowCount ?? 0];
  };
  const report = (what: string, times: readonly number[], rows: number): void => {
    const sorted = [...times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
    say(`${what.padEnd(34)} median ${at(0.5).padStart(8)} ms, worst ${at(1).padStart(8)} ms, ${rows} rows`);
  };
  /** Every viewer twice: the first half warms. */
  const measured = async (what: string, ask: (viewer: string) => Promise<[number, number]>): Promise<void> => {
    const answers: [number, number][] = [];
    for (const viewer of [...viewers, ...viewers]) answers.push(await ask(viewer));
    const times = answers.slice(viewers.length).map(([time]) => time);
    report(what, times, answers.reduce((rows, [, count]) => rows + count, 0) / 2);
  };
  const contexts = new Map<string, string>();
  const contextTimes = viewers
    .flatMap(() => viewers)
    .map((viewer) => {
      const start = performance.now();
      contexts.set(viewer, policy.sqlContext({ viewer, now }));
      return performance.now() - start;
    });
  report("sqlContext", contextTimes, 0);
  say(
    `bytes of a context: ${[...contexts.values()]
      .map((text) => text.length)
      .sort((a, b) => a - b)
      .filter((_, i) => i % 10 === 9)
      .join(", ")}`,
  );
  if (process.argv[3] === "explain") {
    for (const place of ["anywhere", "mailbox", "record", "page"] satisfies SqlPlace[]) {
      const { where } = sqlPredicate({ dialect: "postgresql", place, context: "$1", record: "$2" });
      const text = `explain (analyze, buffers) select t.id from mv_thread t where ${where} ${order}`;
      const { rows } = await database.client.query(text, [
        contexts.get("user-98"),
        ...(place === "page" ? ["record-7"] : []),
      ]);
      say(rows.map((row) => row["QUERY PLAN"]).join("\n"));
    }
  }
  for (const mode of ["auto", "force_generic_plan"]) {
    await database.run([`set plan_cache_mode = ${mode}`]);
    for (const place of ["anywhere", "mailbox", "record", "page"] satisfies SqlPlace[]) {
      const { where, level } = sqlPredicate({ dialect: "postgresql", place, context: "$1", record: "$2" });
      const text = `select t.id, ${level} from mv_thread t where ${where} ${order}`;
      const pages = place === "page" ? ["record-7", "record-6", "record-1234"] : [undefined];
      for (const page of pages) {
        const more = page === undefined ? [] : [page];
        await measured(`${mode} ${place} ${page ?? ""}`, (viewer) => timed(text, [contexts.get(viewer), ...more]));
      }
    }
    const { where } = sqlPredicate({ dialect: "postgresql", place: "anywhere", context: "$1" });
    const times: number[] = [];
    for (const viewer of viewers) {
      const [time] = await timed(`select count(*) from (select from mv_thread t where ${where} limit 1001) seen`, [
        contexts.get(viewer),
      ]);
      times.push(time);
    }
    report(`${mode} count up to 1,001`, times, 0);
  }
  for (const place of ["anywhere", "mailbox", "page"] satisfies SqlPlace[]) {
    // As the adapters bind it: once, in a table of one row.
    const read = (column: string): string => `(select mv_context.${column} from mv_context)`;
    const { where } = sqlPredicate({
      dialect: "postgresql",
      place,
      context: read("document"),
      record: read("record"),
    });
    const text = `with mv_context as (select $1::jsonb as document, $2::text as record)
      select t.id from mv_thread t where ${where} ${order}`;
    await measured(`by an adapter, ${place}`, (viewer) => timed(text, [contexts.get(viewer), "record-7"]));
  }
  // A list begins behind a moment: `infinity` is before the first page, and the other in the middle.
  for (const [what, begins] of [
    ["", "infinity"],
    [", behind half of the mail", "2022-11-01"],
  ] as const) {
    const sorted = "greatest(t.last_at, '-infinity')";
    const behind = `(${sorted}, t.id) < ('${begins}'::timestamptz, 'z')`;
    const text = `select t.id from mv_thread t where ${behind} order by ${sorted} desc, t.id desc limit 50`;
    await measured(`row level security, anywhere${what}`, async (viewer) => {
      await database.run(["begin", "set local role reader"]);
      await database.client.query("select set_config('mailveil.context', $1, true)", [contexts.get(viewer)]);
      const answer = await timed(text, []);
      await database.run(["commit"]);
      return answer;
    });
  }
} finally {
  await database.stop();
}
