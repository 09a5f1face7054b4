// A million threads in PostgreSQL: how long a page takes for viewers in every place, by `npm run bench:sql`.
import { Policy } from "mailveil";
import { rowLevelSecurity, type SqlPlace, sqlPredicate } from "mailveil/sql";
import { Dice } from "../tests/js/dice.ts";
import { startPostgresql } from "../tests/sql/postgresql.ts";

const threads = Number(process.argv[2] ?? 1_000_000);
const [users, mailboxes, records] = [1_000, 1_040, 20_000];
const dice = new Dice(1);
const now = "2026-11-27T09:00:00Z";
const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const role = (): object => ({ kind: "role", id: `role-${dice.below(60)}`, descendants: dice.chance(0.5) });

function sharing(number: number): object | undefined {
  const audience = dice.chance(0.2)
    ? [{ kind: "everyone", level: "metadata" }]
    : [role(), role(), { kind: "user", id: `user-${dice.below(users)}` }];
  if (number % 26 === 0) return { mode: "shared-mailbox", grants: [{ ...role(), rights: ["read", "send"] }] };
  switch (number % 5) {
    case 0:
      return undefined;
    case 1:
      return { mode: "record-level", audience, sharedRecords: numbers(30).map(() => `record-${dice.below(records)}`) };
    case 2:
    case 3:
      return { mode: "complete", audience };
    default:
      return {
        mode: "per-thread",
        default: dice.chance(0.5) ? "shared" : "private",
        linkedAccess: dice.chance(0.5) ? "any" : "all",
      };
  }
}

const types = ["contact", "contact", "lead", "deal", "organization", "other"];
const snapshot = JSON.stringify({
  version: 1,
  organization: { domains: ["ours.test"], excludedDomains: ["bank.test", "law.test"] },
  roles: numbers(60).map((number) => ({
    id: `role-${number}`,
    ...(number > 0 ? { parent: `role-${(number - 1) >> 1}` } : {}),
  })),
  users: numbers(users).map((number) => ({
    id: `user-${number}`,
    status: number % 50 === 49 ? "deactivated" : "active",
    roles: [`role-${number % 60}`],
    addresses: [`user-${number}@ours.test`],
    ...(number < 3 ? { profile: "administrator" } : {}),
  })),
  records: numbers(records).map((number) => ({
    id: `record-${number}`,
    type: types[number % types.length],
    owner: `user-${dice.below(users)}`,
    access: dice.chance(0.1) ? [{ kind: "everyone" }] : [role(), role()],
  })),
  mailboxes: numbers(mailboxes).map((number) => ({
    id: `mailbox-${number}`,
    address: `mailbox-${number}@ours.test`,
    owner: `user-${number % users}`,
    ...(number % 50 === 49 ? { backups: [{ takenAt: "2026-06-01T00:00:00Z", status: "completed" }] } : {}),
    sharing: sharing(number),
  })),
  threads: [],
});

const policy = Policy.parse(snapshot);
const database = await startPostgresql();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
try {
  await database.load(policy.sqlRows());
  await database.run([
    `insert into mv_thread select 'thread-' || n, 'mailbox-' || (hashint4(n) & 1073741823) % ${mailboxes},
       case when n % 40 = 0 then 'deleted' when n % 7 = 0 then 'archived' else 'active' end,
       case when n % 11 = 0 then 'private' when n % 5 = 0 then 'shared' end,
       timestamptz '2020-01-01Z' + n * interval '3 minutes', timestamptz '2020-01-01Z' + n * interval '3 minutes' + interval '2 days'
     from generate_series(1, ${threads}) n`,
    // A few records are linked by thousands of threads.
    `insert into mv_link select distinct 'thread-' || n, 'record-' || case when n % 150 = 0 then 7 else (hashint4(n + k * 7919) & 1073741823) % ${records} end
     from generate_series(1, ${threads}) n, generate_series(1, 2) k where k <= 1 + n % 2 and n % 9 > 0`,
    `insert into mv_domain select 'thread-' || n, suffix, 'ann-' || n % 5000 || '@' || domain, null, null
     from generate_series(1, ${threads}) n,
       lateral (select (array['bank.test', 'client.test', 'mail.client.test', 'other.test'])[1 + (n + k) % 4] as domain from generate_series(1, 2) k) d,
       lateral (select domain as suffix union all select substring(domain from '\\.(.*)')) s`,
    "create role reader",
    "grant select on mv_thread, mv_link, mv_domain, mv_record, mv_record_access, mv_tick to reader",
    ...rowLevelSecurity({ roles: ["reader"] }),
    "vacuum analyze",
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
        const times: number[] = [];
        let rows = 0;
        for (const viewer of [...viewers, ...viewers]) {
          const [time, count] = await timed(text, [contexts.get(viewer), ...(page === undefined ? [] : [page])]);
          times.push(time);
          rows += count;
        }
        // The first half warms.
        report(`${mode} ${place} ${page ?? ""}`, times.slice(viewers.length), rows / 2);
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
    const times: number[] = [];
    let rows = 0;
    for (const viewer of [...viewers, ...viewers]) {
      const [time, count] = await timed(text, [contexts.get(viewer), "record-7"]);
      times.push(time);
      rows += count;
    }
    report(`by an adapter, ${place}`, times.slice(viewers.length), rows / 2);
  }
  const times: number[] = [];
  let rows = 0;
  for (const viewer of [...viewers, ...viewers]) {
    await database.run(["begin", "set local role reader"]);
    await database.client.query("select set_config('mailveil.context', $1, true)", [contexts.get(viewer)]);
    const [time, count] = await timed(`select t.id from mv_thread t ${order}`, []);
    times.push(time);
    rows += count;
    await database.run(["commit"]);
  }
  report("row level security, anywhere", times.slice(viewers.length), rows / 2);
} finally {
  await database.stop();
}
