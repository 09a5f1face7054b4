// Policies inside what frameworks put around objects. Every method works there, and none reaches another policy.
import { computed, isReactive, isRef, markRaw, reactive, readonly, ref, toRaw } from "@vue/reactivity";
import { type AsViewer, MailveilError, Policy, type Query } from "mailveil";
import { autorun, observable, runInAction } from "mobx";
import { describe, expect, it } from "vitest";
import { now, snapshot, text, thrown } from "./fixture.ts";

const view: Query = { action: "view", viewer: "bob", thread: "t-linked", now };
const lists = { viewer: "bob", now } as const;
const thread = { id: "t-new", mailbox: "m-bob", participants: [] } as const;
const item = { id: "t", mailbox: "m-bob", participants: [] };

/** What each method and getter answers; an item here for each that there is. */
const calls: Readonly<Record<string, (policy: Policy) => unknown>> = {
  decide: (policy) => [policy.decide(view), policy.decide({ ...view, thread: "t-second" })],
  allows: (policy) => [policy.allows(view), policy.allows({ ...view, thread: "t-unlinked" })],
  decideAll: (policy) => policy.decideAll([view]),
  visibleThreads: (policy) => {
    const { ids, levels, rows } = policy.visibleThreads(lists);
    return [ids, levels, rows];
  },
  whoCanView: (policy) => policy.whoCanView({ thread: "t-linked", now }),
  sendFromMailboxes: (policy) => policy.sendFromMailboxes(lists),
  mailboxAdministration: (policy) => policy.mailboxAdministration({ viewer: "cleo", now }),
  propose: (policy) =>
    policy.propose({ action: "change-sharing", viewer: "bob", mailbox: "m-bob", now, value: { mode: "private" } }),
  exposure: (policy) => policy.exposure(policy, { now }),
  lint: (policy) => policy.lint({ now }),
  sqlContext: (policy) => policy.sqlContext({ viewer: "bob", now }),
  sqlRows: (policy) => [policy.sqlRows(), policy.sqlRows([thread])],
  as: (policy) => {
    const bob = policy.as({ viewer: "bob", now });
    return [bob.allows("view", { thread: "t-linked" }), bob.sendFromMailboxes()];
  },
  filterThreads: (policy) => policy.filterThreads(JSON.stringify([item]), lists),
  filterObjects: (policy) => policy.filterObjects([item], lists).items[0] === item,
  filterStream: (policy) => policy.filterStream(lists).readable instanceof ReadableStream,
  upsertThreads: (policy) => [policy.upsertThreads([thread]), policy.threadCount],
  upsertRecords: (policy) => policy.upsertRecords([{ id: "contact-1", type: "contact", access: [] }]),
  removeThreads: (policy) => [policy.removeThreads(["t-new"]), policy.threadCount],
  licensedUserCount: (policy) => policy.licensedUserCount,
  threadCount: (policy) => policy.threadCount,
  free: (policy) => [policy.free(), policy.free()],
  [Symbol.dispose.toString()]: (policy) => policy[Symbol.dispose](),
};

const wrappers: readonly (readonly [name: string, wrap: (policy: Policy) => Policy])[] = [
  ["Vue's reactive", (policy) => reactive({ policy }).policy as Policy],
  ["Vue's reactive, alone", (policy) => reactive(policy) as Policy],
  ["Vue's readonly of a reactive array", (policy) => readonly(reactive([policy]))[0] as Policy],
  ["Vue's ref", (policy) => ref(policy).value as Policy],
  ["Vue's reactive with markRaw", (policy) => reactive({ policy: markRaw(policy) }).policy],
  ["MobX's observable", (policy) => observable({ policy }).policy],
  ["MobX's observable.box", (policy) => observable.box(policy).get()],
  ["MobX's observable.map", (policy) => observable.map({ policy }).get("policy") as Policy],
  ["a proxy that does nothing", (policy) => new Proxy(policy, {})],
  ["a proxy of a proxy", (policy) => new Proxy(new Proxy(policy, {}), {})],
];

