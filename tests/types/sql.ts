// What compiles, and what must not, about SQL. Run by `tsc` alone: no line of this is executed.
import type { Policy, SqlRows } from "mailveil";
import { rowLevelSecurity, type SqlPredicate, sqlPredicate, sqlSchema } from "mailveil/sql";

declare const policy: Policy;
const accepts = <Type>(_: Type): void => {};

accepts<SqlPredicate>(sqlPredicate({ dialect: "postgresql", place: "anywhere", context: "$1" }));
accepts<SqlPredicate>(
  sqlPredicate({
    dialect: "mysql",
    place: "page",
    context: "@c",
    record: "@r",
    alias: "m",
    names: { mv_link: "links" },
  }),
);
accepts<string[]>(sqlSchema("duckdb", { mv_thread: "threads" }));
accepts<string[]>(rowLevelSecurity({ roles: ["app"], setting: "app.context" }));
accepts<string>(policy.sqlContext({ viewer: "u", now: new Date() }));
accepts<SqlRows>(policy.sqlRows());
accepts<SqlRows>(policy.sqlRows([{ id: "t", mailbox: "m", participants: [] }]));
accepts<string | null | undefined>(policy.sqlRows().mv_thread[0]?.last_at);

// @ts-expect-error there is no such dialect
sqlSchema("oracle");
// @ts-expect-error there is no such table
sqlSchema("sqlite", { threads: "mail" });
// @ts-expect-error there is no such place
sqlPredicate({ dialect: "sqlite", place: "inbox", context: "?1" });
// @ts-expect-error a context is needed
sqlPredicate({ dialect: "sqlite", place: "anywhere" });
// @ts-expect-error nobody reads
rowLevelSecurity({});
// @ts-expect-error a viewer is needed
policy.sqlContext({});
// @ts-expect-error what is given is not to be changed
policy.sqlRows().mv_link.pop();
