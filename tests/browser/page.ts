// Runs in the page: every vector, on the packed package's browser entry.
import * as mailveil from "mailveil";
import { failures, type VectorFile } from "../js/vectors.ts";

export interface Outcome {
  readonly run: number;
  readonly failed: readonly string[];
}

async function runVectors(): Promise<Outcome> {
  await Promise.all([mailveil.init(), mailveil.init()]);
  const response = await fetch("/vectors.json");
  const files: VectorFile[] = await response.json();
  return {
    run: files.reduce((sum, { cases }) => sum + cases.length, 0),
    failed: files.flatMap((file) => failures(mailveil, file)),
  };
}

Object.assign(globalThis, { runVectors });
