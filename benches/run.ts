// Runs the groups one after the other, each in a process of its own, so that none inherits the other's heap. Viewers in
// rotation come first. Words choose groups: `node benches/run.ts --quick rotation`. With `--page`, nothing is measured, and
// what was measured last is written again.
import { fork } from "node:child_process";
import { once } from "node:events";
import { GROUPS, type Group, isMeant, KINDS, type Measured } from "./groups.ts";
import { last, save } from "./measurement.ts";
import { writePage } from "./page.ts";
import { writeReadme } from "./readme.ts";
import { line, type Message, type Point, quick, type Row } from "./report.ts";

/** A heap for a million parsed items, and a collector to call between turns. */
const NODE_OPTIONS = ["--expose-gc", "--max-old-space-size=12000"];

const points: Point[] = [];

async function run(group: Group): Promise<Measured> {
  const rows: Row[] = [];
  console.log(`\n${KINDS[group.kind].title}. ${group.title}`);
  const file = new URL(`rows/${group.kind}/${group.name}.ts`, import.meta.url);
  const child = fork(file, quick ? ["--quick"] : [], { execArgv: NODE_OPTIONS });
  child.on("message", (message: Message) => {
    if (message.kind === "point") points.push(message.point);
    else {
      rows.push(message.row);
      console.log(line(message.row));
    }
  });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`benches/rows/${group.kind}/${group.name}.ts failed`);
  return { group, rows };
}

async function measure(words: readonly string[]): Promise<void> {
  const unknown = words.find((word) => !GROUPS.some((group) => isMeant(group, word)));
  if (unknown !== undefined) throw new Error(`there is no group ${unknown}`);
  const chosen = GROUPS.filter((group) => words.length === 0 || words.some((word) => isMeant(group, word)));
  const measured: Measured[] = [];
  for (const group of chosen) measured.push(await run(group));

  const rows = measured.flatMap((group) => group.rows);
  const tally = (verdict: Row["verdict"]): number => rows.filter((row) => row.verdict === verdict).length;
  console.log(`\n${tally("met")} met, ${tally("not met")} not met`);
  if (quick || words.length > 0) return;
  save(measured, points);
  write();
}

function write(): void {
  const measurement = last();
  writePage(measurement);
  writeReadme(measurement);
}

if (process.argv.includes("--page")) write();
else await measure(process.argv.slice(2).filter((word) => !word.startsWith("--")));
