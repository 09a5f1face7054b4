import {
  decide,
  diagnose,
  init,
  type ListQuery,
  Policy,
  type Query,
  redactDecision,
  supportRestrictions,
  visibleThreads,
} from "mailveil";
import { describe, expect, it } from "vitest";
import { now, snapshot, text } from "./fixture.ts";

const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;
const subjectOnly = {
  outcome: "allowed",
  level: "subject",
  reasons: [{ code: "in-audience", rule: "Z-11" }],
  obligations: [],
};

describe("loading", () => {
  it("is ready on import in Node", () => {
    expect(diagnose(text)).toEqual({ problems: [], total: 0 });
  });

  it("may be awaited any number of times", async () => {
    await expect(Promise.all([init(), init(), init("file:///nowhere.wasm")])).resolves.toBeDefined();
  });
});

describe("one call", () => {
  it("decides", () => {
    expect(decide(text, view)).toStrictEqual(subjectOnly);
  });

  it("takes text, bytes and objects alike", () => {
    const bytes = new TextEncoder().encode(text);
    const padded = Buffer.from(`....${text}....`);
    const forms = [text, bytes, Buffer.from(text), padded.subarray(4, padded.length - 4), snapshot];
    for (const form of forms) expect(decide(form, view)).toStrictEqual(subjectOnly);
  });

  it.each(["\u{feff}deal", "\u{feff}\u{feff}", "d\u{feff}eal", "\u{feff}".padEnd(200, "x")])(
    "gives an id back as it was: %j",
    (id) => {
      const records = [...snapshot.records, { id, type: "deal" as const, access: [] }];
      const threads = [{ id, mailbox: "m-ann", participants: [], records: [id] }];
      const policy = Policy.parse({ ...snapshot, records, threads });
      const { reasons } = policy.decide({ action: "view", viewer: "bob", thread: id, record: id, now });
      expect(reasons).toContainEqual(expect.objectContaining({ record: id }));
      expect(policy.visibleThreads({ viewer: "ann", now }).ids).toStrictEqual([id]);
    },
  );

  it("lists threads as plain data", () => {
    const listed = visibleThreads(text, { viewer: "bob", now });
    expect(listed).toStrictEqual({
      rows: new Uint32Array([0, 1, 4]),
      levels: new Uint8Array([2, 3, 2]),
      ids: ["t-linked", "t-bob", "t-second"],
    });
  });

  it("names every problem", () => {
    const { problems, total } = diagnose({ ...snapshot, version: 2, roles: [{ id: "" }] } as never);
    expect(total).toBe(problems.length);
    expect(problems.map(({ code, path }) => [code, path])).toContainEqual(["invalid-id", "/roles/0/id"]);
    for (const problem of problems) {
      expect(problem.message).not.toBe("");
      expect(problem.help).not.toBe("");
    }
  });

  it("names the restrictions of support agents, deleting first", () => {
    const restrictions = supportRestrictions();
    expect(restrictions[0]).toStrictEqual({ restriction: 0, operation: "delete-record" });
    expect(new Set(restrictions.map(({ restriction }) => restriction)).size).toBe(33);
  });
});

