// The files of tests/vectors, on a host with a file system.
import { readdirSync, readFileSync } from "node:fs";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
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

/** Whether something is such a file. */
export function filterSchema(ajv: Ajv2020): ValidateFunction {
  const [all = {}, filter = {}] = ["schema.json", "filter/schema.json"].map((name) => ({
    ...(JSON.parse(readFileSync(new URL(name, folder), "utf8")) as object),
    $id: `vectors/${name}`,
  }));
  return ajv.addSchema(all).compile(filter);
}

function filesOf<File>(under: string): [name: string, file: File][] {
  const names = readdirSync(new URL(under, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".json") && !name.endsWith("schema.json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(new URL(under + name, folder), "utf8"))]);
}
