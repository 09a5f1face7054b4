/** Hostile sizes: what is long, deep or many is refused or answered, and never ends the module. */
import { decide, diagnose, Policy } from "mailveil";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  expectAccepted,
  expectAlive,
  expectFailure,
  expectRefused,
  failure,
  HIDDEN,
  hostile,
  NOW,
  type QueryArgument,
  type SnapshotArgument,
  sample,
} from "./hostile-kit.ts";

const MEGABYTES_10 = 10 * 1024 * 1024;
const long = "x".repeat(MEGABYTES_10);
const policy = Policy.parse(hostile<SnapshotArgument>(sample()));
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The sample as text with one more member, written as it is. */
function withMember(json: string): string {
  return `${JSON.stringify(sample()).slice(0, -1)},"x":${json}}`;
}

function places(snapshot: unknown): { total: number; listed: number; codes: string[]; first: string | undefined } {
  const { problems, total } = diagnose(hostile<SnapshotArgument>(snapshot));
  expectAlive();
  const codes = [...new Set(problems.map(({ code }) => code))];
  return { total, listed: problems.length, codes, first: problems[0]?.path };
}

describe("long", () => {
  it("queries of 10 MB", () => {
    const asked = (query: object) => () => policy.decide(hostile<QueryArgument>({ ...ASKED, ...query }));
    expectFailure(asked({ viewer: long }), "unknown-viewer", "/viewer");
    expectFailure(asked({ thread: long }), "unknown-thread", "/thread");
    expectFailure(asked({ record: long }), "unknown-record", "/record");
    expectFailure(asked({ surface: long }), "unknown-value", "/surface");
    expectFailure(asked({ action: long }), "unknown-action", "/action");
    expectFailure(asked({ now: long }), "invalid-time", "/now");
    // Compared as a whole, because a difference of 10 MB helps nobody.
    expect(failure(asked({ [long]: "x" })).path === `/${long}`).toBe(true);
    expectFailure(() => policy.visibleThreads({ viewer: long, now: NOW }), "unknown-viewer", "/viewer");
  });

  it("a name of 10 MB is a name", () => {
    const snapshot = sample();
    expectAccepted({ ...snapshot, roles: [...(snapshot["roles"] as object[]), { id: "long", name: long }] });
  });

  it("an id, an address, a domain, a time, a participant of 10 MB are not", () => {
    const snapshot = sample();
    const [user] = snapshot["users"] as object[];
    const [thread] = snapshot["threads"] as object[];
    expectRefused({ ...snapshot, roles: [...(snapshot["roles"] as object[]), { id: long }] });
    expectRefused({ ...snapshot, organization: { domains: [long] } });
    expectRefused({ ...snapshot, users: [{ ...user, addresses: [`${long}@corp.test`] }] });
    expectRefused({ ...snapshot, users: [{ ...user, reactivatedAt: long }] });
    expectRefused({ ...snapshot, threads: [{ ...thread, participants: [long] }] });
  });

  it("a text of 10 MB that is no JSON", () => {
    expect(places(long)).toMatchObject({ total: 1, codes: ["json-syntax"] });
    expect(places(`"${long}`)).toMatchObject({ total: 1, codes: ["json-syntax"] });
    expect(places(" ".repeat(MEGABYTES_10))).toMatchObject({ total: 1, codes: ["json-syntax"] });
    expect(places("\\u".repeat(1_000_000))).toMatchObject({ total: 1, codes: ["json-syntax"] });
  });

  it("numbers of a million digits", () => {
    const digits = "1".repeat(1_000_000);
    expect(places(withMember(digits))).toMatchObject({ total: 1, codes: ["unknown-field"], first: "/x" });
    expect(places(withMember(`-0.${digits}e-${digits}`))).toMatchObject({ total: 1, codes: ["unknown-field"] });
    const version = JSON.stringify(sample()).replace('"version":1', `"version":${digits}`);
    expect(places(version)).toMatchObject({ total: 1, codes: ["unsupported-version"], first: "/version" });
    expect(places(version.replace(digits, `1e${digits}`))).toMatchObject({ total: 1, codes: ["unsupported-version"] });
  });
});

