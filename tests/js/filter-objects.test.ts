// Lists of objects: what is passed on, what is cut, and what objects can be that JSON cannot.
import { type FilterOptions, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { now, snapshot, thrown } from "./fixture.ts";
import { boom, revoked, throwing, unspeakable } from "./hostile-values.ts";

const policy = Policy.parse({
  ...snapshot,
  mailboxes: [
    ...snapshot.mailboxes,
    { id: "m-each", address: "each@crm.test", owner: "ann", sharing: { mode: "per-thread", default: "shared" } },
  ],
});
const options: FilterOptions = { viewer: "ann", now };
const mail = (more: object = {}) => ({ id: "a", mailbox: "m-ann", participants: ["x@client.test"], ...more });
const linked = (more: object = {}) => mail({ records: ["contact-1"], subject: "Offer", ...more });

/** What is counted of no item here. */
const nothingElse = { unknownRecords: 0, unsaid: { sharing: 0, state: 0 } };

/** How an item is taken: its level as the counts tell it. */
function seen(item: unknown, more: Partial<FilterOptions> = {}): "shown" | "hidden" | "unreadable" {
  const { items, ...counts } = policy.filterObjects([item] as object[], { ...options, ...more });
  expect(items).toHaveLength(counts.shown);
  expect(counts.shown + counts.hidden).toBe(1);
  if (counts.unreadable === 1) return "unreadable";
  return counts.shown === 1 ? "shown" : "hidden";
}

describe("items", () => {
  it("at full are the very objects, in their order", () => {
    const items = [mail(), mail({ id: "b" }), mail({ mailbox: "m-bob" }), mail({ id: 3 })];
    const filtered = policy.filterObjects(items, options);
    expect(filtered.items).toHaveLength(3);
    expect([0, 1, 3].map((index, place) => filtered.items[place] === items[index])).toEqual([true, true, true]);
    expect(filtered).toMatchObject({ shown: 3, hidden: 1, unreadable: 0 });
    expect(filtered.items).not.toBe(items);
  });

  it("below full are new objects with the very members", () => {
    const item = linked({ body: "secret" });
    const { items } = policy.filterObjects([item], { ...options, viewer: "bob" });
    const { id, mailbox, participants, subject } = item as unknown as Record<string, unknown>;
    expect(items).toStrictEqual([{ id, mailbox, participants, subject }]);
    expect(items[0]?.participants).toBe(item.participants);
    expect(Object.keys(item)).toContain("body");
  });

  it("are not touched, frozen ones pass", () => {
    const items = Object.freeze([Object.freeze(linked({ body: "secret" }))]);
    const before = JSON.stringify(items);
    policy.filterObjects(items, { ...options, viewer: "bob" });
    expect(JSON.stringify(items)).toBe(before);
  });

  it("may be none", () => {
    expect(policy.filterObjects([], options)).toStrictEqual({
      items: [],
      shown: 0,
      hidden: 0,
      unreadable: 0,
      ...nothingElse,
    });
  });

  it.each([[], {}, null, undefined, 1, "a", Symbol("a"), 1n, boom, [mail()]])("%o is no item", (item) => {
    expect(seen(item)).toBe("unreadable");
  });

  it("in holes are none", () => {
    const items = [mail()];
    items.length = 2;
    expect(policy.filterObjects(items, options)).toMatchObject({ shown: 1, hidden: 1, unreadable: 1 });
  });

  it.each([{ at: "/items" }, { at: 1 }, { one: true }, { around: "all" }])("stand in no body: %o", (more) => {
    const [name] = Object.keys(more);
    const error = thrown(() => seen(mail(), more as Partial<FilterOptions>));
    expect(error).toMatchObject({ code: "unknown-field", path: `/${name}` });
  });

  it.each([undefined, null, "[]", {}, { length: 1, 0: mail() }, new Set([mail()])])("%o is no list", (items) => {
    const error = thrown(() => policy.filterObjects(items as never, options));
    expect(error).toMatchObject({ code: "not-an-array", path: "" });
  });
});

describe("other members", () => {
  it.each(unspeakable)("%s is no fact, and not looked at", (_, make) => {
    expect(seen({ ...mail(), body: make() })).toBe("shown");
    expect(
      seen({ meta: { id: "a", body: make() }, mailbox: "m-ann", participants: [] }, { fields: { id: "/meta/id" } }),
    ).toBe("shown");
  });

  it("may throw when they are read, for nobody reads them", () => {
    expect(seen(Object.defineProperty(mail(), "body", { get: boom, enumerable: true }))).toBe("shown");
  });

  it("that are kept are read once more; what throws then is hidden", () => {
    const item = Object.defineProperty(linked(), "subject", { get: boom, enumerable: true });
    expect(seen(item, { viewer: "bob" })).toBe("unreadable");
    expect(seen(item, { viewer: "bob", keep: { subject: ["/id"] } })).toBe("shown");
  });

  it("that are kept may be called anything", () => {
    const item = Object.assign(JSON.parse('{"__proto__":{"x":1},"constructor":2,"toString":3}'), linked());
    const keep = { subject: ["/__proto__", "/constructor"] };
    const [cut] = policy.filterObjects([item], { ...options, viewer: "bob", keep }).items;
    expect(Object.keys(cut ?? {})).toStrictEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(cut)).toBe(Object.prototype);
  });
});

