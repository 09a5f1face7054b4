// Once for all tests of the package: packed, installed in a folder that knows nothing of this project, with the vectors beside it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { filterFiles, vectorFiles } from "../js/vector-files.ts";
import { bundle, type Packed, pack, run } from "./pack.ts";

declare module "vitest" {
  interface ProvidedContext {
    packed: Packed & { readonly installed: string; readonly cases: number };
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const packed = pack();
  const installed = join(packed.folder, "installed");
  mkdirSync(installed);
  // As `npm init -y` writes it, which makes `.js` no place for `import`.
  writeFileSync(join(installed, "package.json"), '{ "private": true, "type": "commonjs" }');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", packed.tarball], installed);
  const [files, filters] = [vectorFiles().map(([, file]) => file), filterFiles().map(([, file]) => file)];
  writeFileSync(join(installed, "vectors.json"), JSON.stringify({ files, filters }));
  await bundle("tests/packaging/everywhere.ts", join(installed, "everywhere.mjs"));
  const cases = [...files, ...filters].reduce((sum, file) => sum + file.cases.length, 0);
  project.provide("packed", { ...packed, installed, cases });
  return () => rmSync(packed.folder, { recursive: true, force: true });
}
