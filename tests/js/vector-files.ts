// The files of tests/vectors, on a host with a file system.
import { readdirSync, readFileSync } from "node:fs";
import type { VectorFile } from "./vectors.ts";

const folder = new URL("../vectors/", import.meta.url);

/** Every file by its name, except the schema of their format. */
export function vectorFiles(): [name: string, file: VectorFile][] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".json") && !name.endsWith("schema.json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8"))]);
}
