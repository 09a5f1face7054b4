// Lists of visible threads, each of another viewer.
import { deepStrictEqual } from "node:assert";
import { Policy, type Thread } from "mailveil";
import { NOW } from "../../data.ts";
import type { Goal } from "../../goals.ts";
import { LISTS, listing } from "../../listing.ts";
import { race } from "../../measure.ts";
import { visibleThreads } from "../../plain-lists.ts";
import { atLeast, atMost, compared, point, quick, sizeName, times, versus } from "../../report.ts";
import { rotationStage, VIEWERS_FEW, VIEWERS_MANY, viewersName } from "../../rotation.ts";
import { snapshotText } from "../../subject.ts";
import { joined, mail } from "../../threads.ts";
import { TypedClasses } from "../../typed-classes.ts";
import { TypedColumns } from "../../typed-columns.ts";
import { TypedFacts } from "../../typed-facts.ts";

/** Contestants that take long make fewer lists in a turn. */
const LISTS_BY_CLASS = 5;
const LISTS_PLAIN = 1;
/** Threads that are changed in turn. */
const CHANGES = 256;

const stage = rotationStage();
const { organization, plain } = stage;

interface Scene {
  readonly count: number;
  readonly text: Uint8Array;
  readonly threads: readonly Thread[];
  readonly policy: Policy;
  readonly columns: TypedColumns;
  readonly classes: TypedClasses;
}

function scene(count: number): Scene {
  const chunks = [...mail(organization).chunks(count)];
  const threads: Thread[] = chunks.flatMap((chunk) => JSON.parse(Buffer.from(chunk).toString()));
  const text = snapshotText(organization.snapshot, joined(chunks));
  const facts = new TypedFacts(plain);
  const classes = new TypedClasses(facts, count);
  classes.push(threads);
  classes.finish();
  return { count, text, threads, policy: Policy.parse(text), columns: new TypedColumns(facts, threads), classes };
}

const ours = (policy: Policy, viewer: string) => policy.visibleThreads({ viewer, now: NOW });

/** Every viewer is met here, and what takes long is compared for every fiftieth. */
function compare({ policy, columns, classes, threads }: Scene, viewers: readonly string[]): void {
  for (const [n, viewer] of viewers.entries()) {
    const { rows, levels } = ours(policy, viewer);
    deepStrictEqual(columns.visibleThreads(viewer), { rows, levels });
    if (n % LISTS !== 0) continue;
    deepStrictEqual(classes.visibleThreads(plain.viewer(viewer, NOW)), { rows, levels });
    const plainly = visibleThreads(plain.viewer(viewer, NOW), threads);
    deepStrictEqual(
      { rows: Uint32Array.from(plainly.rows), levels: Uint8Array.from(plainly.levels) },
      { rows, levels },
    );
  }
}

interface Targets {
  readonly plain: number;
  readonly typed: number;
  readonly goal: Goal;
}

function measure(at: Scene, count: number, targets?: Targets): void {
  const viewers = stage.viewers.slice(0, count);
  compare(at, viewers);
  const byClass = (viewer: string) => at.classes.visibleThreads(plain.viewer(viewer, NOW));
  const spent = race(
    {
      ours: listing(viewers, LISTS, (viewer) => ours(at.policy, viewer)),
      columns: listing(viewers, LISTS, (viewer) => at.columns.visibleThreads(viewer)),
      classes: listing(viewers, count === VIEWERS_FEW ? LISTS : LISTS_BY_CLASS, byClass),
      plain: listing(viewers, LISTS_PLAIN, (viewer) => visibleThreads(plain.viewer(viewer, NOW), at.threads)),
    },
    { rounds: quick ? 3 : 11 },
  );
  if (targets !== undefined)
    tell(`visibleThreads, ${sizeName(at.count)} threads, ${viewersName(count)}`, spent, targets);
  if (count !== VIEWERS_MANY) return;
  point("rotation", "mailveil", at.count, spent.ours);
  point("rotation", "typed arrays", at.count, Math.min(spent.columns, spent.classes));
  point("rotation", "plain JS", at.count, spent.plain);
}

type Spent = Readonly<Record<"ours" | "columns" | "classes" | "plain", number>>;

function tell(name: string, spent: Spent, { plain, typed, goal }: Targets): void {
  const { ours, columns, classes } = spent;
  atLeast(`${name}, against plain JS`, plain, spent.plain / ours, versus(ours, spent.plain), goal);
  const typedArrays = [
    { how: "nothing kept", theirs: columns },
    { how: "64 viewers kept by class", theirs: classes },
  ].toSorted((one, other) => one.theirs - other.theirs);
  for (const [place, { how, theirs }] of typedArrays.entries()) {
    const reached = `${versus(ours, theirs)} (${how})`;
    if (place === 0) atLeast(`${name}, against the best typed arrays`, typed, theirs / ours, reached, goal);
    else compared(`${name}, against other typed arrays`, reached, times(theirs / ours));
  }
}

/** A thread is changed before every list; another policy is listed without changes. */
function measureChanges({ count, text, threads, policy }: Scene): void {
  const changing = Policy.parse(text);
  const changed = changesOf(threads);
  const bodies = changed.map((thread) => Buffer.from(JSON.stringify([thread])));
  let next = 0;
  const change = () => {
    changing.upsertThreads(bodies[next % bodies.length] as Uint8Array);
    next += 1;
  };
  for (const _ of bodies) change();
  const after = new Map([...threads, ...changed].map((thread) => [thread.id, thread]));
  for (const viewer of stage.viewers.slice(0, 3)) {
    const expected = visibleThreads(plain.viewer(viewer, NOW), [...after.values()]);
    const { rows, levels } = ours(changing, viewer);
    deepStrictEqual({ rows: [...rows], levels: [...levels] }, expected);
  }
  // As warm as the policy that is listed alone.
  for (const viewer of stage.viewers) ours(changing, viewer);
  const changeAndList = (viewer: string) => {
    change();
    return ours(changing, viewer);
  };
  const spent = race({
    after: listing(stage.viewers, LISTS, changeAndList),
    alone: listing(stage.viewers, LISTS, (viewer) => ours(policy, viewer)),
  });
  const what = `a thread upserted, then the list of another viewer, ${sizeName(count)} threads`;
  const reached = `${versus(spent.after, spent.alone)}: ${times(spent.after / spent.alone)}`;
  atMost(what, "<= 1.2x the list alone", 1.2 * spent.alone, spent.after, reached, "change");
  changing.free();
}

/** Half of them replace threads from all over the table, half are new. */
function changesOf(threads: readonly Thread[]): Thread[] {
  const made: Thread[] = mail(organization, undefined, { seed: 3, firstRow: threads.length }).items(CHANGES);
  return made.map((thread, n) => {
    const { id } = (n % 2 === 0 ? threads[(n * 7919) % threads.length] : undefined) ?? thread;
    return { ...thread, id };
  });
}

function measureAll(count: number, targets?: Targets): void {
  const at = scene(count);
  measure(at, VIEWERS_MANY, targets);
  if (targets !== undefined) {
    measure(at, VIEWERS_FEW, targets);
    measureChanges(at);
  }
  at.policy.free();
}

if (!quick) for (const count of [1_000, 10_000]) measureAll(count);
measureAll(100_000, { plain: 200, typed: 1, goal: "list-100k" });
if (!quick) measureAll(1_000_000, { plain: 400, typed: 1.5, goal: "list-1m" });
