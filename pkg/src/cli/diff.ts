// `mailveil diff`: who sees more or less after a change, for reviews of snapshots that are kept in a repository.
import { type Command, Option } from "commander";
import { type Exposure, type ExposedUser, Policy, type Surface } from "mailveil";
import { table } from "./table.js";
import { CliError, done, explanation, print, printJson, readSnapshot, refused } from "./terminal.js";

interface Options {
  readonly surface?: Surface;
  readonly now?: string;
  readonly failOn?: "gained";
  readonly json?: true;
}

async function diff(before: string, after: string, { surface, now, failOn, json }: Options): Promise<void> {
  if (before === "-" && after === "-") {
    throw new CliError("standard input can be one of the two snapshots\nhelp: give the path of a file for the other");
  }
  const exposure = (await parsed(before)).exposure(await parsed(after), { surface, now });
  if (json) printJson(exposure);
  else print(exposureReport(exposure));
  process.exitCode = failOn !== undefined && exposure.users.some(seesMore) ? refused : done;
}

/** Threads that were not seen before, or of which more is seen. */
const seesMore = ({ gained, raised }: ExposedUser): boolean => gained + raised > 0;

/** With two files, a refusal has to say whose it is. */
async function parsed(file: string): Promise<Policy> {
  const bytes = await readSnapshot(file);
  try {
    return Policy.parse(bytes);
  } catch (error) {
    throw new CliError(`${file}: ${explanation(error)}`);
  }
}

function exposureReport({ users, pairs }: Exposure): string {
  if (users.length === 0) return "everyone sees what they saw before";
  const heading = ["user", "gained", "lost", "raised", "lowered", "to full", "examples"];
  const rows = users.map(({ user, gained, lost, raised, lowered, toFull, examples }) => {
    const counts = [gained, lost, raised, lowered, toFull].map(String);
    return [user, ...counts, examples.map(({ thread, before, after }) => `${thread} ${before}>${after}`).join(", ")];
  });
  const more = users.filter(seesMore).length;
  const summary = `${users.length} ${users.length === 1 ? "user" : "users"} affected, ${more} of them ${more === 1 ? "sees" : "see"} more; ${pairs} ${pairs === 1 ? "difference" : "differences"}`;
  return `${table(heading, rows)}\n\n${summary}`;
}

export function addDiff(root: Command): void {
  root
    .command("diff")
    .description("list who sees more or less in one snapshot than in another")
    .argument("<before>", "a JSON file, or - for standard input")
    .argument("<after>", "a JSON file, or - for standard input")
    .option("--surface <surface>", "where the mail would appear: mailbox or record (default: the better of both)")
    .option("--now <time>", "the moment of both, as in 2026-11-21T09:30:00Z (default: the present)")
    .addOption(
      new Option("--fail-on <change>", "exit with 1 if somebody sees a thread, or more of one, than before").choices([
        "gained",
      ]),
    )
    .option("--json", "print JSON instead of a table")
    .addHelpText(
      "after",
      "\nExamples:\n  mailveil diff before.json after.json\n  git show main:snapshot.json | mailveil diff - snapshot.json --fail-on gained",
    )
    .action(diff);
}
