// From the import to the first decision, each time in a process of its own; the processes take turns.
import { strictEqual } from "node:assert";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../../measure.ts";
import { joined, mail } from "../../threads.ts";
import { stage } from "../../subject.ts";
import { atMost, compared, quick, times, versus } from "../../report.ts";

const ROUNDS = quick ? 7 : 25;
const NAMES = ["mailveil", "cedar", "casl"] as const;

interface Start {
  readonly allowed: boolean;
  readonly cpu: number;
  readonly wall: number;
}

/** What a fresh process says. */
function answerOf(file: string, words: string[] = [], input: Uint8Array = new Uint8Array()): unknown {
  const path = fileURLToPath(new URL(`../../cold/${file}`, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [path, ...words], { input, encoding: "utf8" }));
}

function startOnce(name: string): Start {
  const start = answerOf(`${name}.mjs`) as Start;
  strictEqual(start.allowed, true);
  return start;
}

const starts = Object.fromEntries(NAMES.map((name) => [name, [] as Start[]])) as Record<
  (typeof NAMES)[number],
  Start[]
>;
for (let round = 0; round < ROUNDS; round += 1) for (const name of NAMES) starts[name].push(startOnce(name));

/** In nanoseconds. */
const spent = (name: (typeof NAMES)[number], clock: "cpu" | "wall") =>
  1e6 * median(starts[name].map((start) => start[clock]));

const ours = spent("mailveil", "cpu");
const [cedar, casl] = [spent("cedar", "cpu"), spent("casl", "cpu")];
atMost(
  "cold start, against cedar-wasm",
  "<= 1/6",
  cedar / 6,
  ours,
  `${versus(ours, cedar)}: 1/${(cedar / ours).toFixed(1)}`,
);
atMost("cold start, against CASL", "<= CASL", casl, ours, versus(ours, casl));
for (const name of ["cedar", "casl"] as const) {
  const [we, they] = [spent("mailveil", "wall"), spent(name, "wall")];
  compared(`cold start by the clock, against ${name}`, versus(we, they), times(they / we));
}

function firstCalls(count: number): void {
  const { organization, viewer } = stage();
  const body = joined(mail(organization, viewer).chunks(count));
  const calls = { mailveil: [] as Calls[], plain: [] as Calls[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ["mailveil", "plain"] as const) calls[name].push(answerOf("first.ts", [name], body) as Calls);
  }
  for (const which of ["first", "tenth"] as const) {
    const [we, they] = [calls.mailveil, calls.plain].map((list) => median(list.map((call) => call[which])));
    if (we === undefined || they === undefined) continue;
    compared(`the ${which} filterThreads of a process, ${count} items`, versus(we, they), times(they / we));
  }
}

interface Calls {
  readonly first: number;
  readonly tenth: number;
}

firstCalls(100);
