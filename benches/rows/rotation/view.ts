// One question after another, each of another viewer: may they see this thread, and why?
import { deepStrictEqual } from "node:assert";
import { Policy, type ViewQuery } from "mailveil";
import { NOW } from "../../data.ts";
import { each, eachFresh, race } from "../../measure.ts";
import { NONE } from "../../plain.ts";
import { decideView } from "../../plain-reasons.ts";
import { atLeast, atMost, compared, times, versus } from "../../report.ts";
import {
  anyThreads,
  rotationStage,
  VIEWERS_FEW,
  VIEWERS_MANY,
  viewersName,
  viewQuestions,
  withThreads,
} from "../../rotation.ts";
import { finder } from "../../threads.ts";

const THREADS = 10_000;
const ASKED = 16_000;
/** Questions that `decideAll` is given together. */
const TOGETHER = 1_000;

const stage = rotationStage();
const threads = anyThreads(stage, THREADS);
const policy = Policy.parse(withThreads(stage, threads));

const decide = (query: ViewQuery) => policy.decide(query);
const allows = (query: ViewQuery) => policy.allows(query);

/** As the package does, the competitor looks everything up by id. */
const find = finder(threads);

const plainDecide = ({ viewer, thread, record, now }: ViewQuery) =>
  decideView(stage.plain.viewer(viewer, now as string), find(thread), record);

function plainAllows({ viewer: id, thread, record, now }: ViewQuery): boolean {
  const viewer = stage.plain.viewer(id, now as string);
  return (record === undefined ? viewer.level(find(thread)) : viewer.levelOnPage(find(thread), record)) !== NONE;
}

for (const count of [VIEWERS_MANY, VIEWERS_FEW]) {
  const viewers = stage.viewers.slice(0, count);
  const name = viewersName(count);
  const queries = viewQuestions(stage, viewers, ASKED, (_, chance) => chance.pick(threads));
  const batches = Array.from({ length: ASKED / TOGETHER }, (_, n) => queries.slice(n * TOGETHER, (n + 1) * TOGETHER));
  const decideAll = () => batches.map((batch) => policy.decideAll(batch));
  const asked = queries.map(({ viewer, thread, record }) => ({ viewer, targets: { thread, record } }));
  const asViewers = new Map(viewers.map((viewer) => [viewer, policy.as({ viewer, now: NOW })]));
  type Asked = (typeof asked)[number];
  const asDecide = ({ viewer, targets }: Asked) => asViewers.get(viewer)?.decide("view", targets);
  const asAllows = ({ viewer, targets }: Asked) => asViewers.get(viewer)?.allows("view", targets);

  const answers = queries.map(plainDecide);
  const outcomes = answers.map(({ outcome }) => outcome === "allowed");
  deepStrictEqual([queries.map(decide), decideAll().flat(), asked.map(asDecide)], [answers, answers, answers]);
  deepStrictEqual([queries.map(allows), asked.map(asAllows), queries.map(plainAllows)], [outcomes, outcomes, outcomes]);

  const spent = race({
    decide: each(queries, decide),
    plainDecide: each(queries, plainDecide),
    allows: each(queries, allows),
    plainAllows: each(queries, plainAllows),
    decideAll: { run: decideAll, operations: ASKED },
    asDecide: each(asked, asDecide),
    asAllows: each(asked, asAllows),
  });
  const deciding = versus(spent.decide, spent.plainDecide);
  const allowing = versus(spent.allows, spent.plainAllows);
  const one = "decide(view)";
  atLeast(`${one}, ${name}, against plain JS with reasons`, 1.5, spent.plainDecide / spent.decide, deciding, "view");
  atLeast(`allows, ${name}, against plain JS without reasons`, 3, spent.plainAllows / spent.allows, allowing, "allows");
  const batch = versus(spent.decideAll, spent.decide);
  const limit = "<= one decide";
  atMost(
    `decideAll, ${name}, a question against one decide`,
    limit,
    spent.decide,
    spent.decideAll,
    batch,
    "decide-all",
  );
  const as = { decide: versus(spent.asDecide, spent.plainDecide), allows: versus(spent.asAllows, spent.plainAllows) };
  compared(`policy.as(...).decide, ${name}, against plain JS`, as.decide, times(spent.plainDecide / spent.asDecide));
  compared(`policy.as(...).allows, ${name}, against plain JS`, as.allows, times(spent.plainAllows / spent.asAllows));

  const fresh = race({ ours: eachFresh(queries, decide), plain: eachFresh(queries, plainDecide) });
  const freshly = versus(fresh.ours, fresh.plain);
  compared(`${one}, ${name}, with texts never looked up before`, freshly, times(fresh.plain / fresh.ours));
}