describe("deep", () => {
  const deep = 100_000;

  it("lists and objects 100,000 deep", () => {
    const lists = "[".repeat(deep) + "]".repeat(deep);
    const objects = `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`;
    expect(places(withMember(lists))).toMatchObject({ total: 2, codes: ["unknown-field", "limit-exceeded"] });
    expect(places(withMember(objects))).toMatchObject({ total: 2, codes: ["unknown-field", "limit-exceeded"] });
    expect(places(lists)).toMatchObject({ total: 2, codes: ["wrong-type", "limit-exceeded"], first: "" });
  });

  it("lists 100,000 deep that are not closed", () => {
    const { problems } = diagnose("[".repeat(deep));
    expect(problems).toMatchObject([{ code: "json-syntax", path: "", offset: deep }]);
    expectAlive();
  });

  it("an object 100,000 deep", () => {
    let nested: unknown = [];
    for (let level = 0; level < deep; level++) nested = [nested];
    expectRefused(nested);
    expectRefused({ ...sample(), x: nested });
    const viewer = () => policy.decide(hostile<QueryArgument>({ ...ASKED, viewer: nested }));
    expectFailure(viewer, "wrong-type", "/viewer");
  });
});

describe("many problems", () => {
  it("200,000 times the same key", () => {
    const members = numbers(200_000).map(() => '"a":1');
    expect(places(withMember(`{${members.join()}}`))).toEqual({
      total: 200_000,
      listed: 1_000,
      codes: ["unknown-field", "duplicate-key"],
      first: "/x",
    });
  });

  it("200,000 unknown keys", () => {
    const members = numbers(200_000).map((index) => `"x${index}":null`);
    const text = `${JSON.stringify(sample()).slice(0, -1)},${members.join()}}`;
    expect(places(text)).toMatchObject({ total: 200_000, listed: 1_000, codes: ["unknown-field"], first: "/x0" });
  });

  it("100,000 grants for one user", () => {
    const grants = numbers(100_000).map(() => ({ kind: "user", id: "mate", rights: [] }));
    const mailbox = { id: "m", address: "m@corp.test", owner: "own", sharing: { mode: "shared-mailbox", grants } };
    const snapshot = sample();
    const mailboxes = [...(snapshot["mailboxes"] as object[]), mailbox];
    expect(places({ ...snapshot, mailboxes })).toMatchObject({ total: 99_999, codes: ["duplicate-grantee"] });
  });

  it("50,000 support accesses, apart and at one time", () => {
    const day = 86_400_000;
    const access = (start: number) => ({
      agent: "sid",
      grantedBy: "boss",
      activatedAt: new Date(start).toISOString(),
      expiresAt: new Date(start + day).toISOString(),
    });
    const apart = numbers(50_000).map((index) => access(index * day));
    expect(places({ ...sample(), supportAccess: apart })).toMatchObject({ total: 0 });
    const together = numbers(50_000).map(() => access(0));
    expect(places({ ...sample(), supportAccess: together })).toMatchObject({ total: 49_999, listed: 1_000 });
  });
});

