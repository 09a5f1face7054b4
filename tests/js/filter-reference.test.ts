// The slow way is what random bodies are compared with, so it must know the answers of the vectors, without the product.
import { Ajv2020 } from "ajv/dist/2020.js";
import jsonPatch from "fast-json-patch";
import { describe, expect, it } from "vitest";
import { type FilterOptions, type Organization, optionFaults, Reference } from "./filter-reference/index.ts";
import { bodyOf, countsOf, type FilterCase, type FilterFile, requireKnown, textOf, withNow } from "./filter-vectors.ts";
import { filterFiles, filterSchema } from "./vector-files.ts";

for (const [name, file] of filterFiles()) {
  const bodies = file.cases.filter((test) => "options" in test);
  if (bodies.length > 0) {
    describe(`${name}: ${file.description}`, () => {
      for (const test of bodies) it(test.description, () => check(file, test));
    });
  }
}

describe("the schema of the format", () => {
  const isFile = filterSchema(new Ajv2020({ strict: false }));

  it("takes every file", () => {
    for (const [name, file] of filterFiles()) expect(isFile(file) ? undefined : isFile.errors, name).toBeUndefined();
  });

  it("refuses a case that says nothing, too little or too much", () => {
    const base = { description: "d", snapshot: {}, now: "n" };
    const right = { description: "d", options: {}, body: "[]", text: "[]", shown: 0, hidden: 0, unreadable: 0 };
    const { unreadable, ...less } = right;
    const others = [
      { description: "d" },
      less,
      { ...right, kept: [] },
      { ...right, hiden: 0 },
      { ...right, steps: [] },
    ];
    expect([right, ...others].map((test) => isFile({ ...base, cases: [test] }))).toEqual([
      true,
      ...others.map(() => false),
    ]);
  });
});

it("every description is there once in its file", () => {
  for (const [name, { cases }] of filterFiles()) {
    const descriptions = cases.map(({ description }) => description);
    expect(new Set(descriptions).size, name).toBe(descriptions.length);
  }
});

function check(file: FilterFile, test: FilterCase): void {
  requireKnown(test);
  const patched = jsonPatch.applyPatch(file.snapshot, test.patch ?? [], true, false).newDocument;
  const organization = patched as unknown as Organization;
  const options = withNow(test.options, file.now);
  const body = bodyOf(test);
  if (body === undefined) {
    expect(optionFaults(options, organization)).toEqual([test.error]);
    return;
  }
  expect(optionFaults(options, organization)).toEqual([]);
  const found = new Reference(organization).filter(body, options as FilterOptions);
  if (found.kind === "refusal") {
    expect(found.error).toEqual(test.error);
    if (test.emittable !== undefined) expect(found.emittable.toString()).toBe(test.emittable);
    return;
  }
  const { kind, text, kept, ...counts } = found;
  expect(text.toString()).toBe(Buffer.from(textOf(test)).toString());
  expect(counts).toEqual(countsOf(test));
  expect(test.error).toBeUndefined();
}
