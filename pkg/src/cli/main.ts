#!/usr/bin/env node
// The command `mailveil`: asks one question about a snapshot file. No rule lives here.
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { diagnose, type ListQuery, Policy, type Query, type WhoCanViewQuery } from "mailveil";
import { addDiff } from "./diff.js";
import { addImport } from "./import.js";
import { addLint } from "./lint.js";
import { addSql } from "./sql.js";
import { decisionReport, problemReport, threadList, threadReport, viewerReport } from "./report.js";
import { done, endQuietlyOnClosedPipe, failed, print, printJson, readSnapshot, refused, tell } from "./terminal.js";

/** What stood behind the dashes, by the names of a question's members. */
type Options = Readonly<Record<string, string | boolean | undefined>>;

/** A question as it was typed: what is missing, unknown or one too many, the module says. */
function question(options: Options): unknown {
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== "json"));
}

async function check(file: string, { json }: Options): Promise<void> {
  const bytes = await readSnapshot(file);
  const diagnosis = diagnose(bytes);
  if (json) printJson(diagnosis);
  else print(diagnosis.total === 0 ? accepted(bytes) : problemReport(diagnosis));
  process.exitCode = diagnosis.total === 0 ? done : refused;
}

function accepted(bytes: Uint8Array): string {
  const policy = Policy.parse(bytes);
  return `accepted: ${policy.threadCount} threads, ${policy.licensedUserCount} licensed users, no problems`;
}

async function threads(file: string, options: Options): Promise<void> {
  const policy = Policy.parse(await readSnapshot(file));
  const visible = policy.visibleThreads(question(options) as ListQuery);
  if (options["json"]) printJson(threadList(visible));
  else print(threadReport(visible, policy.threadCount));
}

async function why(file: string, options: Options): Promise<void> {
  const decision = Policy.parse(await readSnapshot(file)).decide(question(options) as Query);
  if (options["json"]) printJson(decision);
  else print(decisionReport(decision));
}

async function who(file: string, options: Options): Promise<void> {
  const viewers = Policy.parse(await readSnapshot(file)).whoCanView(question(options) as WhoCanViewQuery);
  if (options["json"]) printJson(viewers);
  else print(viewerReport(viewers));
}

const place: readonly (readonly [string, string])[] = [
  ["--surface <surface>", "where the mail would appear: mailbox or record (default: the better of both)"],
  ["--record <id>", "the record being looked at"],
  ["--now <time>", "the moment of the question, as in 2026-11-21T09:30:00Z (default: the present)"],
];

function subcommand(program: Command, name: string, summary: string, examples: readonly string[]): Command {
  return program
    .command(name)
    .description(summary)
    .argument("<snapshot>", "a JSON file, or - for standard input")
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`);
}

function withOptions(command: Command, options: readonly (readonly [string, string])[]): Command {
  for (const [flags, meaning] of options) command.option(flags, meaning);
  return command.option("--json", "print JSON instead of a table");
}

function program(): Command {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const root = new Command("mailveil")
    .description("Who may see this e-mail in a CRM, what may they do with it, and why")
    .version(manifest.version)
    .showHelpAfterError("help: `mailveil --help` and `mailveil help COMMAND` list options and examples")
    // A wrong command line gives no answer either.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? done : failed))
    .addHelpText(
      "after",
      "\nExit codes: 0 answered or accepted, 1 `check` found problems, or `lint` or `diff` what `--fail-on` names, 2 no answer.",
    );

  withOptions(
    subcommand(root, "check", "list everything that is wrong with a snapshot", [
      "mailveil check snapshot.json",
      "crm-export | mailveil check - --json",
    ]),
    [],
  ).action(check);
  withOptions(
    subcommand(root, "threads", "list the threads that a viewer sees", [
      "mailveil threads snapshot.json --viewer u-ann",
      "mailveil threads snapshot.json --viewer u-ann --record deal-7 --now 2026-11-21T09:30:00Z",
    ]).requiredOption("--viewer <id>", "the user who looks"),
    place,
  ).action(threads);
  withOptions(
    subcommand(root, "why", "decide one action, and say why", [
      "mailveil why snapshot.json --viewer u-ann --action view --thread t-1",
      "mailveil why snapshot.json --viewer u-ann --action lock --mailbox m-bob",
    ])
      .requiredOption("--viewer <id>", "the user who acts")
      .requiredOption("--action <action>", "view, reply, send-from, lock, operate, ..."),
    [
      ["--thread <id>", "the thread to act on"],
      ["--mailbox <id>", "the mailbox to act on"],
      ["--operation <operation>", "with the action operate: what the support agent is about to do"],
      ["--expires-at <time>", "with support access: until when"],
      ...place,
    ],
  ).action(why);
  withOptions(
    subcommand(root, "who", "list the users who see a thread", [
      "mailveil who snapshot.json --thread t-1 --surface record",
    ]).requiredOption("--thread <id>", "the thread to look at"),
    place,
  ).action(who);
  addLint(root);
  addDiff(root);
  addImport(root);
  addSql(root);
  return root;
}

endQuietlyOnClosedPipe();
try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}
