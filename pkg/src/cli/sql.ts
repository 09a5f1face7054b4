// `mailveil sql`: what a database needs, as text. `mailveil/sql` makes the statements, and the policy all else.
import { Command } from "commander";
import { Policy, type ViewerQuery } from "mailveil";
import {
  type Dialect,
  rowLevelSecurity,
  type SqlNames,
  type SqlPlace,
  type SqlPredicateOptions,
  sqlPredicate,
  sqlSchema,
} from "mailveil/sql";
import { CliError, print, printJson, readSnapshot } from "./terminal.js";

interface SchemaOptions {
  readonly dialect: Dialect;
  readonly names?: SqlNames;
  readonly roles?: readonly string[];
}

interface PredicateOptions {
  readonly dialect: Dialect;
  readonly place: SqlPlace;
  readonly names?: SqlNames;
  readonly alias?: string;
  readonly context: string;
  readonly record?: string;
  readonly json?: boolean;
}

function schema({ dialect, names, roles }: SchemaOptions): void {
  const statements = sqlSchema(dialect, names);
  if (roles !== undefined && dialect !== "postgresql") {
    throw new CliError("only PostgreSQL has row level security\nhelp: leave `--roles` out");
  }
  const policies = roles === undefined ? [] : rowLevelSecurity({ names, roles });
  print([...statements, ...policies].map((statement) => `${statement};`).join("\n\n"));
}

function predicate({ json, ...options }: PredicateOptions): void {
  const { where, level } = sqlPredicate(options satisfies SqlPredicateOptions);
  if (json) printJson({ where, level });
  else print(`-- where\n${where}\n\n-- level\n${level}`);
}

async function context(file: string, query: ViewerQuery): Promise<void> {
  print(Policy.parse(await readSnapshot(file)).sqlContext(query));
}

async function rows(file: string): Promise<void> {
  printJson(Policy.parse(await readSnapshot(file)).sqlRows());
}

/** `mv_thread=mail_threads`, once for each table. */
function addName(text: string, names: SqlNames = {}): SqlNames {
  const [, table, name] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (table === undefined || name === undefined) {
    throw new CliError(`\`${text}\` says no name of a table\nhelp: write it like mv_thread=mail_threads`);
  }
  return { ...names, [table]: name };
}

const addRole = (role: string, roles: readonly string[] = []): readonly string[] => [...roles, role];

const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;

function statementCommand(sql: Command, name: string, summary: string, lines: readonly string[]): Command {
  return sql
    .command(name)
    .description(summary)
    .requiredOption("--dialect <dialect>", "postgresql, sqlite, duckdb or mysql")
    .option("--names <table=name>", "another name of a table or view, as often as needed", addName)
    .addHelpText("after", examples(lines));
}

function snapshotCommand(sql: Command, name: string, summary: string, lines: readonly string[]): Command {
  return sql
    .command(name)
    .description(summary)
    .argument("<snapshot>", "a JSON file, or - for standard input")
    .addHelpText("after", examples(lines));
}

export function addSql(root: Command): void {
  const sql = new Command("sql").description("print what a database needs to filter mail by itself");
  // As the commands above it, they give no answer to a wrong command line.
  sql.copyInheritedSettings(root);
  root.addCommand(sql);
  statementCommand(sql, "schema", "the statements that create tables and indexes", [
    "mailveil sql schema --dialect postgresql",
    "mailveil sql schema --dialect postgresql --roles app",
    "mailveil sql schema --dialect sqlite --names mv_thread=threads",
  ])
    .option("--roles <role>", "guard the threads by row level security for this role, as often as needed", addRole)
    .action(schema);
  statementCommand(sql, "predicate", "the condition that shows a viewer's threads, and their level", [
    "mailveil sql predicate --dialect postgresql --place anywhere --context '$1'",
    "mailveil sql predicate --dialect sqlite --place page --context '?1' --record '?2'",
  ])
    .requiredOption("--place <place>", "anywhere, mailbox, record, or page (of one record)")
    .requiredOption("--context <sql>", "the SQL text that stands for the context")
    .option("--record <sql>", "with page: the SQL text that stands for the record's id")
    .option("--alias <name>", "what the thread table is called in your statement (default: t)")
    .option("--json", "print JSON")
    .action(predicate);
  snapshotCommand(sql, "context", "what the predicate has to know of a viewer, as JSON", [
    "mailveil sql context snapshot.json --viewer u-ann",
  ])
    .requiredOption("--viewer <id>", "the user who looks")
    .option("--now <time>", "the moment of the question, as in 2026-11-21T09:30:00Z (default: the present)")
    .action(context);
  snapshotCommand(sql, "rows", "the rows of all tables, as JSON", [
    "mailveil sql rows snapshot.json > rows.json",
  ]).action(rows);
}
