import type { DecisionQuestion } from "mailveil/import";
import { tokensOf } from "../../asked/pointer.ts";

/** What was answered so far, by the path of the question. */
export type Given = ReadonlyMap<string, unknown>;

/** The decisions as the importers take them: each answer at its JSON Pointer, below `/decisions`. */
export function decisionsOf(given: Given): object {
  const root = new Map<string, unknown>();
  for (const [path, value] of given) {
    const [name = "", ...keys] = tokensOf(path).slice(1);
    const [key] = keys;
    if (key === undefined) root.set(name, value);
    else root.set(name, { ...Object(root.get(name)), [key]: value });
  }
  return Object.fromEntries(root);
}

export function missing(questions: readonly DecisionQuestion[], given: Given): number {
  return questions.filter(({ path }) => !given.has(path)).length;
}