describe("many roles", () => {
  const chain = (length: number): object[] =>
    numbers(length).map((index) => (index === 0 ? { id: "c0" } : { id: `c${index}`, parent: `c${index - 1}` }));

  it.each(["from the top", "from the bottom"])("a chain of 100,000, written %s, is a tree", (order) => {
    const rows = chain(100_000);
    const snapshot = sample();
    const access = [{ kind: "role", id: "c0", descendants: true }];
    const tree = {
      ...snapshot,
      roles: [...(snapshot["roles"] as object[]), ...(order === "from the top" ? rows : rows.reverse())],
      users: [...(snapshot["users"] as object[]), { id: "low", status: "active", roles: ["c99999"] }],
      records: [...(snapshot["records"] as object[]), { id: "r3", type: "contact", access }],
      mailboxes: [
        ...(snapshot["mailboxes"] as object[]),
        { id: "m", address: "m@corp.test", owner: "own", sharing: { mode: "complete", audience: access } },
      ],
      threads: [
        ...(snapshot["threads"] as object[]),
        { id: "t", mailbox: "m", participants: ["kim@else.test"], records: ["r3"] },
      ],
    };
    const compiled = Policy.parse(hostile<SnapshotArgument>(tree));
    expect(compiled.decide(ASKED)).toEqual(HIDDEN);
    expect(compiled.decide({ ...ASKED, viewer: "low", thread: "t" })).toMatchObject({ level: "full" });
    expect(compiled.decide({ ...ASKED, thread: "t" })).toMatchObject({ level: "none" });
    compiled.free();
  });

  it("a ring of 100,000 is one cycle, and its tail is none", () => {
    const [, ...ring] = chain(100_000);
    const roles = [...(sample()["roles"] as object[]), { id: "c0", parent: "c99999" }, ...ring];
    const found = { total: 100_000, listed: 1_000, codes: ["role-cycle"], first: "/roles/2/parent" };
    expect(places({ ...sample(), roles })).toEqual(found);
    const tail = [...(sample()["roles"] as object[]), { id: "c0", parent: "c0" }, ...ring];
    expect(places({ ...sample(), roles: tail })).toEqual({ ...found, total: 1, listed: 1 });
  });
});

describe("many rows", () => {
  /** Pairs that simple string hashes cannot tell apart, and ids that differ in one place only. */
  const twins = (index: number): string =>
    index.toString(2).padStart(17, "0").replaceAll("0", "Aa").replaceAll("1", "BB");
  const ids: [string, (index: number) => string][] = [
    ["twins of polynomial hashes", twins],
    ["one long beginning", (index) => "a".repeat(240) + index],
    ["one long end", (index) => index + "a".repeat(240)],
    ["zero bytes", (index) => `${index}${"\0".repeat(40)}`],
    [
      "words eight bytes long",
      (index) => String.fromCharCode(...numbers(4).map((byte) => 256 + ((index >> (4 * byte)) & 15))),
    ],
  ];

  it.each(ids)("50,000 users whose ids are %s", (_, name) => {
    const unique = [...new Set(numbers(50_000).map(name))];
    const snapshot = sample();
    const users = [...(snapshot["users"] as object[]), ...unique.map((id) => ({ id, status: "active" }))];
    expect(places({ ...snapshot, users })).toMatchObject({ total: 0 });
    expect(places({ ...snapshot, users: [...users, ...users] })).toMatchObject({ codes: ["duplicate-id"] });
  });

  it("lists of 100,000 equal entries count once", () => {
    const many = <T>(entry: T): T[] => numbers(100_000).map(() => entry);
    const snapshot = sample();
    const mailboxes = snapshot["mailboxes"] as object[];
    const sharing = {
      mode: "complete",
      audience: many({ kind: "role", id: "field" }),
      excludedDomains: many("x.test"),
    };
    const thread = { id: "t", mailbox: "m", participants: many("a@client.test"), records: many("r1") };
    const large = {
      ...snapshot,
      organization: { excludedDomains: numbers(100_000).map((index) => `d${index}.test`) },
      mailboxes: [...mailboxes, { id: "m", address: "m@corp.test", owner: "own", sharing }],
      threads: [...(snapshot["threads"] as object[]), thread],
    };
    const query = { ...ASKED, thread: "t" };
    expect(decide(hostile<SnapshotArgument>(large), query)).toMatchObject({ outcome: "allowed", level: "full" });
  });

  it("10,000 queries at once", () => {
    const queries = numbers(10_000).map(() => ASKED);
    expect(policy.decideAll(queries)).toHaveLength(queries.length);
    const last = [...queries, hostile<QueryArgument>({ ...ASKED, viewer: "" })];
    expectFailure(() => policy.decideAll(last as (typeof ASKED)[]), "unknown-viewer", "/10000/viewer");
  });
});
