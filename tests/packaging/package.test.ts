// The package as it would be published, installed in a folder that knows nothing of this project.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
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
      "THIRD-PARTY.txt",
      "dist/adapters/drizzle.d.ts",
      "dist/adapters/drizzle.js",
      "dist/adapters/knex.d.ts",
      "dist/adapters/knex.js",
      "dist/adapters/kysely.d.ts",
      "dist/adapters/kysely.js",
      "dist/adapters/mail.d.ts",
      "dist/adapters/mail.js",
      "dist/adapters/prisma.d.ts",
      "dist/adapters/prisma.js",
      "dist/as-viewer.d.ts",
      "dist/ask/visible-threads.d.ts",
      "dist/browser.d.ts",
      "dist/browser.js",
      "dist/bun.d.ts",
      "dist/bun.js",
      "dist/cli.js",
      "dist/core.js",
      "dist/edge.d.ts",
      "dist/edge.js",
      "dist/error.d.ts",
      "dist/filter/filtered.d.ts",
      "dist/full/browser.d.ts",
      "dist/full/browser.js",
      "dist/full/edge.d.ts",
      "dist/full/edge.js",
      "dist/full/inline.d.ts",
      "dist/full/inline.js",
      "dist/full/workerd.d.ts",
      "dist/full/workerd.js",
      "dist/import/decided.d.ts",
      "dist/import/index.d.ts",
      "dist/import/index.js",
      "dist/import/types.d.ts",
      "dist/index.d.ts",
      "dist/inline.d.ts",
      "dist/inline.js",
      "dist/messages/en.d.ts",
      "dist/messages/en.js",
      "dist/messages/index.d.ts",
      "dist/messages/index.js",
      "dist/messages/messages.d.ts",
      "dist/messages/ru.d.ts",
      "dist/messages/ru.js",
      "dist/messages/sv.d.ts",
      "dist/messages/sv.js",
      "dist/messages/zh.d.ts",
      "dist/messages/zh.js",
      "dist/middleware/express.d.ts",
      "dist/middleware/express.js",
      "dist/middleware/fetch.d.ts",
      "dist/middleware/fetch.js",
      "dist/middleware/filter.js",
      "dist/middleware/hono.d.ts",
      "dist/middleware/hono.js",
      "dist/middleware/node-response.d.ts",
      "dist/middleware/options.d.ts",
      "dist/middleware/problem.d.ts",
      "dist/module/full-inline-module.js",
      "dist/module/inline-module.js",
      "dist/module/source.d.ts",
      "dist/module/wasm.d.ts",
      "dist/node.d.ts",
      "dist/node.js",
      "dist/policy.d.ts",
      "dist/questions.d.ts",
      "dist/schema.json",
      "dist/shapes/creatio.d.ts",
      "dist/shapes/espocrm.d.ts",
      "dist/shapes/front.d.ts",
      "dist/shapes/graph.d.ts",
      "dist/shapes/hubspot.d.ts",
      "dist/shapes/index.d.ts",
      "dist/shapes/index.js",
      "dist/shapes/pipedrive.d.ts",
      "dist/shapes/salesforce.d.ts",
      "dist/shapes/shape.d.ts",
      "dist/shapes/strict.d.ts",
      "dist/shapes/twenty.d.ts",
      "dist/shapes/zoho.d.ts",
      "dist/slim.d.ts",
      "dist/slim.js",
      "dist/sql/dialect.d.ts",
      "dist/sql/index.d.ts",
      "dist/sql/index.js",
      "dist/sql/names.d.ts",
      "dist/sql/predicate.d.ts",
      "dist/sql/row-level-security.d.ts",
      "dist/sql/schema.d.ts",
      "dist/sql/statements.js",
      "dist/types/decision.d.ts",
      "dist/types/filter.d.ts",
      "dist/types/index.d.ts",
      "dist/types/lint.d.ts",
      "dist/types/problem.d.ts",
      "dist/types/proposal.d.ts",
      "dist/types/query.d.ts",
      "dist/types/snapshot.d.ts",
      "dist/types/sql.d.ts",
      "dist/workerd.d.ts",
      "dist/workerd.js",
      "package.json",
      "wasm/mailveil_bg.wasm",
      "wasm/mailveil_full_bg.wasm",
    ]);
  });

  it("pleases publint and attw", () => {
    run("npx", ["publint", "run", "--strict", packed.tarball], root);
    const entries = [
      ...[
        ".",
        "full",
        "slim",
        "inline",
        "fetch",
        "hono",
        "express",
        "import",
        "shapes",
        "sql",
        "drizzle",
        "knex",
        "kysely",
        "prisma",
        "schema.json",
        "package.json",
      ],
    ];
    run("npx", ["attw", packed.tarball, "--profile", "esm-only", "--entrypoints", ...entries], root);
  });

  it("has types before code in every branch", () => {
    const { exports } = JSON.parse(readFileSync(join(consumer, "node_modules/mailveil/package.json"), "utf8"));
    const branches = Object.values(exports).flatMap(branchesOf);
    expect(branches.length).toBeGreaterThan(8);
    for (const branch of branches) expect(Object.keys(branch)).toStrictEqual(["types", "default"]);
  });

  it("names each module in the entries that load it, and nowhere else, so that no bundler includes it twice or for nothing", () => {
    const scripts = packed.files.filter((file) => /^(dist|wasm)\/.*\.js$/.test(file));
    const naming = (module: string) =>
      scripts.filter((file) =>
        readFileSync(join(consumer, "node_modules/mailveil", file), "utf8").includes(`/${module}`),
      );
    const entries = (names: readonly string[]) => names.map((name) => `dist/${name}.js`);
    expect(naming("mailveil_bg.wasm")).toStrictEqual(entries(["browser", "edge", "workerd"]));
    const full = ["bun", "full/browser", "full/edge", "full/workerd", "node"];
    expect(naming("mailveil_full_bg.wasm")).toStrictEqual(entries(full));
  });

  it("waits nowhere on import", async () => {
    const scripts = packed.files.filter((file) => file.endsWith(".js") && file !== "dist/cli.js");
    const entryPoints = scripts.map((file) => join(consumer, "node_modules/mailveil", file));
    // esbuild refuses to write what a host without top-level await could not run.
    const supported = { "top-level-await": false };
    await build({ entryPoints, outdir: join(packed.folder, "awaits"), write: false, supported, logLevel: "silent" });
  });
});

