// scripts/release.sh on a small stand-in for the repository, whose checks and builds take no time; and once on ours.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mailveil-release-"));
afterAll(() => rmSync(folder, { recursive: true }));

let number = 0;
let repository = "";

function write(file: string, content: string): void {
  const path = join(repository, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  if (content.startsWith("#!")) chmodSync(path, 0o755);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = repository) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, CARGO_TARGET_DIR: join(folder, "target"), ...env },
  });
  return { status, output: stdout + stderr };
}

function git(...args: string[]): void {
  const { status, output } = run("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
  expect(status, output).toBe(0);
}

const npmHere = spawnSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).stdout.trim();

/** `npm publish` is written down instead of done. */
const identity = (): NodeJS.ProcessEnv => ({
  PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`,
  SIGSTORE_ID_TOKEN: "token",
});

const published = () => readFileSync(join(folder, "published"), "utf8");

const plain = "python/src/mailveil/mailveil_abi.wasm";
const build = `mkdir -p pkg/wasm && echo module >pkg/wasm/mailveil.wasm && echo plain >${plain}`;
const wheel = "mailveil-1.2.3-py3-none-any.whl";
const publishing = "publish ./release/mailveil-1.2.3.tgz --provenance --access public";
const uploading = `twine upload ./release/${wheel}`;
const manifest = { name: "mailveil", version: "1.2.3", repository: "https://example.com/mailveil", files: ["wasm"] };

beforeEach(() => {
  number += 1;
  repository = join(folder, String(number));
  mkdirSync(repository);
  for (const script of ["env.sh", "release.sh"])
    cpSync(join(root, "scripts", script), join(repository, "scripts", script));
  write("Cargo.toml", '[package]\nname = "mailveil"\nversion = "1.2.3"\n\n[dependencies]\nidna = "1"\n');
  write("Cargo.lock", '[[package]]\nname = "mailveil"\nversion = "1.2.3"\n');
  write("package.json", '{ "private": true, "workspaces": ["pkg"] }');
  write("package-lock.json", JSON.stringify({ lockfileVersion: 3, packages: { pkg: { version: "1.2.3" } } }));
  write("pkg/package.json", JSON.stringify(manifest));
  write("CHANGELOG.md", "# Changelog\n\n## 1.2.3, 2026-12-01\n\n## 1.2.2, 2026-11-01\n");
  write("python/pyproject.toml", '[project]\nname = "mailveil"\nversion = "1.2.3"\n');
  write("python/src/mailveil/py.typed", "");
  write("scripts/python.sh", `#!/bin/sh\nset -e\n[ "$1" = --wheel ]\ncp ${plain} "$2/${wheel}"\n`);
  write(".gitignore", "/pkg/wasm\n*.wasm\n/release/\n");
  write(".ci/run", `#!/bin/sh\nset -e\n${build}\necho checked\n`);
  write("scripts/build.sh", `#!/bin/sh\nset -e\n${build}\n`);
  writeFileSync(join(folder, "published"), "");
  mkdirSync(join(folder, "bin"), { recursive: true });
  const stand = `#!/bin/sh\nif [ "$1" = publish ]; then echo "$@" >>'${join(folder, "published")}'; else exec '${npmHere}' "$@"; fi\n`;
  writeFileSync(join(folder, "bin", "npm"), stand, { mode: 0o755 });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=all");
});

