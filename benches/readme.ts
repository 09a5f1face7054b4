// Writes the figures that README.md quotes, for `make bench`: rotation first. Nothing else writes between the two marks.
import { readFileSync, writeFileSync } from "node:fs";
import type { Measurement } from "./measurement.ts";
import type { Row } from "./report.ts";

const README = new URL("../README.md", import.meta.url);
const BEGIN = "<!-- figures: written by `make bench` -->\n";
const END = "<!-- end of the figures -->\n";

/** One line of the table: what, against whom, and the rows whose ratios are quoted. */
type Line = readonly [what: string, against: string, rows: readonly string[]];

const IN_COMPLETE = "decide(view) in mode complete, 1,000 viewers, against";
const LIST = "visibleThreads, 1 M threads, 1,000 viewers, against";
const AGAIN = "visibleThreads again, 1 M threads, against";

const ROTATION: readonly Line[] = [
  [
    "`decide`, with reasons",
    "plain JavaScript with reasons",
    ["decide(view), 1,000 viewers, against plain JS with reasons"],
  ],
  [
    "",
    "CASL; casbin; cedar-wasm, with their facts ready-made",
    [`${IN_COMPLETE} CASL`, `${IN_COMPLETE} casbin`, `${IN_COMPLETE} cedar-wasm`],
  ],
  ["`allows`", "plain JavaScript without reasons", ["allows, 1,000 viewers, against plain JS without reasons"]],
  [
    "replying, locking, configuring, sharing",
    "plain JavaScript with reasons",
    ["reply, lock, configure, change-sharing, 1,000 viewers, against plain JS"],
  ],
  [
    "a list of what a viewer sees of 1 M threads",
    "plain JavaScript; the best typed arrays",
    [`${LIST} plain JS`, `${LIST} the best typed arrays`],
  ],
];

const REPETITION: readonly Line[] = [
  [
    "a list of 1 M threads, asked again",
    "plain JavaScript; typed arrays that judge again",
    [`${AGAIN} plain JS`, `${AGAIN} typed arrays`],
  ],
  [
    "10,000 items filtered, bytes to bytes",
    "plain JavaScript; `JSON.parse` alone",
    ["filterThreads, 10 k items, against plain JS", "filterThreads, 10 k items, against JSON.parse alone"],
  ],
  ["`filterObjects`, 10,000 items", "plain JavaScript", ["filterObjects, 10000 items, against plain JS"]],
];

export function writeReadme({ measured }: Measurement): void {
  const text = readFileSync(README, "utf8");
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("README.md has lost the marks of its figures");
  writeFileSync(README, [before, BEGIN, figures(measured.flatMap(({ rows }) => rows)), END, after].join(""));
}

function figures(rows: readonly Row[]): string {
  const find = (what: string): Row => {
    const row = rows.find((row) => row.what === what);
    if (row === undefined) throw new RangeError(`no row is called ${what}`);
    return row;
  };
  const quoted = ([what, against, names]: Line): string =>
    `| ${what} | ${against} | ${names.map((name) => find(name).ratio).join("; ")} |`;
  const cedar = find("cold start, against cedar-wasm").reached.split(": ")[1];
  const casl = find("cold start, against CASL").ratio;
  return `| viewers in rotation: each question of another of 1,000 viewers | against | ratio |
| --- | --- | --- |
${ROTATION.map(quoted).join("\n")}

| repetition, and what happens once | against | ratio |
| --- | --- | --- |
${REPETITION.map(quoted).join("\n")}
| from the import to the first decision, CPU time | cedar-wasm; CASL | ${cedar}; ${casl} as long |

A policy of ten million threads takes ${find("memory of 10 M threads, ids included").reached} for each, ids included, in the module of browsers and edge hosts; the full one also keeps their facts.
The module and the main entry, bundled and minified, are ${find("download, bundled and minified, gzip").reached.split(" (")[0]} of gzip.
`;
}
