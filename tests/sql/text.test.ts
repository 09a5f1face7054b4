// What is written into SQL text, and what is refused.
import { MailveilError } from "mailveil";
import { type Dialect, rowLevelSecurity, type SqlPredicateOptions, sqlPredicate, sqlSchema } from "mailveil/sql";
import { build } from "esbuild";
import { expect, it } from "vitest";

const plain: SqlPredicateOptions = { dialect: "postgresql", place: "anywhere", context: "$1" };

/** The path of what is refused. */
function refused(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(MailveilError);
    expect(error).toMatchObject({ code: "invalid-field", help: expect.any(String) });
    return (error as MailveilError).path;
  }
  return "not refused";
}

it("takes other names for tables, and for the thread table in the statement", () => {
  const names = { mv_thread: "threads", mv_link: "links", mv_domain: "domains", mv_record: "records" };
  const { where } = sqlPredicate({ ...plain, alias: "mail", names });
  expect(where).toContain("from links mail_link join records mail_record");
  expect(where).not.toMatch(/\bt\.|mv_(thread|link|domain|record)\b/);
  expect(sqlSchema("sqlite", names).join()).toContain("create table threads (");
});

it.each(['x"; drop table mail; --', "a b", "a.b.c", "1a", "", "é", "a'", "a".repeat(49)])(
  "refuses %j as a name",
  (name) => {
    expect(refused(() => sqlPredicate({ ...plain, alias: name }))).toBe("/alias");
    expect(refused(() => sqlPredicate({ ...plain, names: { mv_link: name } }))).toBe("/names/mv_link");
    expect(refused(() => sqlSchema("mysql", { mv_tick: name }))).toBe("/names/mv_tick");
    expect(refused(() => rowLevelSecurity({ roles: ["reader", name] }))).toBe("/roles/1");
    expect(refused(() => rowLevelSecurity({ roles: ["reader"], setting: name }))).toBe("/setting");
  },
);

it("refuses what it does not know", () => {
  const other = (options: object) => refused(() => sqlPredicate({ ...plain, ...options } as SqlPredicateOptions));
  expect(other({ dialect: "oracle" })).toBe("/dialect");
  expect(other({ place: "inbox" })).toBe("/place");
  expect(other({ context: "" })).toBe("/context");
  expect(other({ context: undefined })).toBe("/context");
  expect(other({ place: "page" })).toBe("/record");
  expect(other({ names: { mv_threads: "mail" } })).toBe("/names/mv_threads");
  expect(other({ names: { "a/b": "mail" } })).toBe("/names/a~1b");
  expect(refused(() => sqlSchema("oracle" as Dialect))).toBe("/dialect");
  expect(refused(() => rowLevelSecurity({ roles: [] }))).toBe("/roles");
});

it("refuses what would be taken for something inside the predicate", () => {
  const page = (record: string, alias = "t") => refused(() => sqlPredicate({ ...plain, alias, place: "page", record }));
  expect(page("mail_access.record", "mail")).toBe("/record");
  expect(page('T_Page."record"')).toBe("/record");
  for (const name of [
    "record",
    "id",
    '"id"',
    "cast(thread as text)",
    "'deal-' || id",
    "(select id from deals limit 1)",
  ])
    expect(page(name)).toBe("/record");
  for (const name of ["$2", "?2", ":record", "@record", "$record", "deals.id", 'deals."id"', "'record-' || deals.id"])
    expect(page(name)).toBe("not refused");
  expect(page("mail_access.record")).toBe("not refused");
  expect(refused(() => sqlPredicate({ ...plain, context: "(select document from t_known)" }))).toBe("/context");
});

it("writes nothing of what the context holds into a statement", () => {
  const { where, level } = sqlPredicate({ ...plain, place: "page", record: "c.id" });
  const words = (text: string) => new Set(text.match(/'[^']*'/g));
  expect([...words(where + level)].filter((word) => /[^'a-zA-Z*-]/.test(word))).toStrictEqual([]);
});

it("takes little of the package into a bundle, and no module", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export { sqlPredicate, sqlSchema } from "mailveil/sql"', resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  const text = outputFiles[0]?.text ?? "";
  expect(text).toContain("mv_domain");
  expect(text).not.toContain("WebAssembly");
  expect(text.length).toBeLessThan(20_000);
});
