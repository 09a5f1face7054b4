// `mailveil/schema.json` is generated from the types: it must accept what the core accepts, and refuse what is malformed.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { vectorFiles } from "./vector-files.ts";
import { snapshotOf, type VectorCase, type VectorFile } from "./vectors.ts";

/** What a schema can see; the other codes are about references, times and the like. */
const structural = /^(missing-field|unknown-field|unknown-value|unsupported-version|wrong-type)$/;
const malformedQuery = /^(missing-field|unknown-action|unknown-field|unknown-operation|unknown-value|wrong-type)$/;

const schema: object = JSON.parse(readFileSync(new URL(import.meta.resolve("mailveil/schema.json")), "utf8"));
const ajv = new Ajv({ allowUnionTypes: true, schemas: [{ ...schema, $id: "mailveil" }] });

/** What is wrong with a value, or nothing. */
function faults(definition: string, value: unknown): string | undefined {
  return ajv.validate(`mailveil#/definitions/${definition}`, value) ? undefined : ajv.errorsText();
}

for (const [name, file] of vectorFiles()) {
  describe(name, () => {
    it("snapshots", () => {
      for (const test of file.cases) checkSnapshot(file, test);
    });
    it("questions and answers", () => {
      for (const test of file.cases) checkQuestion(test);
    });
  });
}

function checkSnapshot(file: VectorFile, test: VectorCase): void {
  const input = snapshotOf(file, test);
  const problems = (test.problems ?? []).map(({ code }) => String(code));
  // The first of two equal keys counts, but here the last one does.
  if (typeof input !== "string" || problems.some((code) => /^(json-syntax|duplicate-key)$/.test(code))) return;
  const found = faults("Snapshot", JSON.parse(input));
  if (problems.length === 0) expect(found, test.description).toBeUndefined();
  if (problems.some((code) => structural.test(code))) expect(found, test.description).toBeDefined();
}

function checkQuestion(test: VectorCase): void {
  const { query, decision, error, whoCanView, mailboxAdministration, answer } = test;
  if (decision !== undefined) {
    expect(faults("Query", query), test.description).toBeUndefined();
    expect(faults("Decision", decision), test.description).toBeUndefined();
  }
  if (answer !== undefined && whoCanView !== undefined) expect(faults("WhoCanView", answer)).toBeUndefined();
  if (answer !== undefined && mailboxAdministration !== undefined) {
    expect(faults("MailboxAdministration", answer)).toBeUndefined();
  }
  checkProposal(test);
  // That a record excludes the surface `mailbox` is a rule between members, left to the core.
  const { surface, record } = (query ?? {}) as { surface?: unknown; record?: unknown };
  const placed = surface === "mailbox" && record !== undefined;
  if (error !== undefined && query !== undefined && malformedQuery.test(String(error["code"])) && !placed) {
    expect(faults("Query", query), test.description).toBeDefined();
  }
}

/** Problems have less in a vector, so a proposal is looked at part by part. */
function checkProposal({ description, propose, exposure, answer, error }: VectorCase): void {
  if (propose !== undefined && answer !== undefined) {
    const { decision, problems, patch, exposure: exposed } = answer as Record<string, unknown[]>;
    expect(faults("Decision", decision), description).toBeUndefined();
    for (const operation of patch ?? []) expect(faults("PatchOperation", operation), description).toBeUndefined();
    if (exposed !== undefined) expect(faults("Exposure", exposed), description).toBeUndefined();
    if (patch?.length !== 0 && problems?.length === 0) {
      expect(faults("ProposeQuery", propose), description).toBeUndefined();
    }
  }
  if (exposure !== undefined && answer !== undefined) {
    expect(faults("Exposure", answer), description).toBeUndefined();
    expect(faults("ExposureQuery", exposure), description).toBeUndefined();
  }
  const code = String(error?.["code"]);
  if (propose !== undefined && malformedQuery.test(code))
    expect(faults("ProposeQuery", propose), description).toBeDefined();
}

describe("the schema", () => {
  it("names the types of the package", () => {
    expect(Object.keys(schema)).toStrictEqual(["$schema", "definitions"]);
    const { definitions } = schema as { definitions: object };
    const wanted = [
      "Snapshot",
      "Query",
      "Decision",
      "Problem",
      "WhoCanView",
      "MailboxAdministration",
      "SupportRestriction",
    ];
    expect(Object.keys(definitions)).toEqual(expect.arrayContaining(wanted));
  });

  it("compiles in every part, with strict settings", () => {
    const { definitions } = schema as { definitions: object };
    for (const definition of Object.keys(definitions)) {
      expect(() => ajv.getSchema(`mailveil#/definitions/${definition}`), definition).not.toThrow();
    }
  });
});
