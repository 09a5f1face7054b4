// An empty folder with the installed package, the lines of docs/hosts.md, and the programs that run them.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, inject, it } from "vitest";
import type { Outcome } from "../packaging/everywhere.ts";
import { root } from "../packaging/pack.ts";

/** What every example prints. */
export const answer = "allowed subject";

/** A command of the project's own devDependencies. */
export const bin = (name: string): string => join(root, "node_modules/.bin", name);

/** The versions that the package runs in. */
export const nodes = {
  "Node 20": join(root, "tests/hosts/node20/node_modules/node/bin/node"),
  "Node 22": join(root, "tests/hosts/node22/node_modules/node/bin/node"),
  "Node 24": bin("node"),
};

/** Why a host is not here; `undefined` when it answers. */
export function missing(command: string, ...args: string[]): string | undefined {
  const { status, error } = spawnSync(command, args.length > 0 ? args : ["--version"], { stdio: "ignore" });
  if (status === 0) return undefined;
  return `${command.replace(root, "")} ${error ? "is not there" : `ends with status ${status}`}`;
}

/** Tests of one host. Where it cannot be had they are named as not run, and in CI, which can have all, they fail. */
export function describeHost(host: string, reason: string | undefined, tests: () => void): void {
  if (reason === undefined) {
    describe(host, tests);
    return;
  }
  const line = `NOT RUN: ${host}: ${reason}`;
  if (process.env["CI"] === undefined) {
    console.warn(line);
    it.skip(line);
  } else {
    it(host, () => expect.fail(line));
  }
}

export interface Project {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly read: (file: string) => string;
}

/** A new folder with a section's files in it. Next wants to lie below what it imports, the others far from it. */
export function newProject(section: string, parent = inject("packed").folder): Project {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "project-"));
  const write: Project["write"] = (files) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  };
  cpSync(inject("packed").installed, folder, { recursive: true });
  write({ ...blocks(preface), ...blocks(sectionOf(section)) });
  return { folder, write, read: (file) => readFileSync(join(folder, file), "utf8") };
}

/** Makes one of the project's own devDependencies importable in a folder. */
export function link({ folder }: Project, name: string): void {
  mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
  symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
}

const [preface = "", ...sections] = readFileSync(join(root, "docs/hosts.md"), "utf8").split(/^## /m);

function sectionOf(title: string): string {
  const section = sections.find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`docs/hosts.md has no section ${title}`);
  return section;
}

/** The blocks of code that have a file's name. */
function blocks(text: string): Record<string, string> {
  const found = text.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms);
  return Object.fromEntries([...found].map(([, name = "", code = ""]) => [name, code]));
}

/** The one command that a section gives, as this machine calls it: program first, without `npx`. */
export function commandOf(section: string): [string, string[]] {
  const line = /^```sh\n(?:npx )?(.*)\n```$/m.exec(sectionOf(section))?.[1];
  if (line === undefined) throw new Error(`the section ${section} gives no command`);
  const [program = "", ...args] = line.split(" ");
  return [bin(program), args];
}

/** Lines that, after those of an example, run all vectors on the entry that it imports. */
export function vectorsIn(code: string, expose: string): string {
  const entry = /["'](\S*mailveil\S*?)["']/.exec(code)?.[1];
  if (entry === undefined) throw new Error("the example does not import the package");
  return `${code}
import * as entry from "${entry}";
import { runVectors } from "${entry.startsWith("/") ? "/" : "./"}everywhere.mjs";
${expose}
`;
}

/** What a page does to answer the vectors; once more ready is still ready, and nothing more is fetched. */
export const asked = 'async () => (await entry.init(), runVectors(entry, await (await fetch("/vectors.json")).json()))';

/** For pages: a function to be called from outside. */
export const inPage = `globalThis.vectors = ${asked};`;

/** For programs that end by themselves. */
export const printed = `import { readFileSync } from "node:fs";
console.log(JSON.stringify(await runVectors(entry, JSON.parse(readFileSync("vectors.json", "utf8")))));`;

/** `isFull`: whether the full module is expected, where that is documented. */
export function expectAll(outcome: Outcome | string, isFull?: boolean): void {
  const { run, failed, full }: Outcome = typeof outcome === "string" ? JSON.parse(outcome) : outcome;
  expect(full).toBe(isFull ?? full);
  expect(failed).toEqual([]);
  expect(run).toBe(inject("packed").cases);
}

const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
  NO_UPDATE_NOTIFIER: "1",
  WRANGLER_SEND_METRICS: "false",
};

export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

export function execute(project: Pick<Project, "folder">, program: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(program, args, { cwd: project.folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (errors += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, output, errors }));
  });
}

/** What it printed; throws if it failed. */
export async function output(project: Project, program: string, args: readonly string[]): Promise<string> {
  const ended = await execute(project, program, args);
  if (ended.status !== 0) throw new Error(`${program} ends with ${ended.status}: ${ended.output}${ended.errors}`);
  return ended.output.trim();
}

export interface Running {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server that says where it listens. */
export async function listening(project: Project, program: string, args: readonly string[]): Promise<Running> {
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const child = spawn(program, args, { cwd: project.folder, env: environment, detached: true, stdio: [...stdio] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    const listen = (text: unknown) => {
      said += text;
      const found = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(stripVTControlCharacters(said));
      if (found !== null) resolve(`http://localhost:${found[1]}`);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.on("error", reject);
    child.on("exit", (status) => reject(new Error(`${program} ends with ${status}: ${said}`)));
  });
  return { address, stop: () => stopped(child) };
}

/** Ends a program with all that it has started. */
function stopped(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  process.kill(-child.pid, "SIGTERM");
  return ended;
}

/** All modules that a tool has put into a folder. */
export function modulesIn({ folder }: Project, output: string): string[] {
  const files = readdirSync(join(folder, output), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".wasm"));
}
