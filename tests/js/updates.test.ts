// Section 10 over time: whatever came and went, a policy answers as one that is parsed from what is there now.
import { type ListQuery, type Place, Policy, type Snapshot, type Thread } from "mailveil";
import { describe, expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { now, snapshot, thrown } from "./fixture.ts";
import { organizations } from "./random-organization.ts";

const organization = organizations[0] as unknown as Snapshot;

const linked = (id: string, more: Partial<Thread> = {}): Thread => ({
  ...{ id, mailbox: "m-ann", participants: ["x@client.test"], records: ["contact-1"] },
  ...more,
});
const asBob: ListQuery = { viewer: "bob", now };

/** Rows as section 10 has them: for life, and never used again. */
class Rows {
  readonly #rows: (Thread | undefined)[];

  constructor(threads: readonly Thread[]) {
    this.#rows = [...threads];
  }

  upsert(threads: readonly Thread[]): void {
    for (const thread of threads) {
      const row = this.#rows.findIndex((known) => known?.id === thread.id);
      if (row < 0) this.#rows.push(thread);
      else this.#rows[row] = thread;
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#rows[this.rowOf(id)] = undefined;
  }

  rowOf(id: string): number {
    return this.#rows.findIndex((known) => known?.id === id);
  }

  get threads(): Thread[] {
    return this.#rows.filter((thread) => thread !== undefined);
  }
}

function randomThread(dice: Dice, id: string): Thread {
  const records = dice.some(["c1", "42", "-0", "lead", "deal"], 0.3);
  const time = () => dice.pick(["2026-05-01T00:00:00Z", "2026-02-01T00:00:00Z", "2025-01-01T00:00:00Z"]);
  return {
    id,
    mailbox: dice.pick(["box", "box", "7", "tick", "each", "team", "left"]),
    participants: dice.some(["x@a.test", "y@bank.test", "nobody", "z@law.test", "own@bank.test"], 0.2),
    ...(dice.chance(0.9) && { records }),
    ...(dice.chance(0.3) && { sharing: dice.pick(["shared", "private"] as const) }),
    ...(dice.chance(0.2) && { state: dice.pick(["active", "archived", "deleted"] as const) }),
    ...(dice.chance(0.5) && { firstMessageAt: time() }),
    ...(dice.chance(0.5) && { lastMessageAt: time() }),
  };
}

const viewers = ["own", "full", "subject", "metadata", "boss", "vera"];
const places: Place[] = [{}, { surface: "record" }, { surface: "mailbox" }, { record: "c1" }];

/** Lists, single decisions and filters agree with a policy that knows nothing of what was before. */
function expectFresh(policy: Policy, rows: Rows, dice: Dice): void {
  const { threads } = rows;
  const fresh = Policy.parse({ ...organization, threads });
  expect(policy.threadCount).toBe(threads.length);
  for (const viewer of viewers) {
    const query = { viewer, ...dice.pick(places), now };
    const [found, expected] = [policy.visibleThreads(query), fresh.visibleThreads(query)];
    expect([...found.levels]).toEqual([...expected.levels]);
    expect([...found.rows]).toEqual(expected.ids.map((id) => rows.rowOf(id)));
    expect(found.ids).toEqual(expected.ids);
    const views = dice.some(threads, 0.2).map(({ id }) => ({ ...query, action: "view", thread: id }) as const);
    expect(policy.decideAll(views)).toEqual(fresh.decideAll(views));
    for (const view of views) expect(policy.allows(view)).toBe(fresh.decide(view).outcome === "allowed");
    const body = JSON.stringify(dice.some(threads, 0.3));
    for (const facts of ["inline", "snapshot"] as const) {
      expect(policy.filterThreads(body, { ...query, facts })).toEqual(fresh.filterThreads(body, { ...query, facts }));
    }
  }
  for (const { id } of dice.some(threads, 0.05)) {
    expect(policy.whoCanView({ thread: id, now })).toEqual(fresh.whoCanView({ thread: id, now }));
  }
  fresh.free();
}

describe("random changes", () => {
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
  const ids = Array.from({ length: 40 }, (_, index) => `thread ${index}`);

  it.each(seeds)("seed %i", (seed) => {
    const dice = new Dice(seed);
    const start = dice.some(ids, 0.5).map((id) => randomThread(dice, id));
    const [policy, rows] = [Policy.parse({ ...organization, threads: start }), new Rows(start)];
    expectFresh(policy, rows, dice);
    for (let step = 0; step < 25; step += 1) {
      if (dice.chance(0.6)) {
        const threads = dice.shuffled(dice.some(ids, 0.15)).map((id) => randomThread(dice, id));
        policy.upsertThreads(dice.chance(0.5) ? threads : JSON.stringify(threads));
        rows.upsert(threads);
      } else {
        const known = rows.threads.map(({ id }) => id);
        const gone = dice.shuffled(dice.some(known, dice.pick([0.05, 0.3, 1])));
        policy.removeThreads(dice.chance(0.2) ? [...gone, ...gone] : gone);
        rows.remove(gone);
      }
      if (dice.chance(0.4)) refuse(policy, rows, dice);
      expectFresh(policy, rows, dice);
    }
    policy.free();
  });

  /** Changes with something wrong anywhere in them. */
  function refuse(policy: Policy, rows: Rows, dice: Dice): void {
    const threads = dice.some(ids, 0.2).map((id) => randomThread(dice, id));
    const bad = dice.pick<unknown>([{ ...randomThread(dice, "new"), mailbox: "none" }, null, {}, threads[0] ?? 7]);
    const at = dice.below(threads.length + 1);
    expect(() => policy.upsertThreads(threads.toSpliced(at, 0, bad as Thread))).toThrow(
      expect.objectContaining({ code: "invalid-threads" }),
    );
    const known = rows.threads.map(({ id }) => id);
    expect(() => policy.removeThreads(known.toSpliced(dice.below(known.length + 1), 0, "nobody"))).toThrow(
      expect.objectContaining({ code: "unknown-thread" }),
    );
  }
});

describe("a list that was asked for before", () => {
  it("keeps its rows and ids, whatever comes later", () => {
    const policy = Policy.parse(snapshot);
    const before = policy.visibleThreads(asBob);
    policy.upsertThreads([linked("t-new"), linked("t-linked", { sharing: "private" })]);
    policy.removeThreads(["t-bob", "t-second"]);
    policy.upsertThreads([linked("t-second")]);
    expect([...before.rows]).toEqual([0, 1, 4]);
    expect(before.ids).toEqual(["t-linked", "t-bob", "t-second"]);
    const after = policy.visibleThreads(asBob);
    expect([...after.rows]).toEqual([5, 6]);
    expect(after.ids).toEqual(["t-new", "t-second"]);
    policy.free();
  });
});

describe("changes", () => {
  it("are taken as text, bytes and objects", () => {
    const threads = [linked("a"), linked("b")];
    const text = JSON.stringify(threads);
    for (const form of [text, new TextEncoder().encode(text), Buffer.from(text), threads, Object.freeze(threads)]) {
      const policy = Policy.parse(snapshot);
      policy.upsertThreads(form);
      expect(policy.visibleThreads(asBob).ids.slice(-2)).toEqual(["a", "b"]);
      policy.free();
    }
  });

  it("say everything that is wrong with them", () => {
    const policy = Policy.parse(snapshot);
    const threads = Array.from({ length: 1500 }, (_, index) => linked(`t${index}`, { mailbox: "none" }));
    const error = thrown(() => policy.upsertThreads(threads));
    expect(error).toMatchObject({ code: "invalid-threads", total: 1500 });
    const { problems } = error as { problems: object[] };
    expect(problems).toHaveLength(1000);
    expect(problems[999]).toMatchObject({
      code: "unknown-reference",
      path: "/999/mailbox",
      message: expect.any(String),
      help: expect.any(String),
    });
    expect(error).not.toHaveProperty("path");
    policy.free();
  });

  it("that cannot be written as JSON are refused as no JSON", () => {
    const policy = Policy.parse(snapshot);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const given = [cyclic, [{ ...linked("a"), id: 1n }], "[\ud800]", new Uint8Array([91, 0xff, 93])];
    for (const threads of given) {
      const error = thrown(() => policy.upsertThreads(threads as never));
      expect(error).toMatchObject({ code: "invalid-threads", total: 1, problems: [{ code: "json-syntax", path: "" }] });
    }
    for (const threads of [undefined, null, 7, {}, () => [], new Map()]) {
      const error = thrown(() => policy.upsertThreads(threads as never));
      expect(error).toMatchObject({ code: "invalid-threads", problems: [{ code: "wrong-type", path: "" }] });
    }
    expect(policy.threadCount).toBe(5);
    policy.free();
  });

  it("with a restriction that would vanish in JSON are refused", () => {
    const policy = Policy.parse(snapshot);
    const thread = { ...linked("a"), sharing: () => "private" };
    expect(thrown(() => policy.upsertThreads([thread] as never))).toMatchObject({
      problems: [{ code: "wrong-type", path: "/0/sharing" }],
    });
    policy.free();
  });

  it("name ids that are strings", () => {
    const policy = Policy.parse(snapshot);
    const remove = (ids: unknown) => thrown(() => policy.removeThreads(ids as string[]));
    expect(remove(["t-bob", 7])).toMatchObject({ code: "wrong-type", path: "/1" });
    const holed = ["t-bob"];
    holed[2] = "t-gone";
    expect(remove(holed)).toMatchObject({ code: "wrong-type", path: "/1" });
    expect(remove(["t-bob", "\ud800"])).toMatchObject({ code: "unknown-thread", path: "/1" });
    for (const ids of [undefined, "t-bob", { 0: "t-bob" }, new Set(["t-bob"])]) {
      expect(remove(ids)).toMatchObject({ code: "wrong-type", path: "" });
    }
    const cause = new Error("boom");
    const bomb = Object.defineProperty(["t-bob"], 1, {
      enumerable: true,
      get: () => {
        throw cause;
      },
    });
    expect(remove(bomb)).toMatchObject({ code: "wrong-type", path: "/1", cause });
    expect(policy.threadCount).toBe(5);
    policy.free();
  });

  it("come by the hundred thousand", () => {
    const policy = Policy.parse(snapshot);
    const threads = Array.from({ length: 100_000 }, (_, index) => linked(`n${index}`));
    policy.upsertThreads(threads);
    for (let index = 0; index < 2000; index += 1) policy.upsertThreads([linked(`n${index}`, { sharing: "private" })]);
    policy.removeThreads(threads.slice(50_000).map(({ id }) => id));
    expect(policy.threadCount).toBe(50_005);
    expect(policy.visibleThreads(asBob).rows).toHaveLength(48_003);
    policy.free();
  });
});