describe("facts", () => {
  // A choice or a state that vanished would show mail.
  const restrictions = ["records", "sharing", "state", "firstMessageAt", "lastMessageAt"] as const;

  for (const fact of restrictions) {
    // JSON leaves a member out that is undefined, and nothing was said then.
    it.each(unspeakable)(`${fact}: %s does not vanish`, (_, make) => {
      expect(seen({ ...mail(), [fact]: make() })).toBe("unreadable");
      expect(seen({ ...mail(), m: { [fact]: make() } }, { fields: { [fact]: `/m/${fact}` } })).toBe("unreadable");
    });
    it.each(unspeakable)(`${fact}: %s on the way does not vanish`, (_, make) => {
      expect(seen({ ...mail(), m: make() }, { fields: { [fact]: `/m/${fact}` } })).toBe("unreadable");
    });
  }

  it("may be undefined, or null, and are absent then", () => {
    const nothing = Object.fromEntries(restrictions.map((fact) => [fact, undefined]));
    expect(seen({ ...mail(), ...nothing })).toBe("shown");
    expect(seen({ ...mail(), ...nothing, sharing: null, records: null })).toBe("shown");
    expect(seen({ ...mail(), id: undefined })).toBe("unreadable");
  });

  it("may be Dates", () => {
    expect(seen(mail({ lastMessageAt: new Date(0), firstMessageAt: new Date() }))).toBe("shown");
    const late = mail({ mailbox: "m-each", records: ["contact-1"], firstMessageAt: new Date(Number.NaN) });
    expect(seen(late)).toBe("unreadable");
  });

  it("may come from a toJSON, and then what is cut does, too", () => {
    class Mail {
      readonly #data: object;
      subject = "not for everybody";
      constructor(data: object) {
        this.#data = data;
      }
      toJSON(): object {
        return this.#data;
      }
    }
    const item = new Mail(linked({ subject: "[redacted]", body: "secret" }));
    expect(policy.filterObjects([item], options).items[0]).toBe(item);
    const [cut] = policy.filterObjects([item], { ...options, viewer: "bob" }).items;
    expect(cut).toStrictEqual({ id: "a", mailbox: "m-ann", participants: ["x@client.test"], subject: "[redacted]" });
    expect(seen(new Mail(mail({ state: "deleted" })))).toBe("hidden");
    expect(seen({ ...mail(), toJSON: boom })).toBe("unreadable");
  });

  it("that throw make the item unreadable, not the call", () => {
    for (const fact of ["id", ...restrictions]) {
      expect(seen(Object.defineProperty(mail(), fact, { get: boom, enumerable: true }))).toBe("unreadable");
    }
    for (const item of [revoked(), throwing({}), throwing([])]) expect(seen(item)).toBe("unreadable");
    const items = [mail(), throwing({}), mail()] as object[];
    expect(policy.filterObjects(items, options)).toMatchObject({ shown: 2, hidden: 1, unreadable: 1 });
  });

  it("are the item's own", () => {
    expect(seen(Object.create(mail()))).toBe("unreadable");
    expect(seen(Object.assign(Object.create({ state: "deleted" }), mail()))).toBe("shown");
    expect(seen(Object.assign(Object.create(null), mail()))).toBe("shown");
  });

  it("with a lone surrogate make the item unreadable", () => {
    expect(seen(mail({ id: "\ud800" }))).toBe("unreadable");
    expect(seen(mail({ participants: ["a\udc00@b.test"] }))).toBe("unreadable");
    expect(seen(mail({ sharing: "\ud800" }))).toBe("unreadable");
  });

  it("with half a character each make both items unreadable, however they follow each other", () => {
    const [start, end] = ["a@b.test\ud83d", "\ude00c@d.test"];
    expect(seen(mail({ participants: [start, end] }))).toBe("unreadable");
    const items = [mail({ participants: [start] }), mail({ id: end }), mail()];
    expect(policy.filterObjects(items, options)).toMatchObject({ items: [items[2]], hidden: 2, unreadable: 2 });
    const others = [mail({ id: start }), mail({ id: "é", participants: ["\ufffd", "😀"] }), mail({ id: "\ufffd" })];
    expect(policy.filterObjects(others, options)).toMatchObject({ items: [others[1]], hidden: 2, unreadable: 2 });
  });

  it("are the same in every language", () => {
    const secret = Policy.parse({
      ...snapshot,
      organization: { excludedDomains: ["geheim.test", "bücher.test"] },
    });
    const item = (participants: string[]) => linked({ id: "ä😀", participants });
    const shown = [item(["jürgen𠀀@client.test", "é@client.test"]), item(["x@client.test"])];
    const hidden = [item(["jürgen𠀀@geheim.test"]), item(["é@client.test", "x@bücher.test"])];
    const items = [shown[0], hidden[0], hidden[1], shown[1]] as object[];
    const found = secret.filterObjects(items, { ...options, viewer: "bob" });
    const inBytes = secret.filterThreads(JSON.stringify(items), { ...options, viewer: "bob" });
    expect(found).toMatchObject({ shown: 2, hidden: 2, unreadable: 0 });
    expect(JSON.stringify(found.items)).toBe(new TextDecoder().decode(inBytes.body));
  });

  it("may be long, or many", () => {
    const text = (length: number) => "x".repeat(length);
    expect(seen(mail({ id: text(256) }))).toBe("shown");
    expect(seen(mail({ id: text(257) }))).toBe("unreadable");
    expect(seen(mail({ participants: [text(1024), "é".repeat(512)] }))).toBe("shown");
    expect(seen(mail({ participants: [text(1025)] }))).toBe("unreadable");
    expect(seen(mail({ participants: ["é".repeat(513)] }))).toBe("unreadable");
    expect(seen(mail({ participants: [text(100_000)] }))).toBe("unreadable");
    expect(seen(mail({ participants: Array(10_000).fill("x@client.test") }))).toBe("shown");
    expect(seen(mail({ participants: Array(4_000).fill("x@client.test") }))).toBe("shown");
  });

  it("count where JSON would not show them", () => {
    const hidden = Object.defineProperty(mail(), "state", { value: "deleted", enumerable: false });
    expect(seen(hidden)).toBe("hidden");
  });

  it("may be integers where they are ids", () => {
    expect(seen(mail({ id: 12 }))).toBe("shown");
    expect(seen(mail({ id: -1 }))).toBe("shown");
    expect(seen(mail({ id: Number.MAX_SAFE_INTEGER }))).toBe("shown");
    // 9007199254740993 becomes 9007199254740992 when it is read: the id of other mail.
    for (const id of [2 ** 53, -(2 ** 53), 2 ** 60]) expect(seen(mail({ id }))).toBe("unreadable");
    for (const id of [1.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 1n])
      expect(seen(mail({ id }))).toBe("unreadable");
  });

  it("may lie as deep as JSON may be nested, and no deeper", () => {
    const nested = (depth: number, id: unknown): object => {
      let inner: unknown = id;
      for (let level = 0; level < depth; level += 1) inner = { a: inner };
      return { ...(inner as object), mailbox: "m-ann", participants: [] };
    };
    // Participants may be absent, too, so that only the depth decides.
    const fields = (depth: number) => ({ fields: { id: "/a".repeat(depth) } });
    expect(seen(nested(63, "x"), fields(63))).toBe("shown");
    expect(seen(nested(64, "x"), fields(64))).toBe("unreadable");
    expect(seen(nested(5000, "x"), fields(5000))).toBe("unreadable");
    expect(seen({ ...nested(80, "x"), id: "a" })).toBe("shown");
  });

  it("of an array in disguise are none", () => {
    expect(seen(Object.setPrototypeOf(Object.assign([], mail()), Object.prototype))).toBe("unreadable");
  });

  it("may be proxies and other realms' objects", async () => {
    const { runInNewContext } = await import("node:vm");
    expect(seen(new Proxy(mail(), {}))).toBe("shown");
    expect(seen(runInNewContext(`(${JSON.stringify(mail())})`))).toBe("shown");
    expect(seen(runInNewContext(`(${JSON.stringify(mail({ state: "deleted" }))})`))).toBe("hidden");
  });
});

