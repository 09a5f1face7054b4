// Runs in every host, on whatever entry of the package it is given: all vectors.
import { type FilterFile, filterFailures } from "../js/filter-vectors.ts";
import { failures, isLean, type VectorFile } from "../js/vectors.ts";

type Mailveil = Omit<typeof import("mailveil"), "init">;

export interface Vectors {
  readonly files: readonly VectorFile[];
  readonly filters: readonly FilterFile[];
}

export interface Outcome {
  readonly run: number;
  readonly failed: readonly string[];
  /** Whether the entry loads the full module, which has findings. */
  readonly full: boolean;
}

export async function runVectors(entry: Mailveil, { files, filters }: Vectors): Promise<Outcome> {
  const mailveil = entry as typeof import("mailveil");
  const failed = files.flatMap((file) => failures(mailveil, file));
  for (const file of filters) failed.push(...(await filterFailures(mailveil, file)));
  const count = [...files, ...filters].reduce((sum, { cases }) => sum + cases.length, 0);
  return { run: count, failed, full: !isLean(mailveil) };
}
