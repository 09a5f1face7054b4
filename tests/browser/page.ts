// Runs in the page: every vector, on the packed package's browser entry.
import * as mailveil from "mailveil";
import { type FilterFile, filterFailures } from "../js/filter-vectors.ts";
import { failures, type VectorFile } from "../js/vectors.ts";

export interface Outcome {
  readonly run: number;
  readonly failed: readonly string[];
}

async function runVectors(): Promise<Outcome> {
  await Promise.all([mailveil.init(), mailveil.init()]);
  const files: VectorFile[] = await (await fetch("/vectors.json")).json();
  const filterFiles: FilterFile[] = await (await fetch("/filters.json")).json();
  const failed = files.flatMap((file) => failures(mailveil, file));
  for (const file of filterFiles) failed.push(...(await filterFailures(mailveil, file)));
  return { run: [...files, ...filterFiles].reduce((sum, { cases }) => sum + cases.length, 0), failed };
}

Object.assign(globalThis, { runVectors });
