// One question, asked with ids as text, of a viewer who was asked for before.
import { deepStrictEqual, strictEqual } from "node:assert";
import { Policy, type Thread, type ViewQuery } from "mailveil";
import { each, race } from "../../measure.ts";
import { NONE } from "../../plain.ts";
import { decideView } from "../../plain-reasons.ts";
import { finder, mail } from "../../threads.ts";
import { atLeast, atMost, compared, time, times, versus } from "../../report.ts";
import { nothings } from "../../simd.ts";
import { stage } from "../../subject.ts";

const COUNT = 10_000;
/** A power of two, because the questions go round. */
const ASKED = 1_024;
const EMPTY_CALLS_MAX = 12;

const { organization, plain, viewer, asked } = stage();
/** As they come over the wire: every reader is slower with texts that were pieced together. */
const threads: Thread[] = JSON.parse(JSON.stringify(mail(organization, viewer).items(COUNT)));
const policy = Policy.parse({ ...organization.snapshot, threads });
const queries = threads.slice(0, ASKED).map((thread): ViewQuery => ({ action: "view", thread: thread.id, ...asked }));

/** As the package does: everything is looked up by id. */
const find = finder(threads);
const plainReasons = (query: ViewQuery) =>
  decideView(plain.viewer(query.viewer, asked.now as string), find(query.thread));
const plainAllows = (query: ViewQuery) =>
  plain.viewer(query.viewer, asked.now as string).level(find(query.thread)) !== NONE;

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
  ours: each(queries, (query) => policy.decide(query)),
  batch: { run: () => policy.decideAll(queries), operations: ASKED },
  plain: each(queries, plainReasons),
});
atLeast(
  "decide again, against plain JS with reasons",
  1,
  decided.plain / decided.ours,
  versus(decided.ours, decided.plain),
);
const ratio = times(decided.plain / decided.batch);
compared("decideAll again, one of 1,024, against plain JS with reasons", versus(decided.batch, decided.plain), ratio);

const what = "allows again, against empty calls into WebAssembly";
const target = `<= ${EMPTY_CALLS_MAX} empty calls`;
const allows = (query: ViewQuery) => policy.allows(query);
for (const query of queries) strictEqual(allows(query), plainAllows(query));
const spent = race({
  ours: each(queries, allows),
  empty,
  plain: each(queries, plainAllows),
  many: each(many, allows),
  plainMany: each(many, plainAllows),
  present: each(atPresent, allows),
});
const reached = `${time(spent.ours)}, ${(spent.ours / spent.empty).toFixed(1)} calls of ${time(spent.empty)}`;
atMost(what, target, EMPTY_CALLS_MAX * spent.empty, spent.ours, reached);
const outcome = times(spent.plain / spent.ours);
compared("allows again, against plain JS without reasons", versus(spent.ours, spent.plain), outcome);
const ofMany = versus(spent.many, spent.plainMany);
compared("allows again, about one of 10,000 threads, against plain JS", ofMany, times(spent.plainMany / spent.many));
compared("allows again, at the present", time(spent.present));