/** The innermost conditions, each a choice of types and code. */
function branchesOf(target: unknown): object[] {
  if (typeof target !== "object" || target === null) return [];
  if ("types" in target) return [target];
  return Object.values(target).flatMap(branchesOf);
}

describe("installed elsewhere", () => {
  it("answers the vectors", () => {
    writeFileSync(join(consumer, "vectors.mjs"), vectorsIn('import "mailveil";', printed));
    expectAll(node("vectors.mjs"), true);
  });

  it.each(["README.md", "pkg/README.md"])("runs the example of %s", (file) => {
    writeFileSync(join(consumer, "example.mjs"), firstExample(file));
    expect(node("example.mjs")).not.toBe("");
  });

  it("has its command, schema and module", () => {
    expect(run("npx", ["--offline", "mailveil", "--version"], consumer)).toMatch(/^\d+\.\d+\.\d+\n$/);
    const script = `
      import { readFileSync } from "node:fs";
      for (const file of ["schema.json", "package.json", "mailveil.wasm"]) {
        console.log(file, readFileSync(new URL(import.meta.resolve("mailveil/" + file))).length > 100);
      }`;
    writeFileSync(join(consumer, "files.mjs"), script);
    expect(node("files.mjs")).toBe("schema.json true\npackage.json true\nmailveil.wasm true\n");
  });

  it("keeps its insides to itself", () => {
    writeFileSync(
      join(consumer, "inside.mjs"),
      'await import("mailveil/dist/module/glue.js").catch(({ code }) => console.log(code));',
    );
    expect(node("inside.mjs")).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED\n");
  });
});
