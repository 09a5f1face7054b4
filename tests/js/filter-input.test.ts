// Options and bodies on their way in, whatever they are.
import { type FilterOptions, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import { now, snapshot, thrown } from "./fixture.ts";
import { type Pollution, polluted } from "./hostile-kit.ts";
import { boom, revoked, throwing } from "./hostile-values.ts";

const policy = Policy.parse(snapshot);
const options = { viewer: "bob", now } as const;
const linked = {
  id: "a",
  mailbox: "m-ann",
  participants: [],
  records: ["contact-1"],
  subject: "Offer",
  body: "secret",
};
const values = { '"shared"': "shared", '"private"': "private" };
const items = [linked, { id: "b", mailbox: "m-bob", participants: [] }, { ...linked, sharing: "private" }];
const body = JSON.stringify(items);
const cut = { id: "a", mailbox: "m-ann", participants: [], subject: "Offer" };
const expected = JSON.stringify([cut, items[1]]);

const filter = (given: unknown, from: unknown = body) => {
  const { body, ...counts } = policy.filterThreads(from as string, given as FilterOptions);
  return { text: new TextDecoder().decode(body), ...counts };
};
const answer = {
  ...{ text: expected, shown: 2, hidden: 1, unreadable: 0 },
  ...{ unknownRecords: 0, unsaid: { sharing: 0, state: 0 } },
};

describe("a body", () => {
  const bytes = new TextEncoder().encode(body);

  it("may be text, bytes, or a part of a larger buffer", () => {
    const padded = Buffer.from(`....${body}....`);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const part = padded.subarray(4, padded.length - 4);
    for (const form of [body, bytes, Buffer.from(body), part, shared])
      expect(filter(options, form)).toStrictEqual(answer);
  });

  it("comes out as bytes of its own", () => {
    for (const form of [body, bytes]) {
      const { body: found } = policy.filterThreads(form, options);
      expect(Object.getPrototypeOf(found)).toBe(Uint8Array.prototype);
      expect(found.buffer.byteLength).toBe(found.length);
    }
    expect(new TextDecoder().decode(bytes)).toBe(body);
  });

  it("may lie about its length", () => {
    class Liar extends Uint8Array {
      override get length(): number {
        return 2 ** 30;
      }
      override get byteLength(): number {
        return 2 ** 30;
      }
      override set(): void {
        boom();
      }
    }
    expect(filter(options, new Liar(bytes))).toStrictEqual(answer);
    Object.defineProperty(bytes, "length", { value: 2 ** 30 });
    expect(filter(options, bytes)).toStrictEqual(answer);
  });

  it("that was transferred away is empty", () => {
    const gone = new TextEncoder().encode(body);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    expect(thrown(() => filter(options, gone))).toMatchObject({ code: "json-syntax", path: "", offset: 0 });
  });

  it("with a lone surrogate is no text", () => {
    const error = thrown(() => filter(options, '[{"ä":"\ud800"}]'));
    expect(error).toMatchObject({ code: "json-syntax", path: "", offset: 8 });
  });

  const none = [
    undefined,
    null,
    1,
    {},
    [],
    items,
    new ArrayBuffer(2),
    new Uint16Array(2),
    new DataView(new ArrayBuffer(2)),
  ];
  it.each([...none.map((form) => () => form), revoked, () => throwing({})])("is nothing else (%#)", (make) => {
    const form = make();
    const error = thrown(() => policy.filterThreads(form as never, options));
    expect(error).toMatchObject({ code: "wrong-type", path: "" });
  });

  it("is refused after the options", () => {
    expect(thrown(() => filter({ ...options, viewer: "nobody" }, "["))).toMatchObject({ code: "unknown-viewer" });
  });
});

describe("options", () => {
  it("may give the moment as a Date, or leave it to the present", () => {
    expect(filter({ ...options, now: new Date(now) })).toStrictEqual(answer);
    expect(filter({ viewer: "bob" })).toStrictEqual(answer);
    const agent = { viewer: "vera", at: undefined };
    const everyone = Policy.parse({
      ...snapshot,
      mailboxes: [{ ...snapshot.mailboxes[0], sharing: { mode: "complete", audience: [{ kind: "everyone" }] } }],
      threads: [],
    } as never);
    const shown = (moment: unknown) =>
      everyone.filterThreads(JSON.stringify([linked]), { ...agent, now: moment as Date }).shown;
    expect([shown(new Date("2026-06-01")), shown(new Date("2026-07-01")), shown(new Date(0))]).toEqual([1, 0, 0]);
    expect(thrown(() => shown(new Date(Number.NaN)))).toMatchObject({ code: "invalid-time", path: "/now" });
    expect(thrown(() => shown({ toISOString: () => now }))).toMatchObject({ code: "wrong-type", path: "/now" });
    everyone.free();
  });

  it("that are undefined are absent", () => {
    const absent = { surface: undefined, record: undefined, at: undefined, facts: undefined, now: undefined };
    const inner = { fields: { id: undefined }, keep: { metadata: undefined, subject: undefined } };
    expect(filter({ viewer: "bob", ...absent, ...inner })).toStrictEqual(answer);
    expect(filter({ viewer: "bob", ...absent, fields: undefined, keep: undefined })).toStrictEqual(answer);
  });

  const none = [undefined, null, 1, "bob", [], [options], boom];
  it.each([...none.map((given) => () => given), revoked, () => throwing({})])("are nothing else (%#)", (make) => {
    const error = thrown(() => filter(make()));
    expect(error).toMatchObject({ code: "wrong-type", path: "" });
  });

  it("that throw are of the wrong type, and say why", () => {
    const bomb = (name: string) => Object.defineProperty({ ...options }, name, { get: boom, enumerable: true });
    for (const name of ["viewer", "surface", "at", "facts", "fields", "keep", "now"]) {
      const error = thrown(() => filter(bomb(name)));
      expect(error).toMatchObject({ code: "wrong-type", path: `/${name}`, cause: { message: "boom" } });
    }
    const inner = { ...options, fields: Object.defineProperty({}, "id", { get: boom, enumerable: true }) };
    expect(thrown(() => filter(inner))).toMatchObject({ path: "/fields/id", cause: { message: "boom" } });
    const list = Object.defineProperty(["/id"], 1, { get: boom, enumerable: true });
    const listed = thrown(() => filter({ ...options, keep: { metadata: list } }));
    expect(listed).toMatchObject({ path: "/keep/metadata/1", cause: { message: "boom" } });
    expect(thrown(() => filter({ ...options, keep: { metadata: revoked() } }))).toMatchObject({
      path: "/keep/metadata",
    });
    const deep = Object.defineProperty({ path: "/s" }, "values", { get: boom, enumerable: true });
    expect(thrown(() => filter({ ...options, fields: { sharing: ["/x", deep] } }))).toMatchObject({
      code: "wrong-type",
      path: "/fields/sharing/1/values",
      cause: { message: "boom" },
    });
  });

  it("may come from proxies and objects without prototypes, and are read once", () => {
    const reads: string[] = [];
    const spy = <Held extends object>(held: Held): Held =>
      new Proxy(held, {
        get: (target, name, receiver) => {
          reads.push(String(name));
          return Reflect.get(target, name, receiver);
        },
      });
    const fields = spy({ sharing: spy({ path: "/sharing", values: Object.assign(Object.create(null), values) }) });
    expect(filter(spy({ ...options, fields }))).toMatchObject({ shown: 2, hidden: 1 });
    expect(reads.filter((name) => name === "sharing" || name === "path")).toEqual(["sharing", "path"]);
  });

  it("that are frozen are read once for all, those that can change every time", () => {
    let reads = 0;
    const count = {
      get: (target: object, name: string) => {
        reads += 1;
        return Reflect.get(target, name);
      },
    };
    const inner = Object.freeze({ path: "/sharing", values: Object.freeze({ ...values }) });
    const frozen = new Proxy(Object.freeze({ sharing: inner }), count);
    for (let times = 0; times < 3; times += 1)
      expect(filter({ ...options, fields: frozen })).toMatchObject({ shown: 2 });
    expect(reads).toBe(1);
    // What is frozen on the outside alone may change inside, and so may what a getter gives.
    const moving = { path: "/sharing" };
    const outside = Object.freeze({ sharing: moving });
    expect(filter({ ...options, fields: outside })).toMatchObject({ shown: 2 });
    moving.path = "/id";
    expect(filter({ ...options, fields: outside })).toMatchObject({ shown: 0, unreadable: 3 });
    let path = "/sharing";
    const getter = Object.freeze(Object.defineProperty({}, "sharing", { enumerable: true, get: () => path }));
    expect(filter({ ...options, fields: getter })).toMatchObject({ shown: 2 });
    path = "/id";
    expect(filter({ ...options, fields: getter })).toMatchObject({ shown: 0, unreadable: 3 });
    // One that throws at first is asked again.
    let isBroken = true;
    const broken = new Proxy(Object.freeze({ sharing: "/sharing" }), {
      get: (target, name) => (isBroken ? boom() : Reflect.get(target, name)),
    });
    expect(thrown(() => filter({ ...options, fields: broken }))).toMatchObject({ path: "/fields/sharing" });
    isBroken = false;
    expect(filter({ ...options, fields: broken })).toMatchObject({ shown: 2 });
  });

  it("that hold themselves, or nothing that JSON can say, are of the wrong type", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    const source = { path: "/sharing", values };
    const wrong: [string, object][] = [
      ["/fields/id/0", { fields: { id: circle } }],
      ["/keep/metadata/1", { keep: { metadata: Object.assign(["/id"], { length: 2 }) } }],
      ["/fields/sharing/absent/0", { fields: { sharing: { ...source, absent: [Number.NaN] } } }],
      ["/fields/sharing/absent/0", { fields: { sharing: { ...source, absent: ["\ud800"] } } }],
      ["/fields/sharing/absent/1", { fields: { sharing: { ...source, absent: [0, 1n] } } }],
      ["/fields/sharing/values/\u{FFFD}", { fields: { sharing: { ...source, values: { "\ud800": 1 } } } }],
      ["/fields/records/prefix", { fields: { records: { path: "/r", prefix: "\udc00" } } }],
      ["/fields/sharing/required", { fields: { sharing: { ...source, required: () => true } } }],
      ["/one", { one: new Boolean(true) }],
      ["/given/records/0", { given: { records: [Symbol("a")] } }],
      ["/at", { at: new String("/a") }],
    ];
    for (const [path, more] of wrong) {
      expect([path, thrown(() => filter({ ...options, ...more }))]).toMatchObject([path, { code: "wrong-type", path }]);
    }
  });

  it("are their own members only", () => {
    expect(
      filter(Object.assign(Object.create({ viewer: "ann", keep: { subject: ["/body"] } }), options)),
    ).toStrictEqual(answer);
    expect(thrown(() => filter(Object.create(options)))).toMatchObject({ code: "missing-field", path: "/viewer" });
    const fields = Object.create({ sharing: "/nowhere" });
    expect(filter({ ...options, fields })).toStrictEqual(answer);
  });

  it("with members of strange names are refused, not followed", () => {
    const strange = JSON.parse('{"__proto__":{"viewer":"ann"},"viewer":"bob"}');
    expect(thrown(() => filter(strange))).toMatchObject({ code: "unknown-field", path: "/__proto__" });
    expect(thrown(() => filter({ ...options, toJSON: () => ({ viewer: "ann" }) }))).toMatchObject({
      code: "unknown-field",
      path: "/toJSON",
    });
    expect(thrown(() => filter({ ...options, "\ud800": 1 }))).toMatchObject({
      code: "unknown-field",
      path: "/\u{FFFD}",
    });
  });

  it("with lone surrogates name nothing that a body can have", () => {
    const replaced = '{"\u{FFFD}":[]}';
    expect(thrown(() => filter({ ...options, viewer: "\ud800" }))).toMatchObject({
      code: "unknown-viewer",
      path: "/viewer",
    });
    const at = thrown(() => filter({ ...options, at: "/\ud800" }, replaced));
    expect(at).toMatchObject({ code: "invalid-pointer", path: "/at" });
    const field = thrown(() => filter({ ...options, fields: { sharing: "/\udc00" } }));
    expect(field).toMatchObject({ code: "invalid-pointer", path: "/fields/sharing" });
    const kept = thrown(() => filter({ ...options, keep: { subject: ["/id", "/\ud800"] } }));
    expect(kept).toMatchObject({ code: "invalid-pointer", path: "/keep/subject/1" });
    const joined = thrown(() => filter({ ...options, fields: { id: [{ path: "/id", join: ["/\ud800"] }] } }));
    expect(joined).toMatchObject({ code: "invalid-pointer", path: "/fields/id/0/join/0" });
    const given = thrown(() => filter({ ...options, given: { records: ["\ud800"] } }));
    expect(given).toMatchObject({ code: "unknown-record", path: "/given/records/0" });
  });

  it("are the same for all filters", () => {
    for (const given of [undefined, { ...options, viewer: 1 }, { ...options, keep: { subject: [null] } }]) {
      const errors = [
        thrown(() => policy.filterThreads("[]", given as never)),
        thrown(() => policy.filterObjects([], given as never)),
        thrown(() => policy.filterStream(given as never)),
      ];
      const seen = errors.map((error) => ({ ...(error as object) }));
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    }
  });
});

