// PostgreSQL's row level security: the database itself shows a session no row that its viewer does not see.
import { invalid, plain, type SqlNames, tableNames } from "./names.js";
import { sqlPredicate } from "./predicate.js";

/** Which table is guarded, for whom, and by what. */
export interface RowLevelSecurityOptions {
  /** Other names for tables. */
  readonly names?: SqlNames | undefined;
  /** The setting of the transaction that holds the context. Default: `mailveil.context`. */
  readonly setting?: string | undefined;
  /** Who reads: roles of the database, of which the owner of the table may be one. */
  readonly roles: readonly string[];
}

const settingName = /^[a-z_][a-z0-9_]{0,47}\.[a-z_][a-z0-9_]{0,47}$/;

/** Statements that guard the thread table: who has no context, or an empty one, sees no row of it. */
export function rowLevelSecurity({ names, setting = "mailveil.context", roles }: RowLevelSecurityOptions): string[] {
  if (typeof setting !== "string" || !settingName.test(setting))
    throw invalid("/setting", "this is no name of a setting", "write it like `mailveil.context`");
  if (!Array.isArray(roles) || roles.length === 0)
    throw invalid("/roles", "this is no list of roles", "name the roles that read");
  const thread = tableNames(names).mv_thread;
  const readers = roles.map((role, index) => plain(role, `/roles/${index}`)).join(", ");
  // A setting that was never made is null, and one that a transaction before has made may be empty: both are no document.
  const context = `nullif(current_setting('${setting}', true), '')`;
  const { where } = sqlPredicate({ dialect: "postgresql", place: "anywhere", names, alias: thread, context });
  return [
    `alter table ${thread} enable row level security`,
    // Else the owner of the table would see everything.
    `alter table ${thread} force row level security`,
    `create policy ${thread}_seen on ${thread} for select to ${readers} using ${where}`,
    // For pages behind the first. `coalesce` might tell what a row holds, so far as PostgreSQL knows, and would be asked of no
    // row before the policy; so a page would begin by a look at every row before it.
    `create index ${thread}_seen on ${thread} (greatest(last_at, '-infinity') desc, id desc)`,
  ];
}
