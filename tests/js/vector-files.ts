// The files of tests/vectors, on a host with a file system.
import { readdirSync, readFileSync } from "node:fs";
import type { FilterFile } from "./filter-vectors.ts";
import type { VectorFile } from "./vectors.ts";

const folder = new URL("../vectors/", import.meta.url);

/** Every file by its name, except the schema of their format, and filters and changes, which have their own. */
export function vectorFiles(): [name: string, file: VectorFile][] {
  return filesOf<VectorFile>("").filter(([name]) => !/^(filter|changes)\//.test(name));
}

/** The files about filters and about changing threads and records. */
export function filterFiles(): [name: string, file: FilterFile][] {
  return [...filesOf<FilterFile>("filter/"), ...filesOf<FilterFile>("changes/")];
}

function filesOf<File>(under: string): [name: string, file: File][] {
  const names = readdirSync(new URL(under, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".json") && !name.endsWith("schema.json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(new URL(under + name, folder), "utf8"))]);
}
