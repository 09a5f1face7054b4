// A question asked again about another thread takes a shorter way (pkg/src/again.ts). Whoever asks cannot tell: here everything is
// asked both ways. `decideAll` always takes the long one.
import { type Decision, Policy, type Query, type Thread, type ViewQuery } from "mailveil";
import { describe, expect, it, vi } from "vitest";
import { allowed, asked, denied, inFull, view } from "./again-kit.ts";
import { now, snapshot, text, thrown } from "./fixture.ts";
import { vectorFiles } from "./vector-files.ts";
import { snapshotOf } from "./vectors.ts";

const outcomeOf = (question: () => unknown): unknown => {
  try {
    return question();
  } catch (error) {
    const { code, path, message } = error as { code: string; path: string; message: string };
    return { code, path, message };
  }
};

describe("what the vectors ask, of every thread there is", () => {
  for (const [name, file] of vectorFiles()) {
    const cases = file.cases.filter(({ query, decision }) => query !== undefined && decision !== undefined);
    it.skipIf(cases.length === 0)(name, () => {
      for (const test of cases) {
        const policy = Policy.parse(snapshotOf(file, test));
        const { threads } = JSON.parse(snapshotOf(file, test) as string) as { threads: readonly Thread[] };
        const query = { now: file.now, ...(test.query as object) } as Query;
        const queries =
          "thread" in query ? threads.map(({ id }) => ({ ...query, thread: id }) as Query).concat(query) : [query];
        const decisions = inFull(policy, queries);
        for (let time = 0; time < 3; time += 1) {
          expect(queries.map((each) => policy.decide(each))).toStrictEqual(decisions);
          expect(queries.map((each) => policy.allows(each))).toStrictEqual(
            decisions.map(({ outcome }) => outcome === "allowed"),
          );
        }
        policy.free();
      }
    });
  }
});

describe("an answer", () => {
  it("is the caller's own, whatever they do to it", () => {
    const policy = asked();
    for (const thread of ["t-linked", "t-unlinked", "t-unlinked", "t-gone"]) {
      const [expected] = inFull(policy, [{ ...view, thread }]);
      for (let time = 0; time < 3; time += 1) {
        const decision = policy.decide({ ...view, thread }) as { -readonly [Key in keyof Decision]: unknown };
        expect(decision).toStrictEqual(expected);
        expect(Object.keys(decision)).toStrictEqual(["outcome", "level", "reasons", "obligations"]);
        for (const reason of decision.reasons as Record<string, unknown>[]) reason["code"] = "mailbox-owner";
        (decision.reasons as unknown[]).length = 0;
        (decision.obligations as unknown[]).push({ kind: "audit" });
        decision.outcome = "allowed";
        decision.level = "full";
      }
    }
  });

  it("is whole however many reasons it has", () => {
    const ids = Array.from({ length: 40 }, (_, index) => `deal-${index}`);
    const records = ids.map((id) => ({ id, type: "deal", access: [] }) as const);
    const sharing = { mode: "per-thread", default: "shared" } as const;
    const mailbox = { id: "m-each", address: "each@crm.test", owner: "ann", sharing };
    const threads = ids.map((id, index): Thread => {
      return { id, mailbox: "m-each", participants: [], records: ids.slice(0, index) };
    });
    const policy = Policy.parse({ ...snapshot, mailboxes: [mailbox], records, threads });
    const queries = ids.map((thread): ViewQuery => ({ ...view, thread }));
    for (let time = 0; time < 3; time += 1) {
      expect(queries.map((query) => policy.decide(query))).toStrictEqual(inFull(policy, queries));
    }
    expect(policy.decide(queries[39] as ViewQuery).reasons).toHaveLength(39);
  });

  it("stays right when there are more different ones than are kept", () => {
    const records = Array.from({ length: 3000 }, (_, row) => ({ id: `c${row}`, type: "contact", access: [] }) as const);
    const threads = records.map(({ id }): Thread => ({ id, mailbox: "m-ann", participants: [], records: [id] }));
    const policy = Policy.parse({ ...snapshot, records, threads });
    for (let time = 0; time < 2; time += 1) {
      for (const { id } of threads) {
        expect(policy.decide({ ...view, thread: id }).reasons).toStrictEqual([
          { code: "record-access-missing", rule: "Z-04", record: id },
        ]);
      }
    }
  });

  it("has the obligations of an agent", () => {
    const query = { ...view, viewer: "vera" };
    const policy = asked(query);
    expect(policy.decide({ ...query, thread: "t-unlinked" }).obligations).toStrictEqual([{ kind: "audit" }]);
  });
});

