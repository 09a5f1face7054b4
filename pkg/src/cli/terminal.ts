// The outside world of the command line: files, standard input and output, exit codes.
import { readFile } from "node:fs/promises";
import { MailveilError } from "mailveil";
import { printable, table } from "./table.js";

/** Everything went well. */
export const done = 0;
/** `check` found problems, or `--fail-on` what it was told to look for. */
export const refused = 1;
/** There is no answer: an unreadable file, a refused snapshot, a question that makes no sense. */
export const failed = 2;

/** A failure that is the caller's to mend, told without a stack trace. */
export class CliError extends Error {}

/** The bytes of a file, or of standard input for `-`. */
export async function readSnapshot(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await readAll(process.stdin) : await readFile(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`cannot read the snapshot: ${why}\nhelp: give the path of a JSON file, or - for standard input`);
  }
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

/** A reader that has seen enough, such as `head`, closes the pipe: that is no failure of ours. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
}

/** Tells what went wrong and what to do, and gives the exit code. */
export function tell(error: unknown): number {
  process.stderr.write(`mailveil: ${explanation(error)}\n`);
  return failed;
}

/** What went wrong, and what to do. */
export function explanation(error: unknown): string {
  if (error instanceof CliError) return error.message;
  if (!(error instanceof MailveilError)) return `unexpected: ${error instanceof Error ? error.message : String(error)}`;
  const { code, message, path, help, problems, total } = error;
  if (problems !== undefined) return refusedSnapshot(problems, total ?? problems.length);
  const where = path ? `${option(path)}: ` : "";
  return `${printable(where + message)} (${code})${help === undefined ? "" : `\nhelp: ${printable(help)}`}`;
}

type Problems = NonNullable<MailveilError["problems"]>;

function refusedSnapshot(problems: Problems, total: number): string {
  const first = problems.slice(0, 5).map(({ code, path, message }) => [code, path || "(whole)", message]);
  const more = total > first.length ? `\n... and ${total - first.length} more` : "";
  const list = table(["code", "path", "message"], first);
  return `the snapshot is refused, so nothing is decided\n\n${list}${more}\n\nhelp: run \`mailveil check\` on it to see every problem, and how to mend it`;
}

/** The option that gave a member of the question: `/expiresAt` came from `--expires-at`. */
function option(path: string): string {
  return `--${path.slice(1).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
