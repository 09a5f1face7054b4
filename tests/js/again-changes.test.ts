// What may change between a question and the next one like it: threads, ids, the time, and the prototypes.
import { Policy, type Snapshot, type Thread } from "mailveil";
import { afterEach, describe, expect, it, vi } from "vitest";
import { allowed, asked, denied, view } from "./again-kit.ts";
import { now, snapshot, thrown } from "./fixture.ts";

describe("threads come and go", () => {
  const second = { ...view, thread: "t-second" } as const;
  const thread: Thread = { id: "t-second", mailbox: "m-ann", participants: [], records: ["contact-1"] };

  it("and the answer with them", () => {
    const policy = asked(second);
    expect(policy.allows(second)).toBe(true);
    policy.upsertThreads([{ ...thread, sharing: "private" }]);
    expect(policy.allows(second)).toBe(false);
    expect(policy.decide(second).reasons).toStrictEqual([{ code: "thread-private", rule: "P-03" }]);
    expect(thrown(() => policy.upsertThreads([thread, { ...thread, id: "" }]))).toMatchObject({
      code: "invalid-threads",
    });
    expect(policy.allows(second)).toBe(false);
    policy.upsertThreads([thread, { ...thread, id: "t-new" }]);
    expect([policy.allows(second), policy.allows({ ...view, thread: "t-new" })]).toStrictEqual([true, true]);
  });

  it("and come back in another row", () => {
    const policy = asked(second);
    for (let time = 0; time < 3; time += 1) {
      policy.removeThreads(["t-second"]);
      for (const question of [() => policy.allows(second), () => policy.decide(second), () => policy.allows(second)]) {
        expect(thrown(question)).toMatchObject({ code: "unknown-thread", path: "/thread" });
      }
      expect(policy.allows(view)).toBe(true);
      policy.upsertThreads([time % 2 === 0 ? { ...thread, state: "deleted" } : thread]);
      expect([policy.allows(second), policy.allows(second)]).toStrictEqual([time % 2 === 1, time % 2 === 1]);
    }
  });
});

describe("any text may be an id", () => {
  const ids = [
    "é",
    "線",
    "\u{1f600}",
    "\0",
    "a\0b",
    "x".repeat(256),
    "0",
    "-",
    "ab",
    "__proto__",
    "constructor",
    '"\\',
  ];
  const threads = ids.map((id): Thread => ({ id, mailbox: "m-ann", participants: [], records: ["contact-1"] }));

  it("and is found", () => {
    const policy = Policy.parse({ ...snapshot, threads: [...snapshot.threads, ...threads] });
    for (let time = 0; time < 3; time += 1) {
      for (const thread of ids) expect(policy.decide({ ...view, thread })).toStrictEqual(allowed);
      expect(policy.allows({ ...view, thread: "t-unlinked" })).toBe(false);
    }
  });

  it.each(["", "\ufffd", "\ud83d", "t-linked\ud800", "t-linked\0", "T-linked", "x".repeat(257), "x".repeat(100_000)])(
    "or of no thread: %j",
    (thread) => {
      const policy = asked();
      for (let time = 0; time < 3; time += 1) {
        expect(thrown(() => policy.allows({ ...view, thread }))).toMatchObject({ code: "unknown-thread" });
        expect(policy.allows(view)).toBe(true);
        expect(thrown(() => policy.decide({ ...view, thread }))).toMatchObject({ code: "unknown-thread" });
        expect(policy.decide(view)).toStrictEqual(allowed);
      }
    },
  );

  it("though another one ends alike", () => {
    const many = Array.from({ length: 20_000 }, (_, row): Thread => {
      const state = row % 3 === 0 ? "deleted" : "active";
      return { id: `${row}-0001`, mailbox: "m-ann", participants: [], records: ["contact-1"], state };
    });
    const policy = Policy.parse({ ...snapshot, threads: many });
    for (let time = 0; time < 2; time += 1) {
      const wrong = many.filter(({ id, state }) => policy.allows({ ...view, thread: id }) !== (state === "active"));
      expect(wrong).toStrictEqual([]);
    }
  });
});

