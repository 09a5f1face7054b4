// The package as npm would publish it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Packed {
  /** An empty folder of its own, outside the project. */
  readonly folder: string;
  readonly tarball: string;
  readonly files: readonly string[];
}

/** Packs `pkg` as it was built. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "mailveil-package-"));
  const output = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], join(root, "pkg"));
  const { filename, files } = manifestOf(JSON.parse(output));
  return { folder, tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

interface PackManifest {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** npm lists what it packed; newer versions do so by name. */
function manifestOf(listing: PackManifest[] | Record<string, PackManifest>): PackManifest {
  const [manifest] = Object.values(listing);
  if (manifest === undefined) throw new Error("npm packed nothing");
  return manifest;
}

export function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** One file of ours with what it imports, except the package, which is found under another address if one is given. */
export async function bundle(entry: string, outfile: string, address = "mailveil"): Promise<void> {
  const asAddress: Plugin = {
    name: "address of the package",
    setup: ({ onResolve }) => onResolve({ filter: /^mailveil$/ }, () => ({ path: address, external: true })),
  };
  const files = { entryPoints: [join(root, entry)], outfile };
  await build({ ...files, bundle: true, format: "esm", target: "es2022", external: ["node:*"], plugins: [asAddress] });
}

/** The first block of JavaScript in a text for people. */
export function firstExample(file: string): string {
  const example = /^```js\n(.*?)^```$/ms.exec(readFileSync(join(root, file), "utf8"))?.[1];
  if (example === undefined) throw new Error(`${file} has no example in JavaScript`);
  return example;
}
