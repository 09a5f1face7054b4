import type { DecisionQuestion } from "mailveil/import";

/** What was answered so far, by the path of the question. */
export type Given = ReadonlyMap<string, unknown>;

/** The decisions as the importers take them: each answer at its JSON Pointer, below `/decisions`. */
export function decisionsOf(given: Given): object {
  const root = new Map<string, unknown>();
  for (const [path, value] of given) {
    const [name = "", ...keys] = path.split("/").slice(2).map(unescaped);
    const [key] = keys;
    if (key === undefined) root.set(name, value);
    else root.set(name, { ...Object(root.get(name)), [key]: value });
  }
  return Object.fromEntries(root);
}

const unescaped = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

export function missing(questions: readonly DecisionQuestion[], given: Given): number {
  return questions.filter(({ path }) => !given.has(path)).length;
}
