// Writes docs/performance.md and its curves, for `make bench`. Nothing else writes them.
import { mkdirSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import { type Point, type Row, time } from "./report.ts";
import { type Chart, chart } from "./svg.ts";

const DOCS = new URL("../docs/", import.meta.url);

/** What each group of rows is about, in the order of the page. */
export type Groups = ReadonlyMap<string, readonly Row[]>;

const SPEED = {
  y: "CPU time",
  scale: "logarithmic",
  label: (value: number) => time(value).replace(/\.0+ /, " "),
} as const;

const CHARTS: Readonly<Record<string, Chart>> = {
  filter: { title: "Filtering a response, bytes to bytes", x: "items", ...SPEED },
  objects: { title: "Filtering objects", x: "items", ...SPEED },
  list: { title: "Listing the visible threads of a viewer", x: "threads", ...SPEED },
  memory: { title: "Memory of the module", x: "threads", y: "bytes a thread", scale: "linear", label: String },
  growth: {
    title: "Filtering in a larger organisation",
    x: "times as large",
    y: "times as long",
    scale: "linear",
    label: String,
  },
};

export function writePage(groups: Groups, points: readonly Point[]): void {
  const curves = new URL("performance/", DOCS);
  mkdirSync(curves, { recursive: true });
  const drawn = [...Map.groupBy(points, (point) => point.curve)].flatMap(([name, list]) => {
    const about = CHARTS[name];
    if (about === undefined) return [];
    writeFileSync(new URL(`${name}.svg`, curves), chart(about, list));
    return [`![${about.title}](performance/${name}.svg)\n`];
  });
  const tables = [...groups].map(([title, rows]) => `### ${title}\n\n${table(rows)}`);
  const [introduction, limits] = [INTRODUCTION, limitsOf(points)];
  const page = [introduction, machine(), "## Figures\n", ...tables, SHORTFALLS, "## Curves\n", ...drawn, limits].join(
    "\n",
  );
  writeFileSync(new URL("performance.md", DOCS), page);
}

const INTRODUCTION = `# Performance

Written by \`make bench\`; do not edit.
The contestants take turns in one process, after their answers were compared; each figure is the median CPU time of a turn.
An item is about 320 bytes long, one in ten is for the viewer, and the organisation has 1,000 users, 200 roles, 10,000 records and 1,200 mailboxes in all modes.
A ratio says how many times faster mailveil is; if the target is a limit, the ratio is the part of the limit that was used.
The plain JavaScript is in \`benches/plain.ts\`: Maps, Sets and caches for each viewer; the typed arrays are in \`benches/typed.ts\`.
mailveil keeps the list of a viewer who asks again, and updates it when threads change; the competitors keep tables for each viewer, but judge or collect again.
The lines below the ratios say what a competitor gains by keeping the list, too, and what the first list costs.
The other engines get their facts ready-made for each question, and answer only a part of the rules; see \`benches/peers/\`.
`;

const SHORTFALLS = `## Where a target is not met

This is what we tried, and what it would cost.

- \`filterThreads\`: every byte is read strictly, and every id that an item names is looked up, even in an item that is hidden, because \`unreadable\` counts what cannot be judged.
  Two fifths of the time go into reading and copying, a quarter into finding mailboxes and records, most of it waiting for memory, a third into judging and writing.
  Even if it looked nothing up and judged nothing, it would be less than twelve times as fast as plain JavaScript.
  The plain JavaScript takes about half as long again as \`JSON.parse\` alone, so twelve times its speed would be eight times that of \`JSON.parse\`.
  Tried: ids of sixteen items looked up together (a fifteenth less time, 3 KB more); the places of all quotes found first (nothing); blocks of 16 and 32 KB (nothing); as much inlining as usual (a fifteenth less time, 13 KB more).
- \`filterObjects\`: reading and proving the facts of an item takes JavaScript as long as the whole plain competitor, which proves nothing; encoding and judging come on top.
  Tried: numbers instead of ids, from a table in JavaScript (nothing); remembering the level of an object would be fast, and wrong when the object changes.
- \`Policy.parse\`: it does all that \`JSON.parse\` does, checks every member, and folds each thread into what the rules read.
  Tried: as much inlining as usual (a tenth less time, 13 KB more).
- \`upsertThreads\` of one: \`JSON.parse\` of the one thread takes more than half as long; the rest is a crossing with its copy, four look-ups in tables, and folding.
- Size: the code is rules, a reader that knows the place of every problem, filters and explanations; allocator, tables and sort are a tenth of it.
  Tried: optimising for size (3 KB less at best), answers written without serde_json (half a kilobyte).
- Cold start against CASL, which is JavaScript alone: the engine needs more than half of the time to compile WebAssembly, and only less code would take less.

`;

function machine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `## Where and when

- command: \`make bench\`
- date: ${new Date().toISOString().slice(0, 10)}
- machine: ${cpus().length} x ${cpu?.model ?? "unknown processor"}, ${gigabytes} GB, ${platform()} ${arch()}
- Node ${process.versions.node}, V8 ${process.versions.v8}
`;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${[row.what, row.target, row.reached, row.ratio, row.verdict].join(" | ")} |`);
  return `| what | target | reached | ratio | |\n|---|---|---|---|---|\n${lines.join("\n")}\n`;
}

/** Where mailveil is of no use, as the figures say. */
function limitsOf(points: readonly Point[]): string {
  return `## When plain JavaScript is just as good

- ${limitOf(points, "filter", "To filter a response")}
- ${limitOf(points, "objects", "To filter objects that are parsed already")}
- To ask single questions, each of another viewer, if the facts are ready as objects: always (see "Other engines").
- If one viewer looks at a few threads that the server has filtered already: nothing is left to decide.
`;
}

/** Up to how many items mailveil is less than a fifth faster. */
function limitOf(points: readonly Point[], curve: string, what: string): string {
  const ofCurve = points.filter((point) => point.curve === curve);
  const plain = new Map(ofCurve.filter(({ series }) => series === "plain JS").map(({ x, y }) => [x, y]));
  const even = ofCurve.filter(({ series, x, y }) => series === "mailveil" && y * 1.2 > (plain.get(x) ?? 0));
  if (even.length === 0) return `${what}: at no number of items that was measured.`;
  const most = Math.max(...even.map(({ x }) => x));
  if (plain.size > 0 && most === Math.max(...plain.keys()))
    return `${what}: at every number of items that was measured.`;
  return `${what}: up to ${most} ${most === 1 ? "item" : "items"}.`;
}
