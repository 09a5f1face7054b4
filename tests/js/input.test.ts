// What goes in may be anything; what it does not say itself does not count.
import { decide, diagnose, MailveilError, Policy, type Query } from "mailveil";
import { afterEach, describe, expect, it } from "vitest";
import { now, snapshot, text, thrown } from "./fixture.ts";

const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;
const allowed = decide(text, view);

/** Adds to a prototype for one test. */
const polluted: [object, string][] = [];
function pollute(prototype: object, name: string, value: unknown): void {
  polluted.push([prototype, name]);
  Object.defineProperty(prototype, name, { value, configurable: true, enumerable: true, writable: true });
}
afterEach(() => {
  for (const [prototype, name] of polluted.splice(0)) Reflect.deleteProperty(prototype, name);
});

describe("a question", () => {
  const policy = Policy.parse(text);
  const ask = (query: unknown) => policy.decide(query as Query);
  const error = (query: unknown) => thrown(() => ask(query));

  it("leaves out members that are undefined", () => {
    expect(ask({ ...view, surface: undefined, record: undefined, mailbox: undefined })).toStrictEqual(allowed);
  });

  it("counts own enumerable members with string names only", () => {
    const hidden = Object.defineProperty({ ...view }, "unknown", { value: "x", enumerable: false });
    expect(ask(hidden)).toStrictEqual(allowed);
    expect(ask({ ...view, [Symbol("unknown")]: "x" })).toStrictEqual(allowed);
    expect(ask(Object.assign(Object.create({ unknown: "x" }), view))).toStrictEqual(allowed);
    expect(ask(Object.assign(Object.create(null), view))).toStrictEqual(allowed);
    expect(error(Object.create(view))).toMatchObject({ code: "missing-field", path: "/action" });
  });

  it("takes nothing from a polluted prototype", () => {
    pollute(Object.prototype, "viewer", "ann");
    pollute(Object.prototype, "record", "deal-1");
    expect(ask(view)).toStrictEqual(allowed);
    expect(error({ action: "view", thread: "t-linked", now })).toMatchObject({
      code: "missing-field",
      path: "/viewer",
    });
  });

  it("refuses members that are no strings, at their path", () => {
    for (const value of [
      null,
      7,
      true,
      {},
      [],
      ["bob"],
      new String("bob"),
      Symbol("bob"),
      7n,
      () => "bob",
      new Date(),
    ]) {
      expect(error({ ...view, viewer: value })).toMatchObject({ code: "wrong-type", path: "/viewer" });
    }
  });

  it("refuses what is no object", () => {
    const proxy = Proxy.revocable({}, {});
    proxy.revoke();
    for (const query of [undefined, null, "view", 7, true, [], [view], () => view, Symbol("view"), proxy.proxy]) {
      expect(error(query)).toMatchObject({ code: "wrong-type", path: "" });
    }
  });

  it("refuses unknown members, with their path escaped", () => {
    expect(error({ ...view, "a/b~c": "x" })).toMatchObject({ code: "unknown-field", path: "/a~1b~0c" });
    expect(error({ ...view, "": "x" })).toMatchObject({ code: "unknown-field", path: "/" });
    expect(error(JSON.parse(JSON.stringify(view).replace("{", '{"__proto__":"x",')))).toMatchObject({
      code: "unknown-field",
      path: "/__proto__",
    });
  });

  it("tells which member threw, and what", () => {
    const fault = new Error("from the getter");
    const query = {
      ...view,
      get viewer(): string {
        throw fault;
      },
    };
    const seen = error(query);
    expect(seen).toBeInstanceOf(MailveilError);
    expect(seen).toMatchObject({ code: "wrong-type", path: "/viewer", cause: fault });
    expect(thrown(() => policy.decideAll([view, query]))).toMatchObject({
      code: "wrong-type",
      path: "/1/viewer",
      cause: fault,
    });
    expect(policy.decide(view)).toStrictEqual(allowed);
  });

  it("survives proxies whose traps throw", () => {
    const fault = new Error("from the trap");
    const fail = () => {
      throw fault;
    };
    expect(error(new Proxy({}, { ownKeys: fail }))).toMatchObject({ code: "wrong-type", path: "", cause: fault });
    expect(error(new Proxy({ ...view }, { get: fail }))).toMatchObject({
      code: "wrong-type",
      path: "/action",
      cause: fault,
    });
    expect(ask(new Proxy({ ...view }, {}))).toStrictEqual(allowed);
  });

  it("refuses ids with lone surrogates, which would become U+FFFD", () => {
    expect(error({ ...view, viewer: "bob\ud800" })).toMatchObject({ code: "unknown-viewer", path: "/viewer" });
    expect(error({ ...view, viewer: "\ufffd" })).toMatchObject({ code: "unknown-viewer", path: "/viewer" });
  });
});

