// `mailveil lint`: what looks like a mistake in a snapshot. What is one, the module knows.
import { type Command, Option } from "commander";
import { type Findings, type LintQuery, Policy, type Severity } from "mailveil";
import { formatFinding } from "mailveil/messages";
import en from "mailveil/messages/en";
import { table } from "./table.js";
import { done, print, printJson, readSnapshot, refused } from "./terminal.js";

interface Options extends LintQuery {
  readonly now?: string;
  readonly failOn?: Severity;
  readonly json?: true;
}

/** The worst first. */
const severities: readonly Severity[] = ["risk", "waste", "hint"];

async function lint(file: string, { now, failOn, json }: Options): Promise<void> {
  const found = Policy.parse(await readSnapshot(file)).lint({ now });
  if (json) printJson(found);
  else print(findingReport(found));
  process.exitCode = failOn !== undefined && isAsBad(found, failOn) ? refused : done;
}

/** Whether a finding is as bad, or worse. Those that are not listed may be. */
function isAsBad({ findings, total }: Findings, severity: Severity): boolean {
  const bad = severities.slice(0, severities.indexOf(severity) + 1);
  return total > findings.length || findings.some((finding) => bad.includes(finding.severity));
}

function findingReport({ findings, total }: Findings): string {
  if (total === 0) return "nothing found";
  const rows = findings.map((finding) => {
    const { severity, code, path, help, count } = finding;
    // The place has a column of its own.
    const meaning = formatFinding({ ...finding, path: "" }, en);
    return [severity, code, path, count === undefined ? "" : String(count), meaning, help];
  });
  const shown = total > findings.length ? `, the first ${findings.length} of them shown` : "";
  const counts = severities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}`;
  });
  const summary = `${total} ${total === 1 ? "finding" : "findings"}${shown} (${counts.join(", ")})`;
  return `${table(["severity", "code", "path", "threads", "meaning", "help"], rows)}\n\n${summary}`;
}

export function addLint(root: Command): void {
  root
    .command("lint")
    .description("look for mistakes and risks in what a snapshot has set up")
    .argument("<snapshot>", "a JSON file, or - for standard input")
    .option("--now <time>", "the moment to look at, as in 2026-11-21T09:30:00Z (default: the present)")
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 if a finding is as bad, or worse").choices([...severities]),
    )
    .option("--json", "print JSON instead of a table")
    .addHelpText(
      "after",
      "\nExamples:\n  mailveil lint snapshot.json\n  mailveil lint snapshot.json --fail-on risk --now 2026-11-21T09:30:00Z",
    )
    .action(lint);
}
