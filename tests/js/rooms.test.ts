// The package's source is drawn in rooms. Imports, those of types included, go one way: from a room to one further down.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const src = fileURLToPath(new URL("../../pkg/src/", import.meta.url));

/** From the ground up. The files at the top are named each by itself; whoever adds a room or a file finds its floor here. */
const floors: readonly (readonly string[])[] = [
  ["types"],
  ["error", "shapes"],
  ["input", "messages", "sql"],
  ["module", "import", "adapters"],
  ["ask"],
  ["filter"],
  ["as-viewer"],
  ["policy"],
  ["questions", "middleware"],
  ["index"],
  ["browser", "bun", "edge", "full", "inline", "node", "slim", "workerd"],
  ["cli"],
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const nameOf = (file: string): string => file.replace(/(\.d)?\.ts$/, "");
const roomOf = (file: string): string => file.split("/")[0] ?? "";
const floorOf = (file: string): number => floors.findIndex((rooms) => rooms.includes(roomOf(file)));

/** Every arrow between two files of the source. What lies outside of it, as the module's glue, is in no room. */
const arrows = files.flatMap((file) => {
  const text = readFileSync(join(src, file), "utf8");
  const targets = [...text.matchAll(/\b(?:from|import) "(\.[^"]+)\.js"/g)].map(([, target]) => target ?? "");
  const from = nameOf(file);
  const inside = targets.map((target) => posix.join(posix.dirname(from), target)).filter((to) => !to.startsWith(".."));
  return inside.map((to) => ({ from, to }));
});

it("has a floor for every room", () => {
  expect(files.map(nameOf).filter((file) => floorOf(file) < 0)).toStrictEqual([]);
  expect(arrows.length).toBeGreaterThan(100);
});

it("imports only from further down", () => {
  const isUp = ({ from, to }: { from: string; to: string }) =>
    roomOf(from) !== roomOf(to) && floorOf(to) >= floorOf(from);
  expect(arrows.filter(isUp)).toStrictEqual([]);
});

it("has no circle of files, in a room or across", () => {
  const left = new Set(files.map(nameOf));
  const isLeaf = (file: string) => arrows.every(({ from, to }) => from !== file || !left.has(to));
  // Whoever imports nothing that is left goes. A circle stays.
  for (let count = 0; count !== left.size; ) {
    count = left.size;
    for (const file of left) if (isLeaf(file)) left.delete(file);
  }
  expect([...left]).toStrictEqual([]);
});
