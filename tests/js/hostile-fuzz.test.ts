/** Wrong values at every path of a valid snapshot, and calls after the end. */
import { diagnose, MailveilError, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  expectAlive,
  expectFailure,
  failure,
  HIDDEN,
  hostile,
  NOW,
  type QueryArgument,
  type SnapshotArgument,
  sample,
} from "./hostile-kit.ts";

type Container = Record<string, unknown>;

/** Every value of the sample, by the way to it. */
function waysOf(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, member]) => waysOf(member, [...way, key]))];
}

function spoilt(way: readonly string[], spoil: (container: Container, key: string) => void): unknown {
  const whole: Container = { root: sample() };
  const full = ["root", ...way];
  const last = full.pop() ?? "root";
  spoil(
    full.reduce((container, key) => container[key] as Container, whole),
    last,
  );
  return whole["root"];
}

/** `diagnose` never throws on such input, and agrees with `Policy.parse`, from text and from the object. */
function diagnosed(snapshot: unknown): { code: string; path: string }[] {
  const input = hostile<SnapshotArgument>(snapshot);
  const { problems, total } = diagnose(input);
  expect(total).toBe(problems.length);
  if (snapshot !== undefined) expect(diagnose(JSON.stringify(snapshot))).toEqual({ problems, total });
  try {
    Policy.parse(input).free();
    expect(total).toBe(0);
  } catch (error) {
    expect(error).toBeInstanceOf(MailveilError);
    expect(error).toMatchObject({ code: "invalid-snapshot", problems, total });
    expect(total).toBeGreaterThan(0);
  }
  return problems.map(({ code, path }) => ({ code, path }));
}

const ways = waysOf(sample());
/** All but the whole, which as a string would be text. */
const inner = ways.filter(({ length }) => length > 0);

describe("every value of a valid snapshot", () => {
  it("is many", () => {
    expect(ways.length).toBeGreaterThan(150);
  });

  it("cannot be null", () => {
    for (const way of inner) {
      const problems = diagnosed(spoilt(way, (container, key) => (container[key] = null)));
      expect(problems).toContainEqual({ code: "wrong-type", path: ["", ...way].join("/") });
    }
    expectAlive();
  });

  it.each([true, 0, "", [], {}])("as %j is refused, or accepted where it may be", (value) => {
    for (const way of inner) {
      let before: unknown;
      const snapshot = spoilt(way, (container, key) => {
        before = container[key];
        container[key] = value;
      });
      const problems = diagnosed(snapshot);
      if (typeof before !== typeof value || Array.isArray(before) !== Array.isArray(value)) {
        expect(problems).toContainEqual({ code: "wrong-type", path: ["", ...way].join("/") });
      }
    }
    expectAlive();
  });

  it("may be left out, or is missed", () => {
    for (const way of inner) {
      diagnosed(
        spoilt(way, (container, key) => {
          if (Array.isArray(container)) container.splice(Number(key), 1);
          else delete container[key];
        }),
      );
    }
    expectAlive();
  });

  it("may not have a neighbour that nobody knows", () => {
    const objects = ways.filter((way) => {
      const value = way.reduce<unknown>((at, key) => (at as Container)[key], sample());
      return typeof value === "object" && value !== null && !Array.isArray(value);
    });
    for (const way of objects) {
      const problems = diagnosed(spoilt([...way, "unheardOf"], (container, key) => (container[key] = true)));
      expect(problems).toEqual([{ code: "unknown-field", path: ["", ...way, "unheardOf"].join("/") }]);
    }
    expectAlive();
  });
});

describe("text cut short or spoilt anywhere", () => {
  const bytes = new TextEncoder().encode(JSON.stringify(sample()));

  it("is refused at its end", () => {
    for (let length = 0; length < bytes.length; length += 7) {
      const { problems } = diagnose(bytes.subarray(0, length));
      expect(problems).toMatchObject([{ code: "json-syntax", path: "", offset: length }]);
    }
    expectAlive();
  });

  it.each([0x00, 0x22, 0x2c, 0x5c, 0x7b, 0x80, 0xff])("byte %d is refused or read, never a fault", (byte) => {
    for (let offset = 0; offset < bytes.length; offset += 11) {
      const { problems, total } = diagnose(bytes.with(offset, byte));
      expect(problems.length).toBe(total);
      if (byte === 0x00 || byte >= 0x80) expect(problems).toMatchObject([{ code: "json-syntax", offset }]);
    }
    expectAlive();
  });
});

describe("after free()", () => {
  const end: [string, (policy: Policy) => void][] = [
    ["free", (policy) => policy.free()],
    ["Symbol.dispose", (policy) => policy[Symbol.dispose]()],
  ];

  it.each(end)("%s: every call throws `freed`", (_, free) => {
    const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
    expect(policy.decide(ASKED)).toEqual(HIDDEN);
    free(policy);
    const calls = [
      () => policy.decide(ASKED),
      () => policy.decide(hostile<QueryArgument>(null)),
      () => policy.decideAll([ASKED]),
      () => policy.decideAll([]),
      () => policy.visibleThreads({ viewer: "mate", now: NOW }),
      () => policy.whoCanView({ thread: "t-ticked", now: NOW }),
      () => policy.sendFromMailboxes({ viewer: "mate", now: NOW }),
      () => policy.mailboxAdministration({ viewer: "boss", now: NOW }),
      () => policy.licensedUserCount,
      () => policy.threadCount,
    ];
    for (const call of calls) expect(failure(call).code).toBe("freed");
  });

  it.each(end)("%s: twice does nothing", (_, free) => {
    const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
    free(policy);
    free(policy);
    policy.free();
    policy[Symbol.dispose]();
    expectAlive();
  });

  it("ids that were not read before are refused, not another policy's", () => {
    const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
    const list = policy.visibleThreads({ viewer: "mate", now: NOW });
    policy.free();
    const users = [{ id: "own", status: "active" }];
    const other = Policy.parse({
      version: 1,
      organization: {},
      roles: [],
      users: users as [],
      records: [],
      mailboxes: [],
      threads: [],
    });
    expect([...list.rows]).toEqual([1, 3]);
    try {
      expect(list.ids).toEqual(["t-ticked", "t-shared"]);
    } catch (error) {
      expect(error).toMatchObject({ code: "freed" });
    }
    other.free();
  });

  it("others go on", () => {
    const policies = Array.from({ length: 50 }, () => Policy.parse(hostile<SnapshotArgument>(sample())));
    for (const policy of policies.slice(1)) policy.free();
    expect(policies[0]?.decide(ASKED)).toEqual(HIDDEN);
    expectFailure(() => policies[0]?.decide({ ...ASKED, viewer: "nobody" }), "unknown-viewer", "/viewer");
  });
});