describe("the present", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const until = "2026-06-02T00:00:00Z";
  const sharing = { mode: "complete", audience: [{ kind: "user", id: "bob", until }] } as const;
  const mailboxes = snapshot.mailboxes.map((mailbox) => (mailbox.id === "m-ann" ? { ...mailbox, sharing } : mailbox));
  const limited: Snapshot = { ...snapshot, mailboxes };
  const { now: _, ...atPresent } = view;

  it("passes", () => {
    vi.useFakeTimers();
    const policy = Policy.parse(limited);
    const seen = (time: string) => {
      vi.setSystemTime(time);
      const outcomes = [1, 2, 3].map(() => policy.allows(atPresent));
      expect(policy.decide(atPresent).outcome).toBe(outcomes[0] ? "allowed" : "denied");
      expect(new Set(outcomes).size).toBe(1);
      return outcomes[0];
    };
    expect(seen("2026-06-01T23:59:59.998Z")).toBe(true);
    expect(seen("2026-06-01T23:59:59.999Z")).toBe(true);
    expect(seen(until)).toBe(false);
    expect(seen("2026-06-01T23:59:59.999Z")).toBe(true);
    expect(seen("1969-12-31T23:59:59.999Z")).toBe(true);
    expect(seen("1970-01-01T00:00:00Z")).toBe(true);
    expect(seen("9999-12-31T23:59:59.999Z")).toBe(false);
  });

  it("cannot be said after the year 9999", () => {
    vi.useFakeTimers();
    const policy = Policy.parse(limited);
    vi.setSystemTime(until);
    for (let time = 0; time < 3; time += 1) policy.allows(atPresent);
    vi.setSystemTime(new Date(253_402_300_800_000));
    for (let time = 0; time < 3; time += 1) {
      expect(thrown(() => policy.allows(atPresent))).toMatchObject({ code: "invalid-time", path: "/now" });
    }
  });

  it("is not the last moment, where the clock gives no number", () => {
    const policy = Policy.parse(limited);
    vi.useFakeTimers();
    vi.setSystemTime(now);
    for (let time = 0; time < 3; time += 1) expect(policy.allows(atPresent)).toBe(true);
    vi.setSystemTime(until);
    const clock = vi.spyOn(Date, "now").mockReturnValue(Number.NaN);
    const outcomes = [1, 2, 3].map(() => policy.allows(atPresent));
    clock.mockRestore();
    expect(outcomes).toStrictEqual([false, false, false]);
  });

  it("is not a moment that was given", () => {
    vi.useFakeTimers();
    vi.setSystemTime(until);
    const policy = Policy.parse(limited);
    for (let time = 0; time < 3; time += 1) expect(policy.allows(view)).toBe(true);
    for (let time = 0; time < 3; time += 1) expect(policy.allows(atPresent)).toBe(false);
    for (let time = 0; time < 3; time += 1) expect(policy.allows({ ...view, now: undefined })).toBe(false);
    for (let time = 0; time < 3; time += 1) expect(policy.allows(view)).toBe(true);
  });
});

describe("a polluted prototype", () => {
  const catching = { configurable: true, enumerable: true, get: () => "caught", set: () => {} };

  /** The answer under an accessor that catches what is assigned to the member. */
  function under(prototype: object, name: PropertyKey, question: () => unknown): unknown {
    Object.defineProperty(prototype, name, catching);
    try {
      return question();
    } finally {
      Reflect.deleteProperty(prototype, name);
    }
  }

  const members = [
    "action",
    "viewer",
    "thread",
    "now",
    "record",
    "force",
    "outcome",
    "level",
    "reasons",
    "obligations",
  ];
  it.each([...members, "code", "rule", "kind", "length", "0", "1"])("with %s catches nothing", (name) => {
    const policy = asked();
    for (const prototype of [Object.prototype, Array.prototype]) {
      if (name === "length" && prototype === Array.prototype) continue;
      for (const [thread, expected] of [
        ["t-linked", allowed],
        ["t-unlinked", denied],
      ] as const) {
        for (let time = 0; time < 3; time += 1) {
          const [decision, outcome] = [
            under(prototype, name, () => policy.decide({ ...view, thread })),
            under(prototype, name, () => policy.allows({ ...view, thread })),
          ];
          expect(decision).toStrictEqual(expected);
          expect(outcome).toBe(expected.outcome === "allowed");
        }
      }
    }
  });
});