describe("a moment", () => {
  const policy = Policy.parse(text);
  const at = (moment: unknown) =>
    policy.decide({ action: "operate", viewer: "vera", operation: "view-record", now: moment } as Query);

  it("is text or a Date", () => {
    expect(at(now).outcome).toBe("allowed");
    expect(at(new Date(now)).outcome).toBe("allowed");
    expect(at(new Date("2026-06-03T00:00:00Z")).outcome).toBe("denied");
    class OwnDate extends Date {}
    expect(at(new OwnDate(now)).outcome).toBe("allowed");
    const expiresAt = new Date("2026-06-05T00:00:00Z");
    expect(policy.decide({ action: "edit-support-access", viewer: "cleo", expiresAt, now }).outcome).toBe("allowed");
  });

  it("is refused when it is no time", () => {
    for (const moment of ["", "now", "2026-06-01", new Date(Number.NaN), new Date(8.64e15)]) {
      expect(thrown(() => at(moment))).toMatchObject({ code: "invalid-time", path: "/now" });
    }
    for (const moment of [null, 0, 1780000000000, { toISOString: () => now }, Object.create(Date.prototype)]) {
      expect(thrown(() => at(moment))).toMatchObject({ code: "wrong-type", path: "/now" });
    }
  });
});

describe("a list of questions", () => {
  const policy = Policy.parse(text);
  const error = (queries: unknown) => thrown(() => policy.decideAll(queries as Query[]));

  it("names the first bad one", () => {
    expect(error([view, { ...view, viewer: "nobody" }, { ...view, thread: "nothing" }])).toMatchObject({
      code: "unknown-viewer",
      path: "/1/viewer",
    });
    for (const query of [null, undefined, "view", [view]]) {
      expect(error([view, query])).toMatchObject({ code: "wrong-type", path: "/1" });
    }
  });

  it("is an array, without holes", () => {
    for (const queries of [null, undefined, "", {}, { length: 0 }, new Set([view]), view]) {
      expect(error(queries)).toMatchObject({ code: "wrong-type", path: "" });
    }
    pollute(Array.prototype, "1", view);
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    expect(error([view, , view])).toMatchObject({ code: "wrong-type", path: "/1" });
  });
});

