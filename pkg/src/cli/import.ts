// `mailveil import`: answers of an API, as files, become a snapshot. What they mean, `mailveil/import` knows.
import { writeFile } from "node:fs/promises";
import { Argument, type Command } from "commander";
import { diagnose, MailveilError } from "mailveil";
import { type DecisionQuestion, decisionsNeeded, importFrom, type System, systems } from "mailveil/import";
import { type ExportFiles, fileOf, readExport, readJson } from "./export-files.js";
import { importReport } from "./import-report.js";
import { missingDecisions } from "./missing-decisions.js";
import { printable } from "./table.js";
import { CliError, print, printJson } from "./terminal.js";

interface Options {
  readonly out: string;
  readonly decisions?: string;
  readonly json?: true;
}

async function importDirectory(system: System, path: string, { out, decisions, json }: Options): Promise<void> {
  const files = await readExport(system, path);
  const decided = decisions === undefined ? {} : await readJson(decisions);
  const { snapshot, report } = explained(
    files,
    () => importFrom(system, files.exported, decided),
    () => decisionsNeeded(system, files.exported),
  );
  const text = JSON.stringify(snapshot);
  const { total } = diagnose(text);
  // An importer that made a snapshot with problems has a fault: nothing of it is used.
  if (total > 0) throw new CliError(`unexpected: the snapshot would have ${total} problems, so it is not written`);
  await written(out, text);
  if (json) printJson(report);
  else print(importReport(report, snapshot, out));
}

async function written(out: string, text: string): Promise<void> {
  try {
    await writeFile(out, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`cannot write the snapshot: ${why}\nhelp: give the path of a file with --out`);
  }
}

/** Failures told by file and place. */
function explained<Value>(files: ExportFiles, run: () => Value, questions: () => readonly DecisionQuestion[]): Value {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MailveilError)) throw error;
    if (error.problems !== undefined) throw missingDecisions(error, questions());
    const { code, message, path = "", help = "" } = error;
    const where = path === "" ? "" : `${fileOf(files, path)}: `;
    throw new CliError(`${printable(`${where}${message}`)} (${code})\nhelp: ${printable(help)}`);
  }
}

export function addImport(root: Command): void {
  root
    .command("import")
    .description("make a snapshot of what a CRM's API answered")
    .addArgument(new Argument("<system>", "where it comes from").choices([...systems]))
    .argument("<directory>", "JSON files as the API answered, named by endpoint and page; or one file with all of them")
    .requiredOption("--out <file>", "where to write the snapshot")
    .option("--decisions <file>", "a JSON file with what only a person can tell")
    .option("--json", "print the report as JSON instead of tables")
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`)
    .action(importDirectory);
}

const examples = [
  "mailveil import pipedrive export --out snapshot.json",
  "mailveil import zoho export --decisions decisions.json --out snapshot.json",
];