describe("polluted prototypes change nothing", () => {
  const pollutions: Pollution[] = [
    { on: "Object", member: "viewer", as: "value", value: "ann" },
    { on: "Object", member: "at", as: "value", value: "/nowhere" },
    { on: "Object", member: "facts", as: "readonly", value: "snapshot" },
    { on: "Object", member: "fields", as: "value", value: { sharing: "/nowhere" } },
    { on: "Object", member: "keep", as: "accessor", value: { subject: ["/body"] } },
    { on: "Object", member: "sharing", as: "value", value: "shared" },
    { on: "Object", member: "now", as: "readonly", value: "2020-01-01T00:00:00Z" },
    { on: "Object", member: "id", as: "accessor", value: "z" },
    { on: "Object", member: "subject", as: "accessor", value: "z" },
    { on: "Object", member: "toJSON", as: "function", value: { viewer: "ann", keep: { subject: ["/body"] } } },
    { on: "Array", member: "toJSON", as: "function", value: ["/body"] },
    { on: "String", member: "toJSON", as: "function", value: "ann" },
    { on: "Array", member: "0", as: "accessor", value: "/body" },
    { on: "Array", member: "1", as: "readonly", value: "/body" },
  ];
  const given = { viewer: "bob", now, fields: {}, keep: { subject: ["/id", "/mailbox", "/participants", "/subject"] } };
  // A list with a hole must not be filled by a prototype.
  const holed: (string | undefined)[] = ["/id"];
  holed.length = 2;

  it.each(pollutions)("%o", (pollution) => {
    const found = polluted(pollution, () => {
      const filtered = policy.filterThreads(body, given);
      const objects = policy.filterObjects(items, given);
      let error: unknown;
      try {
        policy.filterThreads(body, { ...given, keep: { subject: holed as string[] } });
      } catch (thrown) {
        error = thrown;
      }
      return { filtered, objects, error };
    });
    expect(new TextDecoder().decode(found.filtered.body)).toBe(expected);
    expect(JSON.stringify(found.objects.items)).toBe(expected);
    expect(found.objects.items[1]).toBe(items[1]);
    expect(found.error).toMatchObject({ code: "wrong-type", path: "/keep/subject/1" });
  });

  it("threads and ids that come and go", () => {
    for (const pollution of pollutions) {
      const own = Policy.parse(snapshot);
      const thread = { id: "new", mailbox: "m-ann", participants: [], records: ["contact-1"] };
      polluted(pollution, () => {
        own.upsertThreads([thread, { ...thread, id: "other" }]);
        own.removeThreads(["other", "t-linked"]);
      });
      expect(own.visibleThreads(options).ids).toEqual(["t-bob", "t-second", "new"]);
      own.free();
    }
  });
});

