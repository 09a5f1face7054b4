// Runs the groups one after the other, each in a process of its own, so that none inherits the other's heap.
import { fork } from "node:child_process";
import { once } from "node:events";
import { writePage } from "./page.ts";
import { line, type Message, type Point, quick, type Row } from "./report.ts";

/** File of each group, and what it is called on the page. */
const GROUPS = {
  filter: "Filtering a response",
  objects: "Filtering objects",
  list: "Listing the visible threads",
  many: "Ten million threads",
  decide: "One question",
  parse: "From bytes to a policy",
  upsert: "Changing a policy",
  growth: "A larger organisation",
  size: "Size",
  cold: "Cold start",
  peers: "Other engines",
};

/** A heap for a million parsed items, and a collector to call between turns. */
const NODE_OPTIONS = ["--expose-gc", "--max-old-space-size=12000"];

const groups = new Map<string, Row[]>();
const points: Point[] = [];

async function run(group: string, title: string): Promise<void> {
  const rows: Row[] = [];
  groups.set(title, rows);
  console.log(`\n${title}`);
  const file = new URL(`rows/${group}.ts`, import.meta.url);
  const child = fork(file, quick ? ["--quick"] : [], { execArgv: NODE_OPTIONS });
  child.on("message", (message: Message) => {
    if (message.kind === "point") points.push(message.point);
    else {
      rows.push(message.row);
      console.log(line(message.row));
    }
  });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`benches/rows/${group}.ts failed`);
}

/** Names of groups may be given, to run only these. */
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
for (const [group, title] of Object.entries(GROUPS)) {
  if (named.length === 0 || named.includes(group)) await run(group, title);
}

const rows = [...groups.values()].flat();
const tally = (verdict: Row["verdict"]): number => rows.filter((row) => row.verdict === verdict).length;
console.log(`\n${tally("met")} met, ${tally("not met")} not met, ${tally("not there yet")} not there yet`);
if (!quick && named.length === 0) writePage(groups, points);
