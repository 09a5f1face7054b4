// The dialects by name.
import type { Dialect, Speech } from "./dialect.js";
import { duckdb } from "./duckdb.js";
import { mysql } from "./mysql.js";
import { oneOf } from "./names.js";
import { postgresql } from "./postgresql.js";
import { sqlite } from "./sqlite.js";

export function speechOf(dialect: unknown): Speech {
  const known: Dialect = oneOf(dialect, ["postgresql", "sqlite", "duckdb", "mysql"], "/dialect");
  switch (known) {
    case "postgresql":
      return postgresql;
    case "sqlite":
      return sqlite;
    case "duckdb":
      return duckdb;
    case "mysql":
      return mysql;
    default:
      return known satisfies never;
  }
}
