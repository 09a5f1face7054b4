// A million questions, by `npm run sql:million`: most of them to SQLite, which is fastest. `MYSQLD`, the path of MySQL's own
// server, adds it.
import { compare } from "./compare.ts";
import { startMariadb, startMysql } from "./mysql.ts";
import { coarseTexts } from "./organizations.ts";
import { startPostgresql } from "./postgresql.ts";
import { startSqlite } from "./sqlite.ts";

const texts = coarseTexts();
const mysqld = process.env["MYSQLD"];
let total = 0;
for (const [start, organizations, moments] of [
  [startSqlite, texts, 1],
  [startPostgresql, texts.slice(0, 1_500), 2],
  [startMariadb, texts.slice(1_500, 2_500), 2],
  ...(mysqld === undefined ? [] : [[() => startMysql(mysqld), texts.slice(2_500, 3_500), 2] as const]),
] as const) {
  const engine = await start();
  const { questions, seen, differences } = await compare(engine, { organizations, moments });
  await engine.stop();
  console.log(`${engine.name}: ${questions} questions, ${seen} seen, ${differences.length} different`);
  for (const difference of differences.slice(0, 3)) console.log(difference);
  if (differences.length > 0) process.exitCode = 1;
  total += questions;
}
console.log(`${total} questions`);