it("plain items and others keep their places, in lists of any length", () => {
  const kinds = [
    () => mail(),
    () => mail({ mailbox: "m-bob" }),
    () => mail({ mailbox: "none" }),
    () => ({ toJSON: () => mail() }),
    () => mail({ lastMessageAt: new Date(0) }),
    () => mail({ id: "\ud800" }),
    () => mail({ participants: ["é"] }),
    () => null,
  ];
  const dice = new Dice(1);
  for (const length of [2, 17, 400, 3_000]) {
    // Few of them are not plain, so that there are whole crossings without them.
    const items = Array.from({ length }, () => (dice.chance(0.01) ? dice.pick(kinds) : dice.pick(kinds.slice(0, 3)))());
    const { items: found, ...counts } = policy.filterObjects(items as object[], options);
    const each = items.map((item) => seen(item));
    const count = (kind: string) => each.filter((one) => one === kind).length;
    const expected = items.filter((_, index) => each[index] === "shown");
    expect(found.length).toBe(expected.length);
    expect(found.every((item, index) => item === expected[index])).toBe(true);
    expect(counts).toStrictEqual({
      shown: count("shown"),
      hidden: length - count("shown"),
      unreadable: count("unreadable"),
      ...nothingElse,
    });
  }
});

it("an item may filter another list, by other options, while it is read", () => {
  let inner: unknown;
  const nested = {
    ...mail(),
    get id() {
      inner = policy.filterObjects([linked(), mail()], { ...options, viewer: "bob" });
      return "a";
    },
  };
  const items = [mail({ mailbox: "m-bob" }), nested, mail()];
  expect(policy.filterObjects(items, options)).toMatchObject({ items: items.slice(1), hidden: 1, unreadable: 0 });
  expect(inner).toMatchObject({ shown: 1, hidden: 1 });
});

it("a list that is changed while it is read is read once", () => {
  const items: object[] = [];
  const trick = {
    ...mail({ mailbox: "m-bob" }),
    get id() {
      items[0] = mail();
      return "a";
    },
  };
  items.push(trick, mail({ mailbox: "m-bob", id: "b" }));
  expect(policy.filterObjects(items, options)).toMatchObject({ items: [], shown: 0, hidden: 2 });
});
