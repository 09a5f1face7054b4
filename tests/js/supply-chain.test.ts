// What the package carries, what it was made with, and that both are what was chosen.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundled, crates, notices } from "../../scripts/notices.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const json = (file: string): Manifest => JSON.parse(read(file));

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
  readonly scripts?: Versions;
}

interface Locked extends Manifest {
  readonly license?: string;
  readonly link?: boolean;
  readonly integrity?: string;
}

const workspaces = json("package.json").workspaces ?? [];
const manifests = ["package.json", ...workspaces.map((folder) => `${folder}/package.json`)];
const locked: Readonly<Record<string, Locked>> = JSON.parse(read("package-lock.json")).packages;
/** What npm fetched: not the folders of this repository. */
const fetched = Object.entries(locked).filter(([place, { link }]) => place.includes("node_modules/") && link !== true);

/** Licences that what is inside the package may have: those of deny.toml, for crates and libraries alike. */
const allowed = /^allow = \[(.*)\]$/m.exec(read("deny.toml"))?.[1]?.match(/[^", ]+/g) ?? [];

/** Whether an SPDX expression can be met: of what is joined by AND everything, of OR one thing. */
const isAllowed = (license: string, list: readonly string[]) =>
  license.split(" AND ").every((part) =>
    part
      .replaceAll(/[()]/g, "")
      .split(" OR ")
      .some((one) => list.includes(one)),
  );

/** Licences of what only builds and tests. None of it is passed on. */
const forTools = [
  ...["0BSD", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT-0"],
  "Python-2.0",
];
const weak = ["MPL-2.0", "LGPL-3.0-or-later"];

describe("the package", () => {
  it("has no dependencies, and runs nothing when it is installed", () => {
    const manifest = json("pkg/package.json");
    for (const list of ["dependencies", "optionalDependencies"] as const) expect(manifest[list], list).toBeUndefined();
    // Those of the adapters, which whoever uses one has already.
    const peers = Object.keys(manifest.peerDependencies ?? {});
    expect(peers).toStrictEqual(["drizzle-orm", "kysely"]);
    expect(manifest.peerDependenciesMeta).toStrictEqual(
      Object.fromEntries(peers.map((name) => [name, { optional: true }])),
    );
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => !name.startsWith("build"))).toStrictEqual([]);
  });

  it("contains nobody else's work but under licences that were chosen", () => {
    expect(allowed).toContain("MIT");
    const inside = [...crates(), ...bundled()];
    expect(inside.map(({ name }) => name)).toEqual(expect.arrayContaining(["idna", "wasm-bindgen", "commander"]));
    expect(inside.filter(({ license }) => !isAllowed(license, allowed))).toStrictEqual([]);
  });

  it("says whose work it contains (else: node scripts/notices.mjs)", () => {
    // Not compared whole: a failure would print all of it.
    const [found, expected] = [read("pkg/THIRD-PARTY.txt").split("\n"), notices().split("\n")];
    const differing = expected.findIndex((line, index) => found[index] !== line);
    expect([found[differing], found.length]).toStrictEqual([expected[differing], expected.length]);
  });

  it("bundles only the libraries that docs/dependencies.md says", () => {
    expect(bundled().map(({ name }) => name)).toStrictEqual(["commander"]);
    expect(read("docs/dependencies.md")).toContain("commander | options of the command line; the one library");
  });
});

describe("the tools", () => {
  it("have licences that let us use them", () => {
    const list = [...allowed, ...forTools, ...weak];
    const others = fetched.filter(([, { license }]) => license === undefined || !isAllowed(license, list));
    expect(others.map(([place, { license }]) => `${place}: ${license}`)).toStrictEqual([]);
  });
});

describe("the lock files", () => {
  it("belong to exact versions", () => {
    for (const file of manifests) {
      const { dependencies, devDependencies } = json(file);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (name !== "mailveil") expect(version, `${name} of ${file}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      }
    }
  });

  it("agree with package.json, here and in the workspaces", () => {
    for (const file of manifests) {
      const { version, dependencies, devDependencies } = json(file);
      const entry = locked[file.replace(/\/?package\.json$/, "")];
      expect(entry && [entry.version, entry.dependencies, entry.devDependencies], file).toStrictEqual([
        version,
        dependencies,
        devDependencies,
      ]);
      for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
        const folder = file.replace(/package\.json$/, "");
        const found = locked[`${folder}node_modules/${name}`] ?? locked[`node_modules/${name}`];
        if (name !== "mailveil") expect(found?.version, `${name} of ${file}`).toBe(wanted);
      }
    }
  });

  it("have a strong sum for everything that is fetched", () => {
    expect(fetched.length).toBeGreaterThan(100);
    expect(fetched.filter(([, { integrity = "" }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toStrictEqual([]);
    const sections = read("Cargo.lock").split("[[package]]").slice(1);
    const withoutSum = sections.filter((section) => !/^checksum = "[0-9a-f]{64}"$/m.test(section));
    expect(withoutSum.map((section) => /name = "(.*)"/.exec(section)?.[1])).toStrictEqual(["mailveil", "mailveil-abi"]);
  });

  it("agree with Cargo.toml", () => {
    // Fails when the lock file would have to change.
    const options = ["metadata", "--format-version", "1", "--locked", "--offline", "--no-deps"];
    const { packages } = JSON.parse(execFileSync("cargo", options, { cwd: root, encoding: "utf8" }));
    expect(packages[0].version).toBe(json("pkg/package.json").version);
    expect(() => crates()).not.toThrow();
  });
});