describe("a snapshot as an object", () => {
  const refusal = (input: unknown) => thrown(() => Policy.parse(input as typeof snapshot));
  const problems = (input: unknown) =>
    diagnose(input as typeof snapshot).problems.map(({ code, path }) => [code, path]);

  it("is refused when it cannot be written as JSON", () => {
    const fault = new Error("from the getter");
    const throwing = Object.defineProperty({}, "version", {
      enumerable: true,
      get() {
        throw fault;
      },
    });
    const cyclic: Record<string, unknown> = { ...snapshot };
    cyclic["roles"] = [cyclic];
    for (const input of [throwing, cyclic, { ...snapshot, version: 1n }, 1n]) {
      expect(refusal(input)).toMatchObject({
        code: "invalid-snapshot",
        total: 1,
        problems: [{ code: "json-syntax", path: "", help: expect.stringContaining("plain data") }],
      });
      expect(problems(input)).toStrictEqual([["json-syntax", ""]]);
    }
    expect(refusal(throwing)).toHaveProperty("cause", fault);
  });

  it("is refused when it is none", () => {
    for (const input of [undefined, null, 7, true, () => snapshot, Symbol("snapshot"), []]) {
      expect(problems(input)).toStrictEqual([["wrong-type", ""]]);
      expect(refusal(input)).toMatchObject({ code: "invalid-snapshot" });
    }
  });

  it("leaves out undefined members and takes Dates for times", () => {
    const input = { ...snapshot, users: snapshot.users.map((user) => ({ ...user, name: undefined })) };
    expect(problems(input)).toStrictEqual([]);
    const supportAccess = snapshot.supportAccess.map((entry) => ({
      ...entry,
      activatedAt: new Date(entry.activatedAt),
    }));
    expect(problems({ ...snapshot, supportAccess })).toStrictEqual([]);
    expect(problems({ ...snapshot, roles: [undefined] })).toContainEqual(["wrong-type", "/roles/0"]);
  });

  it("is refused where something stands that JSON would leave out", () => {
    class Opaque {
      readonly #domains = ["bank.test"];
      domains = () => this.#domains;
    }
    class Empty {}
    const opaque = [new Map([["excludedDomains", ["bank.test"]]]), new Set(), Promise.resolve({}), /x/, new Empty()];
    for (const organization of [() => ({}), Symbol("organization"), ...opaque]) {
      expect(problems({ ...snapshot, organization })).toStrictEqual([["wrong-type", "/organization"]]);
    }
    expect(problems({ ...snapshot, organization: new Opaque() })).toContainEqual([
      "wrong-type",
      "/organization/domains",
    ]);
    expect(problems({ ...snapshot, organization: Object.create(null) })).toStrictEqual([]);
    expect(
      problems({ ...snapshot, organization: Object.assign(new Empty(), { domains: ["crm.test"] }) }),
    ).toStrictEqual([]);
  });

  it("is not changed by polluted prototypes", () => {
    const everyone = { kind: "everyone" };
    const closed = {
      ...snapshot,
      mailboxes: [{ ...snapshot.mailboxes[0], sharing: undefined }, snapshot.mailboxes[1]],
    };
    const denied = decide(closed as typeof snapshot, view);
    const poison = {
      toJSON: [() => snapshot, Object.prototype],
      sharing: [{ mode: "complete", audience: [everyone] }, Object.prototype],
      0: [everyone, Array.prototype],
    } as const;
    for (const [name, [value, prototype]] of Object.entries(poison)) {
      pollute(prototype, name, value);
      expect(decide(closed as typeof snapshot, view)).toStrictEqual(denied);
      expect(decide(snapshot, view)).toStrictEqual(allowed);
    }
    pollute(Array.prototype, "toJSON", () => {
      throw new Error("from toJSON");
    });
    expect(decide(snapshot, view)).toStrictEqual(allowed);
    expect(problems({ ...snapshot, users: new Array(1) })).toContainEqual(["wrong-type", "/users/0"]);
    expect(problems({ ...snapshot, organization: new Map() })).toStrictEqual([["wrong-type", "/organization"]]);
    // A class's own `toJSON` goes on counting.
    const supportAccess = snapshot.supportAccess.map((entry) => ({
      ...entry,
      activatedAt: new Date(entry.activatedAt),
    }));
    expect(problems({ ...snapshot, supportAccess })).toStrictEqual([]);
  });
});

describe("a snapshot as text", () => {
  const offset = (input: string | Uint8Array) => diagnose(input).problems[0];

  it("is refused where a lone surrogate stands, counted in bytes", () => {
    expect(offset('{"é":"\ud800"}')).toMatchObject({ code: "json-syntax", path: "", offset: 7 });
    expect(offset("\udc00")).toMatchObject({ code: "json-syntax", offset: 0 });
    expect(offset('{"a":"\ud83d\ude00"}')).not.toMatchObject({ code: "json-syntax" });
  });

  it("is refused when bytes are no UTF-8, or begin with a mark", () => {
    expect(offset(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ code: "json-syntax", offset: 1 });
    expect(offset(`\ufeff${text}`)).toMatchObject({ code: "json-syntax", offset: 0 });
    expect(offset(new Uint8Array())).toMatchObject({ code: "json-syntax", offset: 0 });
  });

  it("does not trust what an array of bytes says of itself", () => {
    const bytes = new TextEncoder().encode(text);
    for (const length of [0, 1, 1_000_000]) {
      const lying = new Uint8Array(bytes);
      Object.defineProperty(lying, "length", { value: length });
      expect(decide(lying, view)).toStrictEqual(allowed);
    }
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(offset(bytes)).toMatchObject({ code: "json-syntax", offset: 0 });
    expect(offset(new Uint16Array(2) as never)).not.toMatchObject({ code: "json-syntax" });
  });
});
