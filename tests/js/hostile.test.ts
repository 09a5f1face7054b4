/** Hostile input that files can spell: misspelt queries, names of every object's members, polluted prototypes. */
import { type Decision, diagnose, Policy, redactDecision, supportRestrictions } from "mailveil";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  ask,
  type Case,
  expectAlive,
  expected,
  HIDDEN,
  hostile,
  load,
  NOW,
  outcome,
  type Pollution,
  polluted,
  type SnapshotArgument,
  sample,
} from "./hostile-kit.ts";

for (const name of ["queries", "names", "pollution"]) {
  const vectors = load(name);
  describe(vectors.description, () => {
    const policy = Policy.parse(hostile<SnapshotArgument>(vectors.snapshot));
    it.each(vectors.cases)("$description", (one) => {
      expect(outcome(ask(policy, vectors.now, one))).toEqual(expected(one));
      expectAlive();
    });
  });
}

describe("a polluted prototype changes nothing", () => {
  const { snapshot, now, cases, pollutions = [] } = load("pollution");
  const policy = Policy.parse(hostile<SnapshotArgument>(snapshot));
  const asked = cases.map((one) => ask(policy, now, one));

  /** Taken while polluted, looked at afterwards. */
  const taken = (pollution: Pollution, questions: readonly (() => unknown)[]): unknown[] =>
    polluted(pollution, () => {
      const outcomes: unknown[] = [];
      for (const question of questions) outcomes[outcomes.length] = outcome(question);
      return outcomes;
    });

  const compare = (found: readonly unknown[], of: readonly Case[]): void => {
    const named = (values: readonly unknown[]) => of.map(({ description }, index) => [description, values[index]]);
    expect(plain(named(found))).toEqual(named(of.map(expected)));
    expectAlive();
  };

  it.each(pollutions)("$member of the prototype of $on, as $as: $value", (pollution) => {
    compare(taken(pollution, asked), cases);
  });

  it.each(pollutions)("parsing under $member of the prototype of $on, as $as: $value", (pollution) => {
    const object = hostile<SnapshotArgument>(sample());
    const spelt = JSON.stringify(object);
    for (const input of [object, spelt, new TextEncoder().encode(spelt)]) {
      const [problems, parsed] = taken(pollution, [() => diagnose(input), () => Policy.parse(input)]);
      expect(plain(problems)).toEqual({ problems: [], total: 0 });
      const compiled = parsed as Policy;
      compare(
        cases.map((one) => outcome(ask(compiled, now, one))),
        cases,
      );
    }
  });
});

/** Own members only, as a caller sees them who writes the answer down. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe("what was given out cannot change what comes next", () => {
  const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
  const spoil = (run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      // Frozen answers are as good as fresh ones.
      expect(error).toBeInstanceOf(TypeError);
    }
  };

  it("a spoilt decision", () => {
    const decision = hostile<{ outcome: string; reasons: unknown[]; obligations: unknown[] }>(policy.decide(ASKED));
    spoil(() => decision.reasons.push({ code: "mailbox-owner", rule: "X-01" }));
    spoil(() => decision.obligations.push({ kind: "audit" }));
    spoil(() => Object.assign(decision, { outcome: "allowed", level: "full" }));
    expect(policy.decide(ASKED)).toEqual(HIDDEN);
  });

  it("a spoilt list", () => {
    const list = policy.visibleThreads({ viewer: "mate", now: NOW });
    list.rows.fill(0);
    list.levels.fill(3);
    expectAlive();
    const again = policy.visibleThreads({ viewer: "mate", now: NOW });
    expect([[...again.rows], [...again.levels], again.ids]).toEqual([
      [1, 3],
      [2, 3],
      ["t-ticked", "t-shared"],
    ]);
  });

  it("a spoilt table of restrictions", () => {
    const length = supportRestrictions().length;
    const table = hostile<unknown[]>(supportRestrictions());
    spoil(() => table.splice(0, table.length));
    expect(supportRestrictions()).toHaveLength(length);
    expect(supportRestrictions()[0]).toEqual({ restriction: 0, operation: "delete-record" });
  });

  it("a snapshot spoilt after parsing", () => {
    const snapshot = sample();
    const compiled = Policy.parse(hostile<SnapshotArgument>(snapshot));
    snapshot["mailboxes"] = [];
    expect(compiled.decide(ASKED)).toEqual(HIDDEN);
  });
});

describe("redacting shows no more than outcome, level and obligations", () => {
  it("of a decision with members of its own", () => {
    const decision = { ...HIDDEN, subject: "Offer", toJSON: () => "Offer" };
    const redacted = redactDecision(hostile<Decision>(decision));
    expect(plain(redacted)).toEqual({ outcome: "denied", level: "none", reasons: [], obligations: [] });
    expect(Object.keys(redacted).sort()).toEqual(["level", "obligations", "outcome", "reasons"]);
  });

  it("twice is once, and the first decision keeps its reasons", () => {
    const decision = hostile<Decision>(structuredClone(HIDDEN));
    const once = redactDecision(decision);
    expect(redactDecision(once)).toEqual(once);
    expect(decision).toEqual(HIDDEN);
  });

  it("a polluted level is not taken over", () => {
    const decision = hostile<Decision>({ outcome: "denied", reasons: [], obligations: [] });
    const redacted = polluted({ on: "Object", member: "level", as: "value", value: "full" }, () =>
      redactDecision(decision),
    );
    expect(plain(redacted)).toEqual({ outcome: "denied", reasons: [], obligations: [] });
  });
});