describe("another question is another question", () => {
  const others: unknown[] = [
    { ...view, viewer: "ann" },
    { ...view, viewer: "nobody" },
    { ...view, action: "reply" },
    { ...view, action: "peek" },
    { ...view, surface: "mailbox" },
    { ...view, surface: undefined },
    { ...view, record: "contact-1" },
    { ...view, mailbox: "m-ann" },
    { ...view, force: "x" },
    { ...view, now: "2020-01-01T00:00:00Z" },
    { ...view, now: "never" },
    { ...view, now: undefined },
    { ...view, now: new Date(now) },
    { ...view, now: new Date(Number.NaN) },
    { ...view, thread: undefined },
    { ...view, thread: 7 },
    { ...view, thread: ["t-unlinked"] },
    { ...view, viewer: new String("bob") },
    { action: "view", viewer: "bob", thread: "t-linked" },
    { viewer: "bob", thread: "t-linked", now },
    { now, thread: "t-second", viewer: "bob", action: "view" },
    { thread: "t-unlinked", action: "view", viewer: "bob", now },
    Object.create(view),
    Object.assign(Object.create({ force: "x" }), view),
    Object.assign(Object.create({ viewer: "bob" }), { ...view, viewer: undefined }),
    [view],
    [],
    {},
    null,
    "view",
    new Proxy({ ...view }, {}),
    new Proxy({ ...view, thread: "t-unlinked" }, {}),
    Object.freeze({ ...view, thread: "t-unlinked" }),
  ];

  it.each(others.map((query, index) => [index, query]))("number %i", (_, query) => {
    const [decided] = [outcomeOf(() => Policy.parse(text).decide(query as Query))];
    const outcome = outcomeOf(() => Policy.parse(text).allows(query as Query));
    for (const method of ["decide", "allows"] as const) {
      const policy = asked();
      for (let time = 0; time < 3; time += 1) {
        expect(outcomeOf(() => policy[method](query as Query))).toStrictEqual(method === "decide" ? decided : outcome);
        expect(policy.allows(view)).toBe(true);
        expect(policy.decide({ ...view, thread: "t-unlinked" })).toStrictEqual(denied);
      }
    }
  });

  it("as is the same one, put to another policy", () => {
    const one = asked();
    const other = Policy.parse({ ...snapshot, threads: [...snapshot.threads].reverse() });
    for (let time = 0; time < 3; time += 1) {
      expect([one.allows(view), other.allows(view)]).toStrictEqual([true, true]);
      const hidden = { ...view, thread: "t-unlinked" };
      expect([one.allows(hidden), other.allows(hidden)]).toStrictEqual([false, false]);
    }
  });
});

describe("an accessor", () => {
  const names = ["action", "viewer", "thread", "now"] as const;

  it.each(names)("of %s is asked once", (name) => {
    for (const [value, decision] of [
      [view[name], allowed],
      ["other", undefined],
    ] as const) {
      const policy = asked();
      let reads = 0;
      const query = Object.defineProperty({ ...view }, name, {
        enumerable: true,
        get: () => {
          reads += 1;
          return value;
        },
      });
      const outcome = outcomeOf(() => policy.decide(query));
      if (decision === undefined) expect(outcome).toHaveProperty("path", `/${name}`);
      else expect(outcome).toStrictEqual(decision);
      expect(reads).toBe(1);
    }
  });

  it.each(names)("of %s that throws is told of", (name) => {
    const policy = asked();
    const fault = new Error("from the getter");
    const query = Object.defineProperty({ ...view }, name, {
      enumerable: true,
      get: () => {
        throw fault;
      },
    });
    expect(thrown(() => policy.allows(query))).toMatchObject({ code: "wrong-type", path: `/${name}`, cause: fault });
    expect(policy.allows(view)).toBe(true);
  });

  it.each(names)("of %s may ask something else meanwhile", (name) => {
    const policy = asked();
    const elsewhere = { ...view, viewer: "ann", thread: "t-unlinked" };
    const meanwhile: unknown[] = [];
    const query = Object.defineProperty({ ...view, thread: "t-unlinked" }, name, {
      enumerable: true,
      get: () => {
        for (let time = 0; time < 3; time += 1) meanwhile.push(policy.allows({ ...elsewhere, thread: "t-second" }));
        return name === "thread" ? "t-unlinked" : view[name];
      },
    });
    for (let time = 0; time < 3; time += 1) {
      expect(policy.decide(query)).toStrictEqual(denied);
      expect(policy.decide(view)).toStrictEqual(allowed);
    }
    expect(new Set(meanwhile)).toStrictEqual(new Set([true]));
  });

  it.each(names)("of %s may free the policy", (name) => {
    const policy = asked();
    const query = Object.defineProperty({ ...view }, name, {
      enumerable: true,
      get: () => {
        policy.free();
        return view[name];
      },
    });
    expect(thrown(() => policy.allows(query))).toMatchObject({ code: "freed" });
    expect(thrown(() => policy.allows(view))).toMatchObject({ code: "freed" });
  });

  it("on a freed policy is not asked at all", () => {
    const policy = asked();
    policy.free();
    const get = vi.fn();
    const query = Object.defineProperty({ ...view }, "viewer", { enumerable: true, get });
    expect(thrown(() => policy.decide(query as Query))).toMatchObject({ code: "freed" });
    expect(get).not.toHaveBeenCalled();
  });
});