describe("a dry run", () => {
  it("is the default: it checks, builds twice, packs and sums, and publishes nothing", () => {
    const { status, output } = run("scripts/release.sh", [], identity());
    expect(status, output).toBe(0);
    expect(output).not.toContain("not so");
    expect(output).toMatch(/every file says 1\.2\.3.*\nchecked\n.*build 1 of 2.*build 2 of 2.*byte for byte/s);
    expect(output.endsWith(`would now do: npm ${publishing}; then tell: ${uploading}\n`), output).toBe(true);
    expect(published()).toBe("");
    const release = join(repository, "release");
    const sums = `mailveil-1.2.3.tgz: OK\n${wheel}: OK\n`;
    expect(run("sha256sum", ["--check", "SHA256SUMS"], {}, release)).toStrictEqual({ status: 0, output: sums });
    run("tar", ["-xzf", "mailveil-1.2.3.tgz"], {}, release);
    expect(run("sha256sum", ["--check", "SHA256SUMS.contents"], {}, release).output).toContain(
      "wasm/mailveil.wasm: OK",
    );
  });

  it("tells all that would stop a release, and goes on", () => {
    write("CHANGELOG.md", "## 1.2.3, not released yet\n");
    write("pkg/package.json", JSON.stringify({ ...manifest, repository: undefined }));
    git("checkout", "--quiet", "-b", "other");
    git("tag", "v1.2.3");
    const { status, output } = run("scripts/release.sh", ["--dry-run"], { SIGSTORE_ID_TOKEN: "" });
    expect(status, output).toBe(0);
    expect(output.match(/would stop a release, not so: .*/g)).toHaveLength(7);
  });

  it.each([
    ["Cargo.toml", '[package]\nversion = "1.2.4"\n'],
    ["Cargo.lock", 'name = "mailveil"\nversion = "1.2.2"\n'],
    ["package-lock.json", '{ "packages": { "pkg": {} } }'],
    ["python/pyproject.toml", '[project]\nversion = "1.2.2"\n'],
    ["python/pyproject.toml", "[project]\n"],
    ["CHANGELOG.md", "## 1.2.2, 2026-11-01\n"],
  ])("stops at another version in %s", (file, content) => {
    write(file, content);
    const { status, output } = run("scripts/release.sh", ["--skip-checks"]);
    expect([status, output]).toStrictEqual([1, expect.stringMatching(`package.json has version 1.2.3, ${file} has `)]);
  });

  it("stops when the checks fail", () => {
    write(".ci/run", "#!/bin/sh\nexit 1\n");
    const { status, output } = run("scripts/release.sh", []);
    expect(status).toBe(1);
    expect(output).not.toContain("would now do");
  });

  it.each(["pkg/wasm/mailveil.wasm", plain])("stops when a build is not the one that was tested: %s", (file) => {
    write("scripts/build.sh", `#!/bin/sh\n${build} && echo "$CARGO_TARGET_DIR" >${file}\n`);
    const { status, output } = run("scripts/release.sh", []);
    expect([status, output]).toStrictEqual([
      1,
      expect.stringContaining("build 1 differs from the build that was tested"),
    ]);
    expect(existsSync(join(repository, "release"))).toBe(false);
  });
});

describe("a release", () => {
  it("publishes with provenance when all is well", () => {
    const { status, output } = run("scripts/release.sh", ["--publish"], identity());
    expect(status, output).toBe(0);
    expect(published()).toBe(`${publishing}\n`);
    expect(output).toMatch(/published on npm; now: .*; then: git tag -s v1\.2\.3\n$/);
    expect(output).toContain(uploading);
  });

  it("tells of no upload when npm did not publish", () => {
    const npm = 'if [ "$1" = publish ]; then exit 1; fi';
    writeFileSync(join(folder, "bin", "npm"), `#!/bin/sh\n${npm}\nexec '${npmHere}' "$@"\n`, { mode: 0o755 });
    const { status, output } = run("scripts/release.sh", ["--publish"], identity());
    expect([status, output]).toStrictEqual([1, expect.not.stringContaining("twine")]);
  });

  it("stops when there is no wheel", () => {
    commit("scripts/python.sh", "#!/bin/sh\nexit 1\n");
    expect(run("scripts/release.sh", ["--publish"], identity()).status).toBe(1);
    expect(published()).toBe("");
  });

  it.each([
    ["something is uncommitted", () => write("new", "new")],
    ["it is another branch", () => git("checkout", "--quiet", "-b", "other")],
    ["the version is there already", () => git("tag", "v1.2.3")],
    ["the checks leave something behind", () => commit(".ci/run", `#!/bin/sh\n${build}\ntouch left\n`)],
    ["the changelog has no date", () => commit("CHANGELOG.md", "## 1.2.3, not released yet\n")],
    [
      "the repository is not named",
      () => commit("pkg/package.json", JSON.stringify({ ...manifest, repository: undefined })),
    ],
  ])("stops when %s", (_, spoil) => {
    spoil();
    const { status, output } = run("scripts/release.sh", ["--publish"], identity());
    expect([status, output]).toStrictEqual([1, expect.stringContaining("error: not so: ")]);
    expect(published()).toBe("");
  });

  it("stops without an identity, and never skips the checks", () => {
    const without = { ...identity(), SIGSTORE_ID_TOKEN: "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" };
    expect(run("scripts/release.sh", ["--publish"], without)).toMatchObject({ status: 1 });
    expect(run("scripts/release.sh", ["--publish", "--skip-checks"], identity())).toMatchObject({ status: 1 });
    expect(run("scripts/release.sh", ["--force"], identity())).toMatchObject({ status: 1 });
    expect(published()).toBe("");
  });
});

function commit(file: string, content: string): void {
  write(file, content);
  git("commit", "--quiet", "--all", "--message=one file");
}

describe("this repository", () => {
  it("could be released, as far as its versions and its package go", () => {
    const { status, output } = run("scripts/release.sh", ["--dry-run", "--skip-checks"], {}, root);
    expect(status, output).toBe(0);
    expect(output).toMatch(
      /npm publish \.\/release\/mailveil-[0-9.]+\.tgz --provenance --access public; then tell: twine upload \.\/release\/mailveil-[0-9.]+-py3-none-any\.whl\n$/,
    );
  });
});
