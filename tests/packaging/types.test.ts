// The packed types, as each way of resolving modules finds them; what must not compile is marked in tests/types.
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { bin, execute } from "../hosts/kit.ts";
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

const dom = { lib: ["ES2024", "DOM"], types: [] };
const node = { lib: ["ES2024"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] };
const js = ["facts.ts", "filters.ts", "init.ts", "questions.ts"];

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
  const config = `tsconfig.${name.replaceAll(/\W/g, "-")}.json`;
  const compilerOptions = { ...options, target: "ES2022", strict: true, skipLibCheck: false, noEmit: true };
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files }));
  expect(await execute({ folder: project }, bin("tsc"), ["-p", config])).toMatchObject({ status: 0, output: "" });
});
