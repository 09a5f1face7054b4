/** Hostile JavaScript values, where a file cannot spell them: as a query and inside one. */
import { decide, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  expectAnswerOrFailure,
  expectFailure,
  failure,
  HIDDEN,
  hostile,
  type ListArgument,
  NOW,
  type QueryArgument,
  type SnapshotArgument,
  sample,
} from "./hostile-kit.ts";
import { boom, revoked, throwing, unspeakable, withBomb } from "./hostile-values.ts";

describe("as a query", () => {
  const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
  const asked = (query: unknown) => policy.decide(hostile<QueryArgument>(query));

  it.each([undefined, null, true, 0, "view", 1n, Symbol("view"), () => ASKED])("%s is no query", (query) => {
    expectFailure(() => asked(query), "wrong-type", "");
    expectFailure(() => decide(hostile<SnapshotArgument>(sample()), hostile<QueryArgument>(query)), "wrong-type", "");
    expectFailure(() => policy.visibleThreads(hostile<ListArgument>(query)), "wrong-type", "");
    failure(() => policy.whoCanView(hostile<Parameters<Policy["whoCanView"]>[0]>(query)));
    failure(() => policy.sendFromMailboxes(hostile<ListArgument>(query)));
    failure(() => policy.mailboxAdministration(hostile<ListArgument>(query)));
  });

  it.each([
    ...unspeakable,
    ["an entry list", () => Object.entries(ASKED)],
    ["its members inherited", () => Object.create(ASKED)],
  ] as [string, () => unknown][])("%s is no query", (_, make) => {
    failure(() => asked(make()));
    failure(() => policy.visibleThreads(hostile<ListArgument>(make())));
  });

  it.each(unspeakable)("%s is no viewer, thread, surface, record or time", (_, make) => {
    for (const member of ["viewer", "thread", "surface", "record", "now"]) {
      expect(failure(() => asked({ ...ASKED, [member]: make() })).path).toBe(`/${member}`);
    }
    expect(failure(() => asked({ ...ASKED, other: make() })).path).toBe("/other");
  });

  it("a boxed string is no string", () => {
    expectFailure(() => asked({ ...ASKED, viewer: Object("own") }), "wrong-type", "/viewer");
    expectFailure(() => asked({ ...ASKED, viewer: { toString: () => "own" } }), "wrong-type", "/viewer");
  });

  it("what is inherited does not count", () => {
    expect(asked(Object.assign(Object.create({ record: "r1", force: true }), ASKED))).toEqual(HIDDEN);
    expectFailure(
      () => asked(Object.assign(Object.create({ viewer: "own" }), { ...ASKED, viewer: undefined })),
      "missing-field",
      "/viewer",
    );
  });

  it("what is undefined is absent", () => {
    expect(asked({ ...ASKED, surface: undefined, record: undefined, other: undefined })).toEqual(HIDDEN);
    expectFailure(() => asked({ ...ASKED, thread: undefined }), "missing-field", "/thread");
  });

  it("a throwing getter is a failure", () => {
    failure(() => asked(withBomb({ ...ASKED })));
    failure(() => asked(throwing({ ...ASKED })));
    failure(() => policy.visibleThreads(hostile<ListArgument>(withBomb({ now: NOW }))));
  });

  it("a getter is read once", () => {
    let reads = 0;
    const query = {
      ...ASKED,
      get viewer() {
        return reads++ === 0 ? "mate" : "own";
      },
    };
    expectAnswerOrFailure(() => asked(query), HIDDEN);
    expect(reads).toBeLessThanOrEqual(1);
  });

  it.each(["mate\ud800", "\udc00mate", "mate\ufffd", "\ud83d"])("no user is called %j", (viewer) => {
    expectFailure(() => asked({ ...ASKED, viewer }), "unknown-viewer", "/viewer");
    expectFailure(() => policy.visibleThreads({ viewer, now: NOW }), "unknown-viewer", "/viewer");
    expectFailure(() => asked({ ...ASKED, thread: viewer }), "unknown-thread", "/thread");
  });

  it("a time is a Date or text", () => {
    expect(asked({ ...ASKED, now: new Date(NOW) })).toEqual(HIDDEN);
    for (const now of [new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)]) {
      expectFailure(() => asked({ ...ASKED, now }), "invalid-time", "/now");
    }
    for (const now of [Date.now(), { toISOString: () => NOW }, [NOW]]) {
      expectFailure(() => asked({ ...ASKED, now }), "wrong-type", "/now");
    }
    expectFailure(() => asked({ ...ASKED, viewer: new Date(NOW) }), "wrong-type", "/viewer");
    for (const now of [
      new Proxy(new Date(NOW), {}),
      Object.create(Date.prototype),
      Object.assign(new Date(NOW), { toISOString: boom, getTime: boom, toJSON: boom }),
    ]) {
      expectAnswerOrFailure(() => asked({ ...ASKED, now }), HIDDEN);
    }
  });
});

describe("as many queries", () => {
  const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
  const all = (queries: unknown) => policy.decideAll(hostile<QueryArgument[]>(queries));

  it("none is none, and one is one", () => {
    expect(all([])).toEqual([]);
    expect(all([ASKED, ASKED])).toEqual([HIDDEN, HIDDEN]);
  });

  it.each([undefined, null, 0, "", "view", ASKED, { length: 1, 0: ASKED }, new Map(), () => []])(
    "%s is no list",
    (queries) => {
      failure(() => all(queries));
    },
  );

  it("the first bad one refuses all, its path under the index", () => {
    expectFailure(
      () => all([ASKED, ASKED, ASKED, { ...ASKED, viewer: "nobody" }, null]),
      "unknown-viewer",
      "/3/viewer",
    );
    expectFailure(() => all([ASKED, null]), "wrong-type", "/1");
    expectFailure(() => all([ASKED, { ...ASKED, "a/b": "x" }]), "unknown-field", "/1/a~1b");
    expectFailure(() => all(new Array(3)), "wrong-type", "/0");
    expectFailure(() => all([ASKED, ...new Array(1)]), "wrong-type", "/1");
  });

  it("a list that throws is a failure", () => {
    failure(() => all(Object.defineProperty([ASKED], 0, { get: boom })));
    failure(() => all(throwing([ASKED])));
    failure(() => all(revoked()));
  });
});
