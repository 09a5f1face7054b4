// The packed types, as each way of resolving modules finds them; what must not compile is marked in tests/types.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { bin, type Ended, execute } from "../hosts/kit.ts";
import { root } from "./pack.ts";

const { folder, installed } = inject("packed");
const types = join(root, "tests/types");
const project = join(folder, "types");

mkdirSync(project);
cpSync(installed, project, { recursive: true });
writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
for (const file of readdirSync(types).filter((name) => name.endsWith(".ts")))
  cpSync(join(types, file), join(project, file));
writeFileSync(
  join(project, "required.cts"),
  `import mailveil = require("mailveil");
  // @ts-expect-error no thread
  mailveil.decide("{}", { action: "view", viewer: "u" });
  mailveil.init().then(() => mailveil.Policy.parse("{}").free());`,
);

writeFileSync(
  join(project, "paths.ts"),
  `import * as express from "mailveil/express";
  import * as fetch from "mailveil/fetch";
  import * as hono from "mailveil/hono";
  import * as importers from "mailveil/import";
  import { decide } from "mailveil/inline";
  import wasm from "mailveil/mailveil.wasm";
  import { formatReason } from "mailveil/messages";
  import en from "mailveil/messages/en";
  import ru from "mailveil/messages/ru";
  import sv from "mailveil/messages/sv";
  import zh from "mailveil/messages/zh";
  import { definitions } from "mailveil/schema.json";
  import { init, type Policy } from "mailveil/slim";
  // @ts-expect-error there is no such entry
  import elsewhere from "mailveil/elsewhere";
  init(wasm);
  export const answer = (policy: Policy) => new Response(policy.filterThreads("[]", { viewer: "u" }).body);
  export const all: unknown = { express, fetch, hono, importers, decide, formatReason, en, ru, sv, zh, definitions };`,
);

const dom = { lib: ["ES2024", "DOM"], types: [] };
const node = { lib: ["ES2024"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] };
const js = ["facts.ts", "filters.ts", "import.ts", "init.ts", "questions.ts", "shapes.ts", "sql.ts"];

it.concurrent.each([
  ["a bundler", { module: "ESNext", moduleResolution: "Bundler", ...dom }, js],
  [
    "a Worker's condition",
    { module: "ESNext", moduleResolution: "Bundler", customConditions: ["workerd"], ...dom },
    js,
  ],
  ["node16", { module: "Node16", ...node }, js],
  ["nodenext", { module: "NodeNext", ...node }, [...js, "required.cts"]],
])("compile for %s", async (name, options, files) => {
  expect(await compiled(bin("tsc"), name, options, files)).toMatchObject({ status: 0, output: "" });
});

/** The floor that docs/hosts.md states, and the last version in which `Uint8Array` names no buffer. */
const older = ["typescript52", "typescript56"].map((version) => [
  version,
  join(root, "tests/hosts", version, "node_modules/.bin/tsc"),
]);

describe.concurrent.each(older)("by %s", (version, tsc) => {
  it.each([
    ["a bundler", { module: "ESNext", moduleResolution: "Bundler" }],
    ["node16", { module: "Node16", moduleResolution: "Node16" }],
    // It knows no `exports`; what it finds stands in `typesVersions`.
    ["node10", { module: "ESNext", moduleResolution: "Node10" }],
  ])("compile for %s", async (name, options) => {
    const all = { ...options, resolveJsonModule: true, ...dom, lib: ["ES2022", "DOM"] };
    const files = [...js, ...(name === "node16" ? [] : ["paths.ts"])];
    expect(await compiled(tsc, `${version} ${name}`, all, files)).toMatchObject({ status: 0, output: "" });
  });
});

it("have every entry in `typesVersions` too", () => {
  const { exports, types, typesVersions } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  const typesOf = (target: Target): string =>
    typeof target === "string" ? target : (target.types ?? typesOf(target.default ?? ""));
  const entries = Object.entries(exports as Record<string, Target>).filter(([name]) => name !== "./package.json");
  const listed = entries.filter(([name]) => name !== ".").map(([name, target]) => [name.slice(2), [typesOf(target)]]);
  expect(typesVersions).toStrictEqual({ "*": Object.fromEntries(listed) });
  expect(types).toBe("./dist/node.d.ts");
});

type Target = string | { readonly types?: string; readonly default?: Target };

function compiled(tsc: string, name: string, options: object, files: readonly string[]): Promise<Ended> {
  const config = `tsconfig.${name.replaceAll(/\W/g, "-")}.json`;
  const compilerOptions = { ...options, target: "ES2022", strict: true, skipLibCheck: false, noEmit: true };
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files }));
  return execute({ folder: project }, tsc, ["-p", config]);
}
