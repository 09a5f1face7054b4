// Names that are written into SQL text: the only thing of a caller's that is, so they are plain identifiers or refused.
import { MailveilError } from "../error.js";

/** A table that the predicate reads, by its default name. */
export type SqlTable = "mv_domain" | "mv_link" | "mv_record" | "mv_record_access" | "mv_thread" | "mv_tick";

const tables: readonly SqlTable[] = ["mv_domain", "mv_link", "mv_record", "mv_record_access", "mv_thread", "mv_tick"];

/** Other names for tables: those of one's own tables or views that have the columns. */
export type SqlNames = { readonly [Table in SqlTable]?: string | undefined };

/** The name of each table. */
export type TableNames = { readonly [Table in SqlTable]: string };

/** Short enough for every database, with something put behind it. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,47}$/;

/** A name that needs no quotes in any dialect. */
export function plain(name: unknown, path: string): string {
  if (typeof name === "string" && identifier.test(name)) return name;
  throw invalid(
    path,
    "this is no plain identifier",
    "use a letter or `_`, then letters, digits and `_`, 48 at most; give another table such a name by a view",
  );
}

/** The default names with those that the caller has other names for. */
export function tableNames(names: SqlNames | undefined): TableNames {
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(names ?? {}));
  for (const name of given.keys()) if (!tables.some((table) => table === name)) throw unknownTable(name);
  const named = (table: SqlTable): string => {
    const name = given.get(table);
    return name === undefined ? table : plain(name, `/names/${table}`);
  };
  return {
    mv_domain: named("mv_domain"),
    mv_link: named("mv_link"),
    mv_record: named("mv_record"),
    mv_record_access: named("mv_record_access"),
    mv_thread: named("mv_thread"),
    mv_tick: named("mv_tick"),
  };
}

function unknownTable(name: string): MailveilError {
  return invalid(
    `/names/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    "there is no such table",
    `name one of ${tables.map((table) => `\`${table}\``).join(", ")}`,
  );
}

/** That one of a few words was not given. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[], path: string): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  throw invalid(
    path,
    value === undefined ? "this is missing" : "this is none of the values that there are",
    `use one of ${words.map((word) => `\`${word}\``).join(", ")}`,
  );
}

/** Names that stand inside the predicate: tables behind the alias of the thread table, and columns. */
const tablesInside = ["access", "box", "domain", "known", "link", "page", "pair", "record", "tick"];
const columnsInside = [
  ...["address", "base", "facts", "first_at", "id", "last_at", "mailbox", "name", "pair", "principal", "record"],
  ...["sharing", "state", "suffix", "thread", "type"],
];

/** SQL text of the caller's own, which has to be there. What it names must not be taken for something inside the predicate. */
export function expression(text: unknown, path: string, thread: string): string {
  if (typeof text !== "string" || text.trim() === "") throw noExpression(path);
  const words = text.replaceAll(/'[^']*'/g, "''");
  const table = new RegExp(`(?<![\\w$:@])"?${thread}_(?:${tablesInside.join("|")})\\b`, "i").exec(words);
  if (table !== null) throw invalid(path, "a table is called as one inside the predicate", "give it another alias");
  const column = new RegExp(`(?<![\\w.$:@"])"?(?:${columnsInside.join("|")})"?(?![\\w("$])`, "i").exec(words);
  if (column !== null)
    throw invalid(path, "a column is named without its table", "write the table before it, as in `deals.id`");
  return text;
}

function noExpression(path: string): MailveilError {
  return invalid(
    path,
    "this must be the SQL text that stands for a value",
    "give a placeholder of your driver, such as `$1`, `?1` or `:context`, or an expression",
  );
}

/** What is wrong with something of the caller's. */
export const invalid = (path: string, message: string, help: string): MailveilError =>
  new MailveilError({ code: "invalid-field", path, message, help });