describe("a policy", () => {
  it("answers every kind of question", () => {
    const policy = Policy.parse(snapshot);
    expect(policy.threadCount).toBe(5);
    expect(policy.licensedUserCount).toBe(4);
    expect(policy.decide(view)).toStrictEqual(subjectOnly);
    expect(policy.sendFromMailboxes({ viewer: "bob", now })).toStrictEqual(["m-bob"]);
    const { members, supportAgents } = policy.whoCanView({ thread: "t-linked", now });
    expect(members.map(({ user, level }) => [user, level])).toStrictEqual([
      ["ann", "full"],
      ["bob", "subject"],
      ["cleo", "full"],
    ]);
    expect(supportAgents).toStrictEqual([]);
    const page = policy.mailboxAdministration({ viewer: "cleo", now });
    expect(page.rows.map(({ mailbox, mode }) => [mailbox, mode])).toStrictEqual([
      ["m-ann", "complete"],
      ["m-bob", "private"],
    ]);
    expect(policy.mailboxAdministration({ viewer: "bob", now })).toMatchObject({
      decision: { outcome: "denied" },
      rows: [],
    });
    policy.free();
  });

  it("answers many questions at once, in their order", () => {
    const policy = Policy.parse(text);
    const queries: Query[] = snapshot.threads.map(({ id }) => ({ ...view, thread: id }));
    expect(policy.decideAll(queries)).toStrictEqual(queries.map((query) => policy.decide(query)));
    expect(policy.decideAll([])).toStrictEqual([]);
    policy.free();
  });

  it("takes the present where no moment is given", () => {
    const policy = Policy.parse({
      ...snapshot,
      supportAccess: [
        {
          agent: "vera",
          grantedBy: "cleo",
          activatedAt: new Date(Date.now() - 60_000).toISOString(),
          expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        },
      ],
    });
    const operate = { action: "operate", viewer: "vera", operation: "view-record" } as const;
    expect(policy.decide(operate).outcome).toBe("allowed");
    expect(policy.decide({ ...operate, now: undefined }).outcome).toBe("allowed");
    expect(policy.decideAll([operate])[0]?.outcome).toBe("allowed");
    expect(policy.decide({ ...operate, now: new Date(0) }).outcome).toBe("denied");
    policy.free();
  });

  it("is freed once and for all", () => {
    const policy = Policy.parse(text);
    const listed = policy.visibleThreads({ viewer: "ann", now });
    policy.free();
    policy.free();
    policy[Symbol.dispose]();
    const calls: (() => unknown)[] = [
      () => policy.decide(view),
      () => policy.decideAll([]),
      () => policy.visibleThreads({ viewer: "ann" }),
      () => policy.whoCanView({ thread: "t-linked" }),
      () => policy.sendFromMailboxes({ viewer: "ann" }),
      () => policy.mailboxAdministration({ viewer: "ann" }),
      () => policy.licensedUserCount,
      () => policy.threadCount,
      () => listed.ids,
    ];
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: "freed" }));
    expect(listed.rows.length).toBe(3);
  });
});

describe("visibleThreads", () => {
  const listQuery: ListQuery = { viewer: "bob", now };

  it("builds the ids when they are first read, and once", () => {
    const policy = Policy.parse(text);
    const listed = policy.visibleThreads(listQuery);
    expect(listed.ids).toStrictEqual(["t-linked", "t-bob", "t-second"]);
    expect(listed.ids).toBe(listed.ids);
    policy.free();
    expect(listed.ids).toHaveLength(3);
    expect(JSON.parse(JSON.stringify(listed)).ids).toStrictEqual(listed.ids);
    expect(Object.keys(listed)).toStrictEqual(["rows", "levels", "ids"]);
  });

  it("keeps rows and ids together when the caller changes the rows first", () => {
    const policy = Policy.parse(text);
    const listed = policy.visibleThreads(listQuery);
    listed.rows.reverse();
    structuredClone(listed.levels.buffer, { transfer: [listed.levels.buffer] });
    expect(listed.ids).toStrictEqual(["t-linked", "t-bob", "t-second"]);
    policy.free();
  });

  it("gives arrays of its own, no views of the module's memory", () => {
    const policy = Policy.parse(text);
    const [first, second] = [policy.visibleThreads(listQuery), policy.visibleThreads(listQuery)];
    expect(first.rows.buffer.byteLength).toBe(first.rows.byteLength);
    expect(first.levels.buffer.byteLength).toBe(first.levels.byteLength);
    first.rows.fill(9);
    expect([...second.rows]).toStrictEqual([0, 1, 4]);
    policy.free();
  });

  it("has no ids for no threads", () => {
    expect(visibleThreads(text, { viewer: "dan", now })).toStrictEqual({
      rows: new Uint32Array(),
      levels: new Uint8Array(),
      ids: [],
    });
  });
});

describe("redactDecision", () => {
  it("leaves outcome, level and obligations", () => {
    const decision = decide(text, { ...view, viewer: "vera" });
    expect(decision.reasons.length).toBeGreaterThan(0);
    const redacted = redactDecision(decision);
    expect(redacted).toStrictEqual({ outcome: "denied", level: "none", reasons: [], obligations: [{ kind: "audit" }] });
    expect(redactDecision(redacted)).toStrictEqual(redacted);
    expect(redacted.obligations).not.toBe(decision.obligations);
    expect(decision.reasons.length).toBeGreaterThan(0);
  });

  it("has no level where the decision has none", () => {
    const decision = decide(text, { action: "operate", viewer: "vera", operation: "create-record", now });
    expect(redactDecision(decision)).toStrictEqual({
      outcome: "allowed",
      reasons: [],
      obligations: [{ kind: "audit" }, { kind: "set-record-owner", owner: "vera" }],
    });
  });

  it("drops what rides along", () => {
    const decision = {
      ...decide(text, view),
      subject: "secret",
      obligations: [{ kind: "audit", note: "secret" }],
    } as const;
    expect(JSON.stringify(redactDecision(decision))).not.toContain("secret");
  });
});
