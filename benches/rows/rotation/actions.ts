// Mixed actions, each of another viewer: reply, lock, configure, change-sharing.
import { deepStrictEqual } from "node:assert";
import { Policy } from "mailveil";
import { each, race } from "../../measure.ts";
import { decideAction, type MixedQuery } from "../../plain-actions.ts";
import { atLeast, versus } from "../../report.ts";
import {
  anyThreads,
  mixedQuestions,
  rotationStage,
  VIEWERS_FEW,
  VIEWERS_MANY,
  viewersName,
  withThreads,
} from "../../rotation.ts";
import { finder } from "../../threads.ts";

const THREADS = 10_000;
const ASKED = 16_000;
const TARGET = 1.5;

const stage = rotationStage();
const threads = anyThreads(stage, THREADS);
const policy = Policy.parse(withThreads(stage, threads));
/** As the package does, the competitor looks everything up by id. */
const find = finder(threads);

const ours = (query: MixedQuery) => policy.decide(query);
const plain = (query: MixedQuery) => decideAction(stage.plain.viewer(query.viewer, query.now as string), query, find);

for (const count of [VIEWERS_MANY, VIEWERS_FEW]) {
  const queries = mixedQuestions(stage, stage.viewers.slice(0, count), threads, ASKED);
  deepStrictEqual(queries.map(ours), queries.map(plain));
  const spent = race({ ours: each(queries, ours), plain: each(queries, plain) });
  const what = `reply, lock, configure, change-sharing, ${viewersName(count)}, against plain JS`;
  atLeast(what, TARGET, spent.plain / spent.ours, versus(spent.ours, spent.plain), "actions");
}