describe.each(wrappers)("%s", (name, wrap) => {
  it("answers as the policy itself", () => {
    const members = Reflect.ownKeys(Policy.prototype).filter((member) => member !== "constructor");
    expect(Object.keys(calls).sort()).toStrictEqual(members.map(String).sort());
    const [plain, wrapped] = [Policy.parse(text), wrap(Policy.parse(text))];
    for (const [method, call] of Object.entries(calls)) expect(call(wrapped), method).toStrictEqual(call(plain));
    expect(thrown(() => wrapped.decide(view))).toMatchObject({ code: "freed" });
  });

  it("is really one", () => {
    const policy = Policy.parse(text);
    const isPlain = name.includes("MobX") || name.includes("markRaw");
    expect(wrap(policy) === policy).toBe(isPlain);
    expect(wrap(policy)).toBeInstanceOf(Policy);
  });

  it("frees the policy that it stands for, and no other", () => {
    const [policy, other] = [Policy.parse(text), Policy.parse(text)];
    wrap(policy).free();
    expect(thrown(() => policy.threadCount)).toMatchObject({ code: "freed" });
    expect(other.allows(view)).toBe(true);
  });
});

describe("a policy asked for one viewer", () => {
  it.each<[string, (bob: AsViewer) => AsViewer]>([
    ["Vue", (bob) => reactive({ bob }).bob as AsViewer],
    ["MobX", (bob) => observable({ bob }).bob],
    ["a proxy", (bob) => new Proxy(bob, {})],
  ])("answers in %s, too", async (_, wrap) => {
    const policy = Policy.parse(text);
    const [plain, wrapped] = [policy.as(lists), wrap(policy.as(lists))];
    const asks: Readonly<Record<string, (bob: AsViewer) => unknown>> = {
      decide: (bob) => bob.decide("view", { thread: "t-linked" }),
      allows: (bob) => bob.allows("reply", { thread: "t-bob" }),
      visibleThreads: (bob) => bob.visibleThreads().ids,
      sendFromMailboxes: (bob) => bob.sendFromMailboxes(),
      filterThreads: (bob) => bob.filterThreads(JSON.stringify([item])),
      filterObjects: (bob) => bob.filterObjects([item]).items[0] === item,
      filterStream: (bob) => bob.filterStream().readable instanceof ReadableStream,
    };
    const members = Object.getOwnPropertyNames(Object.getPrototypeOf(plain)).filter((name) => name !== "constructor");
    expect(Object.keys(asks)).toStrictEqual(members);
    for (const [name, ask] of Object.entries(asks)) expect(ask(wrapped), name).toStrictEqual(ask(plain));
    expect(thrown(() => plain.decide.call({} as never, "view", { thread: "t-bob" }))).toMatchObject({
      code: "wrong-type",
    });
    expect(thrown(() => plain.decide.call(policy as never, "view", { thread: "t-bob" }))).toMatchObject({
      code: "wrong-type",
    });
  });
});

