// The package as it would be published, installed in a folder that knows nothing of this project.
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { expectAll, printed, vectorsIn } from "../hosts/kit.ts";
import { firstExample, root, run } from "./pack.ts";

const packed = inject("packed");
const consumer = join(packed.folder, "consumer");
cpSync(packed.installed, consumer, { recursive: true });

const node = (file: string, ...args: string[]) => run(process.execPath, [file, ...args], consumer);

describe("the package", () => {
  it("holds these files and no others", () => {
    expect(packed.files).toStrictEqual([
      "LICENSE",
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      "dist/browser.d.ts",
      "dist/browser.js",
      "dist/bytes.js",
      "dist/cli.js",
      "dist/error.d.ts",
      "dist/error.js",
      "dist/filter-facts.js",
      "dist/filter-list.js",
      "dist/filter-objects.js",
      "dist/filter-options.js",
      "dist/filter-stream.js",
      "dist/filter.d.ts",
      "dist/glue.js",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/input.js",
      "dist/instance.js",
      "dist/json-view.js",
      "dist/load.d.ts",
      "dist/load.js",
      "dist/node.d.ts",
      "dist/node.js",
      "dist/policy.d.ts",
      "dist/policy.js",
      "dist/questions.d.ts",
      "dist/questions.js",
      "dist/read.js",
      "dist/schema.json",
      "dist/snapshot-input.js",
      "dist/types.d.ts",
      "dist/types/decision.d.ts",
      "dist/types/filter.d.ts",
      "dist/types/problem.d.ts",
      "dist/types/query.d.ts",
      "dist/types/snapshot.d.ts",
      "package.json",
      "wasm/domain.js",
      "wasm/mailveil.js",
      "wasm/mailveil_bg.wasm",
    ]);
  });

  it("pleases publint and attw", () => {
    run("npx", ["publint", "run", "--strict", packed.tarball], root);
    run("npx", ["attw", packed.tarball, "--profile", "esm-only", "--entrypoints", "."], root);
  });
});

describe("installed elsewhere", () => {
  it("answers the vectors", () => {
    writeFileSync(join(consumer, "vectors.js"), vectorsIn('import "mailveil";', printed));
    expectAll(node("vectors.js"));
  });

  it.each(["README.md", "pkg/README.md"])("runs the example of %s", (file) => {
    writeFileSync(join(consumer, "example.js"), firstExample(file));
    expect(node("example.js")).not.toBe("");
  });

  it("has its command, schema and module", () => {
    expect(run("npx", ["--offline", "mailveil", "--version"], consumer)).toMatch(/^\d+\.\d+\.\d+\n$/);
    const script = `
      import { readFileSync } from "node:fs";
      for (const file of ["schema.json", "package.json", "mailveil.wasm"]) {
        console.log(file, readFileSync(new URL(import.meta.resolve("mailveil/" + file))).length > 100);
      }`;
    writeFileSync(join(consumer, "files.js"), script);
    expect(node("files.js")).toBe("schema.json true\npackage.json true\nmailveil.wasm true\n");
  });

  it("keeps its insides to itself", () => {
    writeFileSync(
      join(consumer, "inside.js"),
      'await import("mailveil/dist/glue.js").catch(({ code }) => console.log(code));',
    );
    expect(node("inside.js")).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED\n");
  });
});
