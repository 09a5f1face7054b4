// An example as its reader would run it: a copy of its folder, and a command of its `package.json`.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A copy within the project, where its packages are found, without what runs have left in the original. */
export function copyOf(example: string): string {
  mkdirSync(join(root, "tests/output"), { recursive: true });
  const folder = mkdtempSync(join(root, "tests/output", `${example}-`));
  const leftovers = new Set([".wrangler", ".local", "dist", "node_modules"]);
  cpSync(join(root, "examples", example), folder, {
    recursive: true,
    filter: (source) => !leftovers.has(basename(source)),
  });
  return folder;
}

export interface Program {
  /** What it has written so far. */
  output(): string;
  /** Waits until it has written something like this. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Settles once it has ended. */
  readonly ended: Promise<void>;
  /** Ends it with all that it has started. */
  stop(): Promise<void>;
}

/** With what tests have set since this file was loaded. */
const environment = () => ({
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  CI: "1",
  NO_COLOR: "1",
  WRANGLER_SEND_METRICS: "false",
  npm_config_loglevel: "error",
});

/** Runs `npm run ...` in a folder. */
export function start(folder: string, ...args: readonly string[]): Program {
  const child = spawn("npm", ["run", "--silent", ...args], { cwd: folder, env: environment(), detached: true });
  let text = "";
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      hasEnded = true;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  return {
    output: () => text,
    ended,
    async says(pattern) {
      const latest = Date.now() + 60_000;
      while (Date.now() < latest) {
        const match = pattern.exec(text);
        if (match !== null) return match;
        if (hasEnded) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${args.join(" ")} did not say ${pattern}, but:\n${text}`);
    },
    async stop() {
      // Its own group: npm's shell, the program, and the program's servers.
      if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
}

/** Runs a command to its end, and gives what it wrote. */
export function run(folder: string, ...args: readonly string[]): string {
  return execFileSync("npm", ["run", "--silent", ...args], {
    cwd: folder,
    env: environment(),
    encoding: "utf8",
  }).trim();
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