describe("what a framework wraps around facts", () => {
  it.each([
    ["Vue", reactive(structuredClone(snapshot)), reactive({ ...view }), reactive([item])],
    ["MobX", observable(structuredClone(snapshot)), observable({ ...view }), observable([item])],
  ])("%s: is read as they are", (_, facts, query, items) => {
    const policy = Policy.parse(facts as typeof snapshot);
    expect(policy.decide(query as Query)).toStrictEqual(Policy.parse(text).decide(view));
    expect(policy.filterObjects(items, lists)).toMatchObject({ shown: 1, hidden: 0 });
  });

  it("what is computed of a policy is computed anew for another", () => {
    const state = reactive({ policy: Policy.parse(text), thread: "t-linked" });
    const seen = computed(() => state.policy.allows({ ...view, thread: state.thread }));
    expect(seen.value).toBe(true);
    state.thread = "t-unlinked";
    expect(seen.value).toBe(false);
    state.policy = Policy.parse(text.replace('"t-linked"', '"t-other"').replace('"t-unlinked"', '"t-linked"'));
    expect(thrown(() => seen.value)).toMatchObject({ code: "unknown-thread" });
  });

  it("a policy that is replaced is noticed", () => {
    const held = observable({ policy: Policy.parse(text) });
    const seen: number[] = [];
    const stop = autorun(() => seen.push(held.policy.threadCount));
    runInAction(() => {
      held.policy = Policy.parse({ ...snapshot, threads: [] });
    });
    stop();
    expect(seen).toStrictEqual([snapshot.threads.length, 0]);
  });

  it("a policy is left as it was", () => {
    const policy = Policy.parse(text);
    const held = reactive({ policy });
    expect([isReactive(held.policy), isRef(held.policy), toRaw(held.policy) === policy]).toStrictEqual([
      true,
      false,
      true,
    ]);
    expect(Object.keys(policy)).toStrictEqual([]);
    expect(JSON.stringify(policy)).toBe("{}");
    expect(structuredClone(policy)).toStrictEqual({});
  });
});

describe("a method on something else", () => {
  const policy = Policy.parse(text);
  const [way] = Object.getOwnPropertySymbols(policy);
  const key = way as unknown as keyof Policy;
  const { proxy: revoked, revoke } = Proxy.revocable(policy, {});
  revoke();

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a number", 7],
    ["an object", {}],
    ["an object that inherits from a policy", Object.create(policy)],
    ["the prototype", Policy.prototype],
    ["a clone", structuredClone(policy)],
    ["an object that leads to no policy", { [key]: () => ({}) }],
    [
      "an object that leads to itself",
      Object.defineProperty({}, key, {
        value() {
          return this;
        },
      }),
    ],
    [
      "an object that leads astray",
      {
        [key]: () => {
          throw new Error("SECRET");
        },
      },
    ],
    ["a revoked proxy", revoked],
    ["a proxy that lies", new Proxy({}, { has: () => true, get: () => () => policy })],
    [
      "a proxy that hides",
      new Proxy(policy, {
        getOwnPropertyDescriptor: () => {
          throw new Error("SECRET");
        },
      }),
    ],
  ])("%s says what to do", (_, receiver) => {
    for (const name of ["decide", "allows", "filterThreads", "free"] as const) {
      const failure = thrown(() => (Policy.prototype[name] as (query: unknown) => unknown).call(receiver, view));
      expect(failure).toBeInstanceOf(MailveilError);
      expect(failure).toMatchObject({ code: "wrong-type", help: expect.stringContaining("markRaw") });
      expect(JSON.stringify(failure)).not.toContain("SECRET");
    }
    expect(policy.allows(view)).toBe(true);
  });

  it("finds nothing on a polluted prototype", () => {
    Object.defineProperty(Object.prototype, key, { value: () => policy, configurable: true });
    try {
      expect(thrown(() => Policy.prototype.decide.call({} as Policy, view))).toMatchObject({ code: "wrong-type" });
    } finally {
      Reflect.deleteProperty(Object.prototype, key);
    }
  });

  it("cannot be led from one policy to another", () => {
    const other = Policy.parse({ ...snapshot, threads: [] });
    expect(Reflect.set(policy, key, () => other)).toBe(false);
    expect(Reflect.defineProperty(policy, key, { value: () => other })).toBe(false);
    expect(Reflect.deleteProperty(policy, key)).toBe(false);
    expect(new Proxy(policy, {}).threadCount).toBe(snapshot.threads.length);
    // A proxy may say what it likes of itself, but not of a member that stands fast in its target.
    const lying = new Proxy(policy, { get: (_, name) => (name === key ? () => other : Policy.prototype.decide) });
    expect(thrown(() => lying.decide(view))).toMatchObject({ code: "wrong-type" });
  });

  it("keeps its name", () => {
    expect(Policy.prototype.decide.name).toBe("decide");
    expect(policy.decide).toBe(Policy.prototype.decide);
  });
});
