// One question, asked with ids as text, of a viewer who was asked for before.
import { deepStrictEqual, strictEqual } from "node:assert";
import type { Thread, ViewQuery } from "mailveil";
import { race } from "../measure.ts";
import { NONE } from "../plain.ts";
import { decideView } from "../plain-reasons.ts";
import { mail } from "../threads.ts";
import { absent, atLeast, atMost, compared, time, times, versus } from "../report.ts";
import { nothings } from "../simd.ts";
import { has, parse, stage } from "../subject.ts";

const COUNT = 10_000;
/** A power of two, because the questions go round. */
const ASKED = 1_024;
const EMPTY_CALLS_MAX = 12;

const { organization, plain, viewer, asked } = stage();
/** As they come over the wire: every reader is slower with texts that were pieced together. */
const threads: Thread[] = JSON.parse(JSON.stringify(mail(organization, viewer).items(COUNT)));
const policy = parse({ ...organization.snapshot, threads });
const known: ReadonlyMap<string, Thread> = new Map(threads.map((thread) => [thread.id, thread]));
const queries = threads.slice(0, ASKED).map((thread): ViewQuery => ({ action: "view", thread: thread.id, ...asked }));

/** As the package does: everything is looked up by id. */
const find = (query: ViewQuery): Thread => {
  const thread = known.get(query.thread);
  if (thread === undefined) throw new RangeError("unknown thread");
  return thread;
};
const plainReasons = (query: ViewQuery) => decideView(plain.viewer(query.viewer, asked.now as string), find(query));
const plainAllows = (query: ViewQuery) => plain.viewer(query.viewer, asked.now as string).level(find(query)) !== NONE;

/** Asks all questions once. */
function each(answer: (query: ViewQuery) => unknown, asking: readonly ViewQuery[] = queries) {
  const run = () => {
    let last: unknown;
    for (const query of asking) last = answer(query);
    return last;
  };
  return { run, operations: asking.length };
}

/** More ids than are kept, in turn: each is a new one. */
const many = threads.map((thread): ViewQuery => ({ action: "view", thread: thread.id, ...asked }));
const { now: _, ...presently } = asked;
const atPresent = queries.map((query): ViewQuery => ({ action: "view", thread: query.thread, ...presently }));

const calls = nothings();
const empty = {
  run: () => {
    for (let left = ASKED; left > 0; left -= calls.length) for (const call of calls) call();
  },
  operations: ASKED,
};

for (const query of queries) deepStrictEqual(policy.decide(query), plainReasons(query));
const decided = race({
  ours: each((query) => policy.decide(query)),
  batch: { run: () => policy.decideAll(queries), operations: ASKED },
  plain: each(plainReasons),
});
atLeast("decide, against plain JS with reasons", 1, decided.plain / decided.ours, versus(decided.ours, decided.plain));
const ratio = times(decided.plain / decided.batch);
compared("decideAll, one of 1,024, against plain JS with reasons", versus(decided.batch, decided.plain), ratio);

const what = "allows, against empty calls into WebAssembly";
const target = `<= ${EMPTY_CALLS_MAX} empty calls`;
if (has("allows")) {
  for (const query of queries) strictEqual(policy.allows(query), plainAllows(query));
  const spent = race({ ours: each((query) => policy.allows(query)), empty, plain: each(plainAllows) });
  const reached = `${time(spent.ours)}, ${(spent.ours / spent.empty).toFixed(1)} calls of ${time(spent.empty)}`;
  atMost(what, target, EMPTY_CALLS_MAX * spent.empty, spent.ours, reached);
  const outcome = times(spent.plain / spent.ours);
  compared("allows, against plain JS without reasons", versus(spent.ours, spent.plain), outcome);
  const allows = (query: ViewQuery) => policy.allows(query);
  const other = race({ fresh: each(allows, many), plain: each(plainAllows, many), present: each(allows, atPresent) });
  const fresh = versus(other.fresh, other.plain);
  compared("allows, of ids that are not kept, against plain JS", fresh, times(other.plain / other.fresh));
  compared("allows, at the present", time(other.present));
} else absent(what, target);