describe("a policy that is freed", () => {
  it("by what it reads answers no more, and no other is harmed", () => {
    const freeing = (name: string, rest: object) => {
      const own = Policy.parse(snapshot);
      const trap = { ...rest };
      Object.defineProperty(trap, name, { enumerable: true, get: () => void own.free() });
      return [own, trap] as const;
    };
    const freed = expect.objectContaining({ code: "freed" });
    const [one, query] = freeing("viewer", { action: "view", thread: "t-bob", now });
    expect(() => one.decide(query as never)).toThrow(freed);
    const [two, given] = freeing("at", options);
    expect(() => two.filterThreads(body, given as never)).toThrow(freed);
    const [three, item] = freeing("id", linked);
    expect(() => three.filterObjects([item], options)).toThrow(freed);
    const [four, thread] = freeing("id", linked);
    expect(() => four.upsertThreads([thread] as never)).toThrow(freed);
    const five = Policy.parse(snapshot);
    const ids = Object.defineProperty(["t-bob"], 0, { enumerable: true, get: () => void five.free() });
    expect(() => five.removeThreads(ids)).toThrow(freed);
    expect(filter(options)).toStrictEqual(answer);
  });

  it("refuses every call", () => {
    const own = Policy.parse(snapshot);
    own.free();
    const calls = [
      () => own.allows({ action: "view", viewer: "bob", thread: "t-bob" }),
      () => own.filterThreads("[]", options),
      () => own.filterThreads(0 as never, 0 as never),
      () => own.filterObjects([], options),
      () => own.filterStream(options),
      () => own.upsertThreads([]),
      () => own.upsertThreads(0 as never),
      () => own.removeThreads([]),
      () => own.removeThreads(0 as never),
    ];
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: "freed" }));
  });
});
