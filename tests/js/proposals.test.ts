// What only JavaScript can do to proposals and exposures; what they answer, the vectors say.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type MailveilError, Policy, type ProposeQuery, type Snapshot } from "mailveil";
import { afterAll, describe, expect, it } from "vitest";
import { now, snapshot, text, thrown } from "./fixture.ts";

const policy = Policy.parse(text);
afterAll(() => policy.free());

const everyone = { mode: "complete", audience: [{ kind: "everyone" }] } as const;
const share = { action: "change-sharing", viewer: "ann", mailbox: "m-ann", now, value: everyone } as const;
const propose = (query: object) => policy.propose({ ...share, ...query } as unknown as ProposeQuery);

describe("a proposal", () => {
  it("takes dates where times stand, as JSON writes them", () => {
    const audience = [{ kind: "everyone", until: new Date("2026-07-01T00:00:00Z") }];
    const { patch } = propose({ value: { mode: "complete", audience } });
    expect(patch[0]).toMatchObject({ value: { audience: [{ until: "2026-07-01T00:00:00.000Z" }] } });
  });

  it("is of the present, without `now`", () => {
    const before = Date.now();
    const { patch } = propose({ now: undefined });
    const saved = patch.find(({ path }) => path === "/mailboxes/0/settingsSavedAt");
    expect(Date.parse(String((saved as { value: unknown }).value))).toBeGreaterThanOrEqual(before);
  });

  it("has one problem where the value cannot be written as JSON", () => {
    const cycle: Record<string, unknown> = {};
    cycle["audience"] = cycle;
    const throwing = {
      ...share,
      get value(): never {
        throw new Error("no");
      },
    };
    const unwritable = [...[cycle, 1n, { mode: 1n }].map((value) => propose({ value })), policy.propose(throwing)];
    for (const { decision, problems, patch, exposure } of unwritable) {
      expect(decision).toStrictEqual(policy.decide({ action: "change-sharing", viewer: "ann", mailbox: "m-ann", now }));
      expect(problems).toMatchObject([{ code: "json-syntax", path: "/value" }]);
      expect([patch, exposure]).toStrictEqual([[], undefined]);
    }
  });

  it("does not take what JSON does not tell for nothing", () => {
    for (const value of [new Map([["mode", "private"]]), () => everyone, Symbol("private"), null]) {
      expect(propose({ value }).problems).toMatchObject([{ code: "wrong-type", path: "/value" }]);
    }
    expect(propose({ value: undefined }).problems).toMatchObject([{ code: "missing-field", path: "/value" }]);
    expect(propose({ value: Object.create(everyone) }).problems).toMatchObject([{ path: "/value" }]);
  });

  it("takes nothing inherited, and no text with half a letter", () => {
    const inherited = Object.create(share) as ProposeQuery;
    expect(thrown(() => policy.propose(inherited))).toMatchObject({ code: "missing-field", path: "/action" });
    const value = { mode: "complete", audience: [{ kind: "user", id: "ann\ud800" }] };
    expect(propose({ value }).problems).not.toHaveLength(0);
  });

  it("changes nothing", () => {
    const list = () => ["ann", "bob", "cleo"].map((viewer) => policy.visibleThreads({ viewer, now }).ids);
    const before = [list(), policy.threadCount];
    expect(propose({ exposure: true }).exposure?.users).not.toHaveLength(0);
    expect([list(), policy.threadCount]).toStrictEqual(before);
  });

  it("reads a question once, member by member", () => {
    const read: string[] = [];
    const query = new Proxy(share, {
      get: (target, name) => {
        read.push(String(name));
        return Reflect.get(target, name);
      },
    });
    policy.propose(query);
    expect(read).toStrictEqual(Object.keys(share));
  });

  it("throws for a policy that the question frees while it is read", () => {
    const brief = Policy.parse(text);
    const query = {
      ...share,
      get value() {
        brief.free();
        return everyone;
      },
    };
    expect(thrown(() => brief.propose(query))).toMatchObject({ code: "freed" });
    expect(policy.decide({ action: "view", viewer: "ann", thread: "t-linked", now }).outcome).toBe("allowed");
  });
});

describe("an exposure", () => {
  const changed = (change: Partial<Snapshot>) => Policy.parse({ ...snapshot, ...change } as Snapshot);

  it("compares with a policy inside a proxy", () => {
    const after = changed({ threads: [] });
    const exposure = policy.exposure(after, { now });
    expect(exposure.pairs).toBeGreaterThan(2);
    expect(policy.exposure(new Proxy(after, {}), { now })).toStrictEqual(exposure);
    expect(new Proxy(policy, {}).exposure(after, { now })).toStrictEqual(exposure);
    after.free();
  });

  it("is nothing of a policy and itself, and needs no question", () => {
    expect(policy.exposure(policy)).toStrictEqual({ users: [], pairs: 0 });
  });

  it("compares with nothing but a policy", () => {
    const feigned = Object.create(Policy.prototype) as Policy;
    for (const after of [{}, null, undefined, "policy", feigned, new Proxy({}, {})] as Policy[]) {
      expect(thrown(() => policy.exposure(after))).toMatchObject({ code: "wrong-type" });
    }
  });

  it("throws for a policy that was freed, on either side, also while the question is read", () => {
    const after = changed({ threads: [] });
    const query = {
      get now() {
        after.free();
        return now;
      },
    };
    expect(thrown(() => policy.exposure(after, query))).toMatchObject({ code: "freed" });
    expect(thrown(() => policy.exposure(after))).toMatchObject({ code: "freed" });
    expect(thrown(() => after.exposure(policy))).toMatchObject({ code: "freed" });
    expect(policy.exposure(policy).pairs).toBe(0);
  });

  it("refuses examples that are no number of 0 to 100", () => {
    for (const examples of [Number.NaN, -1, 0.5, 101, 1e21, Number.POSITIVE_INFINITY]) {
      expect(thrown(() => policy.exposure(policy, { examples }))).toMatchObject({ code: "unknown-value" });
    }
    for (const examples of ["3", 3n, true, null, [3]] as unknown as number[]) {
      expect(thrown(() => policy.exposure(policy, { examples }))).toMatchObject({ code: "wrong-type" });
    }
    expect(policy.exposure(policy, { examples: -0 }).pairs).toBe(0);
  });

  it("carries what threw while the question was read", () => {
    const query = {
      get surface(): never {
        throw new Error("no");
      },
    };
    const error = thrown(() => policy.exposure(policy, query)) as MailveilError;
    expect(error).toMatchObject({ code: "wrong-type", path: "/surface", cause: { message: "no" } });
  });
});

it("runs as docs/proposals.md shows it", () => {
  const page = readFileSync(new URL("../../docs/proposals.md", import.meta.url), "utf8");
  const [, example = ""] = /^```js\n(.*?)^```$/ms.exec(page) ?? [];
  const [, output] = /^```text\n(.*?)^```$/ms.exec(page) ?? [];
  const cwd = new URL("../..", import.meta.url);
  const printed = execFileSync(process.execPath, ["--input-type=module"], { cwd, input: example, encoding: "utf8" });
  expect(printed).toBe(output);
});
