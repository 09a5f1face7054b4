// Writes docs/performance.md and its curves, for `make bench`. Nothing else writes them.
import { mkdirSync, writeFileSync } from "node:fs";
import { type Compared, withBefore } from "./before.ts";
import { GOALS, type Goal, OTHERS } from "./goals.ts";
import { KINDS, type Kind, type Measured } from "./groups.ts";
import { limits } from "./limits.ts";
import type { Measurement } from "./measurement.ts";
import { type Point, type Row, time, times } from "./report.ts";
import { type Chart, chart } from "./svg.ts";

const DOCS = new URL("../docs/", import.meta.url);

const SPEED = {
  y: "CPU time",
  scale: "logarithmic",
  label: (value: number) => time(value).replace(/\.0+ /, " "),
} as const;

const CHARTS: Readonly<Record<string, Chart>> = {
  rotation: { title: "Listing the visible threads, viewers in rotation", x: "threads", ...SPEED },
  list: { title: "Listing the visible threads of one viewer again", x: "threads", ...SPEED },
  filter: { title: "Filtering a response, bytes to bytes", x: "items", ...SPEED },
  objects: { title: "Filtering objects", x: "items", ...SPEED },
  memory: { title: "Memory of the module", x: "threads", y: "bytes a thread", scale: "linear", label: String },
  growth: {
    title: "Filtering in a larger organisation",
    x: "times as large",
    y: "times as long",
    scale: "linear",
    label: String,
  },
};

export function writePage(measurement: Measurement): void {
  const { measured, points } = measurement;
  const before = withBefore(measured.flatMap(({ rows }) => rows));
  const rows = [...measured.flatMap(({ rows }) => rows), inAll(before)];
  const page = [
    INTRODUCTION,
    circumstances(measurement),
    "## Targets for any viewer\n",
    targets(rows),
    ...Object.keys(KINDS).map((kind) => section(kind as Kind, measured)),
    "## What was measured before\n",
    "Ratios of 2026-11-22, and how many times as good they are now.\n",
    beforeTable(before),
    "## Where another target is not met\n",
    missedOthers(rows),
    "## Curves\n",
    ...curves(points),
    limits(rows, points),
  ];
  writeFileSync(new URL("performance.md", DOCS), page.join("\n"));
}

const INTRODUCTION = `# Performance

Written by \`make bench\`; do not edit.
The contestants take turns in one process, after their answers were compared; each figure is the median CPU time of a turn.
A ratio says how many times faster mailveil is; if the target is a limit, the ratio is the part of the limit that was used.
The organisation has 1,000 users (in rotation 1,100, of whom 1,000 ask), 200 roles, 10,000 records and 1,200 mailboxes in all modes.
The plain JavaScript is in \`benches/plain.ts\`: Maps, Sets and caches for each viewer; \`benches/plain-reasons.ts\` and \`benches/plain-actions.ts\` also say why.
Of typed arrays there are two: \`benches/typed-columns.ts\` keeps a few bytes of each viewer and judges again, \`benches/typed-classes.ts\` keeps for 64 viewers what they see.
The other engines get their facts ready-made for each question, and answer only a part of the rules; see \`benches/peers/\`.
An item of a response is about 320 bytes long, and one in ten is for the viewer.
What each fast path is worth, \`npm run bench:rent\` tells, and the files of the fast paths say.
`;

const circumstances = ({ date, machine, engine }: Measurement): string => `## Where and when

- command: \`make bench\`
- date: ${date}
- machine: ${machine}
- ${engine}
`;

const HEAD = "| what | target | reached | ratio | |\n|---|---|---|---|---|\n";

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${[row.what, row.target, row.reached, row.ratio, row.verdict].join(" | ")} |`);
  return `${HEAD}${lines.join("\n")}\n`;
}

/** All rows that have a goal, goal by goal, and what was tried for those that are missed. */
function targets(rows: readonly Row[]): string {
  const goals = Object.keys(GOALS) as Goal[];
  const of = (goal: Goal) => rows.filter((row) => row.goal === goal);
  const missed = goals.filter((goal) => of(goal).some(isMissed)).map((goal) => GOALS[goal]);
  return `${table(goals.flatMap(of))}\n${missed.length === 0 ? "All of them are met.\n" : tried(missed)}`;
}

function missedOthers(rows: readonly Row[]): string {
  const missed = rows.filter((row) => isMissed(row) && row.goal === undefined);
  return tried(OTHERS.filter((other) => missed.some(({ what }) => what.startsWith(other.rows))));
}

const isMissed = ({ verdict }: Row): boolean => verdict === "not met";

function tried(missed: readonly { readonly title: string; readonly tried: readonly string[] }[]): string {
  const items = missed.map(({ title, tried }) => {
    if (tried.length === 0) console.warn(`benches/goals.ts does not say what was tried for: ${title}`);
    return `- ${title}: ${(tried.length === 0 ? ["missed, and nothing was tried yet."] : tried).join("\n  ")}`;
  });
  return `What we tried where a target is missed, and what it would cost:\n\n${items.join("\n")}\n`;
}

function section(kind: Kind, measured: readonly Measured[]): string {
  const { title, about } = KINDS[kind];
  const groups = measured.filter(({ group }) => group.kind === kind);
  const tables = groups.map(({ group, rows }) => `### ${group.title}\n\n${table(rows)}`);
  return [`## ${title}\n`, `${about}\n`, ...tables].join("\n");
}

/** Everything that was measured before, as one row: the worst of it. */
function inAll(before: readonly Compared[]): Row {
  const worst = before.reduce((one, other) => (other.gain < one.gain ? other : one));
  const kept = before.filter(({ isKept }) => isKept).length;
  return {
    what: "what was measured before",
    target: ">= 0.9x of before",
    reached: `${kept} of ${before.length} kept; the worst is "${worst.what}"`,
    ratio: times(worst.gain),
    verdict: kept === before.length ? "met" : "not met",
    goal: "before",
  };
}

function beforeTable(before: readonly Compared[]): string {
  const lines = before.map(({ what, before, now, gain, isKept }) =>
    [what, times(before), times(now), times(gain), isKept ? "kept" : "worse"].join(" | "),
  );
  return `| what | before | now | as good | |\n|---|---|---|---|---|\n${lines.map((line) => `| ${line} |`).join("\n")}\n`;
}

/** Draws them, and gives the lines that show them. */
function curves(points: readonly Point[]): string[] {
  const folder = new URL("performance/", DOCS);
  mkdirSync(folder, { recursive: true });
  return Object.entries(CHARTS).map(([name, about]) => {
    const list = points.filter(({ curve }) => curve === name);
    writeFileSync(new URL(`${name}.svg`, folder), chart(about, list));
    return `![${about.title}](performance/${name}.svg)\n`;
  });
}
