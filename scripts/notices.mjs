// The notices of what is inside the package but not ours: crates in the module, libraries in the command line.
// Writes pkg/THIRD-PARTY.txt; a test compares it with what this gives.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "pkg", "THIRD-PARTY.txt");
const read = (...path) => readFileSync(join(...path), "utf8");

/** The crates whose code can get into the module: not what only tests, builds, or runs in the compiler. */
export function crates() {
  const target = ["--filter-platform", "wasm32-unknown-unknown", "--no-default-features", "--features", "wasm"];
  const options = ["metadata", "--format-version", "1", "--locked", "--offline", ...target];
  const output = execFileSync("cargo", options, { cwd: root, encoding: "utf8", maxBuffer: 100_000_000 });
  const { packages, resolve } = JSON.parse(output);
  const packageOf = new Map(packages.map((one) => [one.id, one]));
  const nodeOf = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => packageOf.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const found = new Set();
  const walk = (id) => {
    if (found.has(id) || isMacro(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds } of nodeOf.get(id).deps) if (dep_kinds.some(({ kind }) => kind === null)) walk(pkg);
  };
  walk(resolve.root);
  found.delete(resolve.root);
  return [...found].map((id) => {
    const { name, version, license, manifest_path } = packageOf.get(id);
    return { name, version, license, folder: dirname(manifest_path) };
  });
}

/** The npm packages that esbuild put into the command line, which it names in comments. */
export function bundled() {
  const text = read(root, "pkg", "dist", "cli.js");
  const modules = text.matchAll(/^\/\/ (?:\.\.\/)*(node_modules\/(?:@[^/\n]+\/)?[^/\n]+)/gm);
  return [...new Set([...modules].map(([, folder]) => folder))].map((place) => {
    const folder = [join(root, "pkg", place), join(root, place)].find((path) => existsSync(path));
    const { name, version, license } = JSON.parse(read(folder, "package.json"));
    return { name, version, license, folder };
  });
}

/** Of licences to choose from, MIT where there is one, because it is the shortest; of licences that all apply, all. */
function licenceText({ name, license, folder }) {
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const texts = license.split(" AND ").map((part) => {
    const wanted = [part.includes("MIT") ? /-MIT$/i : /-UNICODE$/i, /^licen[cs]e(\.(md|txt))?$/i];
    const file = wanted.map((pattern) => files.find((one) => pattern.test(one))).find((one) => one !== undefined);
    if (file === undefined) throw new Error(`no text of ${part} in ${name}: ${files}`);
    return tidy(read(folder, file));
  });
  return texts.join("\n\n");
}

const tidy = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .replaceAll(/[ \t]+$/gm, "")
    .trim();

/** Its terms are those of our own MIT licence. */
function standardLibrary() {
  const terms = read(root, "LICENSE-MIT").split("\n").slice(1);
  const start = terms.findIndex((line) => line.startsWith("Permission is hereby granted"));
  const text = tidy(["Copyright (c) The Rust Project Contributors", "", ...terms.slice(start)].join("\n"));
  return { title: "the Rust standard library", license: "MIT OR Apache-2.0", text };
}

/** Things with the same text stand above it together. */
export function notices() {
  const byText = new Map();
  const add = ({ title, license, text }) => byText.set(text, [...(byText.get(text) ?? []), `${title} (${license})`]);
  for (const one of [...crates(), ...bundled()]) {
    add({ title: `${one.name} ${one.version}`, license: one.license, text: licenceText(one) });
  }
  add(standardLibrary());
  const heading =
    "This package is licensed as the files LICENSE, LICENSE-APACHE and LICENSE-MIT say.\n" +
    "It contains, or may contain, compiled code of the following works, each under the terms below its name.\n";
  const groups = [...byText].map(([text, titles]) => [titles.sort().join("\n"), text]);
  const blocks = groups
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([titles, text]) => `${titles}\n\n${text}\n`);
  return [heading, ...blocks].join(`\n${"-".repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(out, notices());
