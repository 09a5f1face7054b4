import * as mailveil from "mailveil";
import { describe, expect, it } from "vitest";
import { Reference } from "./filter-reference.ts";
import { type FilterCase, type FilterFile, runFilterCase } from "./filter-vectors.ts";
import { filterFiles } from "./vector-files.ts";

for (const [name, file] of filterFiles()) {
  describe(`${name}: ${file.description}`, () => {
    for (const test of file.cases) it(test.description, () => runFilterCase(mailveil, file, test));
  });
}

/** The slow way is what random bodies are compared with, so it must know these answers, too. */
it("the reference agrees with the vectors", () => {
  const bodies = filterFiles().flatMap(([, file]) => file.cases.map((test) => [file, test] as const));
  const compared = bodies.filter(([file, test]) => compareReference(file, test));
  expect(compared.length).toBeGreaterThan(300);
});

function compareReference({ snapshot, now }: FilterFile, test: FilterCase): boolean {
  const { body, bytes, items, text, kept, error } = test;
  if (!("options" in test) || (body ?? bytes ?? items) === undefined) return false;
  const given = bytes === undefined ? Buffer.from(body ?? JSON.stringify(items)) : Buffer.from(bytes, "base64");
  const options = { now, ...(test.options as mailveil.FilterOptions) };
  const found = new Reference(snapshot as unknown as mailveil.Snapshot).filter(given, options);
  if (found.kind === "refusal") {
    expect(found.error, test.description).toEqual(error);
    if (test.emittable !== undefined) expect(found.emittable.toString(), test.description).toBe(test.emittable);
    return true;
  }
  const { shown, hidden, unreadable } = test;
  expect(found, test.description).toMatchObject({ shown, hidden, unreadable });
  expect(found.text.toString(), test.description).toBe(text ?? JSON.stringify(kept));
  return true;
}
