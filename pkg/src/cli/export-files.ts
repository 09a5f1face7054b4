// The files of an export: the name of each is the name of an endpoint, and maybe the number of a page.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { isEndpoint, type System } from "mailveil/import";
import { unescaped } from "./pointer.js";
import { CliError } from "./terminal.js";

export interface ExportFiles {
  /** By endpoint: one answer, or an array of them. */
  readonly exported: unknown;
  /** The files of each endpoint, in the order of the pages; none where one file has all. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

interface Page {
  readonly endpoint: string;
  readonly number: number;
  readonly file: string;
}

/** A directory of answers, or one file with all of them. */
export async function readExport(system: System, path: string): Promise<ExportFiles> {
  const files = await jsonFiles(path);
  const [first, ...more] = files;
  if (first === undefined)
    throw new CliError(`there are no JSON files in ${path}\nhelp: save what the API answers there`);
  const isWhole = more.length === 0 && !isEndpoint(system, pageOf(path, first).endpoint);
  if (isWhole) return { exported: await readJson(first), files: new Map() };
  return readPages(files.map((file) => pageOf(path, file)));
}

async function readPages(pages: readonly Page[]): Promise<ExportFiles> {
  const sorted = [...pages].sort((one, other) => one.number - other.number);
  const endpoints = new Map<string, { answers: unknown[]; files: string[] }>();
  for (const { endpoint, file } of sorted) {
    const there = endpoints.get(endpoint) ?? { answers: [], files: [] };
    there.answers.push(await readJson(file));
    there.files.push(file);
    endpoints.set(endpoint, there);
  }
  const answersOf = ({ answers }: { answers: unknown[] }) => (answers.length === 1 ? answers[0] : answers);
  const exported = Object.fromEntries([...endpoints].map(([endpoint, there]) => [endpoint, answersOf(there)]));
  return { exported, files: new Map([...endpoints].map(([endpoint, { files }]) => [endpoint, files])) };
}

async function jsonFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => /\.json$/i.test(name))
      .map((name) => join(path, name))
      .sort();
  } catch (cause) {
    throw new CliError(
      `cannot read the export: ${reason(cause)}\nhelp: give a directory of JSON files, or one JSON file`,
    );
  }
}

/** `deals.300.followers.2.json`: page 2 of `deals/300/followers`. Folders do too. */
function pageOf(folder: string, file: string): Page {
  const name = relative(folder, file)
    .split(sep)
    .join("/")
    .replace(/\.json$/i, "");
  const [, endpoint = name, number = "0"] = /^(.+?)(?:\.(\d+))?$/.exec(name) ?? [];
  return { endpoint: endpoint.replaceAll(".", "/"), number: Number(number), file };
}

/** Messages of the parser would quote what is in the file, so they are not told. */
export async function readJson(file: string): Promise<unknown> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new CliError(`cannot read ${file}: ${reason(cause)}\nhelp: give the path of a JSON file`);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new CliError(`${file} is no JSON in UTF-8\nhelp: save what the API answers as it comes`);
  }
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Where a JSON Pointer into the export leads: the file, and the pointer within it. */
export function fileOf({ files }: ExportFiles, path: string): string {
  const [, token = "", ...steps] = path.split("/");
  const pages = files.get(unescaped(token));
  if (pages === undefined) return path;
  const [file] = pages.length === 1 ? pages : pages.slice(Number(steps[0]));
  const rest = pages.length === 1 ? steps : steps.slice(1);
  return file === undefined ? path : `${file} ${rest.map((step) => `/${step}`).join("")}`.trimEnd();
}
