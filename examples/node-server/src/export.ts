// The directory of the CRM: what its API answered, in files that are named as the endpoints.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Imported, importPipedrive, type PipedriveDecisions } from "mailveil/import";

/** Whoever runs the CRM decides what its API does not tell; without that, nothing is imported. */
export function importDirectory(folder: string, decisions: string): Imported {
  return importPipedrive(readExport(folder), read(decisions) as PipedriveDecisions);
}

/** What the API answered, by endpoint: `mailThreads/9001/mailMessages.json` is the answer of `mailThreads/9001/mailMessages`. */
export function readExport(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -".json".length).replaceAll("\\", "/"), read(join(folder, name))]),
  );
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
