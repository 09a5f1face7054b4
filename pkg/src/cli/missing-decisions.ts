// Everything that a person has to decide, with a file to fill in. Nothing is asked interactively.
import type { MailveilError } from "mailveil";
import type { DecisionQuestion } from "mailveil/import";
import { unescaped } from "./pointer.js";
import { printable, table } from "./table.js";
import { CliError } from "./terminal.js";

const rowsMax = 50;

/** The questions are all of the export; those that were answered are left out. */
export function missingDecisions(
  { message, problems = [] }: MailveilError,
  questions: readonly DecisionQuestion[],
): CliError {
  const paths = new Set(problems.map(({ path }) => path));
  const missing = questions.filter(({ path }) => paths.has(path));
  const isAbout = missing.some(({ about }) => about !== undefined);
  const rows = missing
    .slice(0, rowsMax)
    .map(({ path, about = "", question }) => (isAbout ? [path, about, question] : [path, question]));
  const more = missing.length > rows.length ? `\n... and ${missing.length - rows.length} more` : "";
  const blocks = [
    message,
    table(isAbout ? ["decision", "about", "question"] : ["decision", "question"], rows) + more,
    ...new Set(missing.map(answers)),
    `help: put an answer in the place of each null, beside what is decided already, and give the file with --decisions:\n${form(missing)}`,
  ];
  return new CliError(blocks.join("\n\n"));
}

const manners = {
  list: "a list, maybe empty, of these values",
  one: "one of these values",
  open: "an answer such as these",
};

function answers({ question, answer, choices }: DecisionQuestion): string {
  const rows = choices.map(({ value, meaning }) => [JSON.stringify(value), meaning]);
  return `${printable(question)} Give ${manners[answer]}:\n${table(["value", "meaning"], rows)}`;
}

/** The decisions file, with nothing decided. */
function form(missing: readonly DecisionQuestion[]): string {
  const members = new Map<string, string[]>();
  for (const { path } of missing) {
    const [name = "", ...keys] = path.split("/").slice(2).map(unescaped);
    members.set(name, [...(members.get(name) ?? []), ...keys]);
  }
  const lines = [...members].map(([name, keys]) => printable(`  ${JSON.stringify(name)}: ${blank(keys)}`));
  return `{\n${lines.join(",\n")}\n}`;
}

function blank(keys: readonly string[]): string {
  if (keys.length === 0) return "null";
  return `{ ${keys
    .slice(0, rowsMax)
    .map((key) => `${JSON.stringify(key)}: null`)
    .join(", ")} }`;
}
