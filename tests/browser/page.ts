// Runs in the page: every vector, on the packed package's browser entry.
import * as mailveil from "mailveil";
import { type Outcome, runVectors as run, type Vectors } from "../packaging/everywhere.ts";

async function runVectors(): Promise<Outcome> {
  await Promise.all([mailveil.init(), mailveil.init()]);
  const vectors: Vectors = await (await fetch("/vectors.json")).json();
  return run(mailveil, vectors);
}

Object.assign(globalThis, { runVectors });
