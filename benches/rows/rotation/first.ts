// The first question of each viewer after parsing, against later ones.
import { deepStrictEqual } from "node:assert";
import { Policy, type Thread, type ViewQuery } from "mailveil";
import { type Contestant, race } from "../../measure.ts";
import { decideView } from "../../plain-reasons.ts";
import { atMost, quick, times, versus } from "../../report.ts";
import { anyThreads, rotationStage, VIEWERS_MANY, viewQuestions, withThreads } from "../../rotation.ts";

const THREADS = 10_000;
const LIMIT = 3;
/** Turns are short, because a policy answers only so many first questions. */
const ROUNDS = quick ? 11 : 51;

const stage = rotationStage();
const threads = anyThreads(stage, THREADS);
const text = Buffer.from(JSON.stringify(withThreads(stage, threads)));
const known: ReadonlyMap<string, Thread> = new Map(threads.map((thread) => [thread.id, thread]));
/** One for each viewer, and as many about other threads. */
const queries = viewQuestions(stage, stage.viewers, 2 * VIEWERS_MANY, (_, chance) => chance.pick(threads));
const asked = queries.slice(0, VIEWERS_MANY);
const others = queries.slice(VIEWERS_MANY);

let policy = Policy.parse(text);
const decide = (query: ViewQuery) => policy.decide(query);

const plain = ({ viewer, thread, record, now }: ViewQuery) =>
  decideView(stage.plain.viewer(viewer, now as string), known.get(thread) as Thread, record);
deepStrictEqual(asked.map(decide), asked.map(plain));

/** Asks a policy that was parsed just before, and that may have been asked about other threads. */
function asking(before: readonly ViewQuery[]): Contestant {
  const prepare = () => {
    policy.free();
    policy = Policy.parse(text);
    for (const query of before) decide(query);
  };
  const run = () => {
    let last: unknown;
    for (const query of asked) last = decide(query);
    return last;
  };
  return { prepare, run, operations: asked.length };
}

const spent = race({ first: asking([]), warm: asking(others) }, { rounds: ROUNDS, turn: 5 });
const reached = `${versus(spent.first, spent.warm)}: ${times(spent.first / spent.warm)}`;
const what = "the first question of a viewer after parsing, against a later one";
atMost(what, `<= ${LIMIT}x a later one`, LIMIT * spent.warm, spent.first, reached, "first");
