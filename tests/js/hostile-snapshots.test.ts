/** Hostile JavaScript values, where a file cannot spell them: as a snapshot and inside one. */
import { runInNewContext } from "node:vm";
import { decide, diagnose } from "mailveil";
import { describe, expect, it } from "vitest";
import {
  ASKED,
  expectAccepted,
  expectAnswerOrFailure,
  expectRefused,
  HIDDEN,
  hostile,
  NOW,
  type SnapshotArgument,
  sample,
} from "./hostile-kit.ts";
import { boom, unspeakable } from "./hostile-values.ts";

describe("as a snapshot", () => {
  const json = JSON.stringify(sample());

  it.each([
    ...unspeakable,
    ["undefined", () => undefined],
    ["null", () => null],
    ["zero", () => 0],
    ["true", () => true],
  ] as [string, () => unknown][])("%s is refused", (_, make) => {
    expectRefused(make());
  });

  it.each([
    ["a list of snapshots", () => [sample()]],
    ["a Map of its members", () => new Map(Object.entries(sample()))],
    ["its members inherited", () => Object.create(sample())],
    ["its members not enumerable", () => Object.defineProperty(sample(), "threads", { enumerable: false })],
    ["its members as 16-bit units", () => Uint16Array.from(json, (unit) => unit.charCodeAt(0))],
    ["a view of its bytes", () => new DataView(new TextEncoder().encode(json).buffer)],
    [
      "bytes that were handed over",
      () => {
        const bytes = new TextEncoder().encode(json);
        structuredClone(bytes, { transfer: [bytes.buffer] });
        return bytes;
      },
    ],
    [
      "itself as one of its members",
      () => {
        const snapshot = sample();
        snapshot["organization"] = snapshot;
        return snapshot;
      },
    ],
  ] as [string, () => unknown][])("%s is refused", (_, make) => {
    expectRefused(make());
  });

  it("plain objects of any making are accepted", () => {
    expectAccepted(Object.freeze(sample()));
    expectAccepted(Object.assign(Object.create(null), sample()));
    expectAccepted(runInNewContext(`(${json})`));
  });

  it("the same list in two places is no cycle", () => {
    const snapshot = sample();
    const none: unknown[] = [];
    const organization = { domains: none, excludedDomains: none };
    expectAccepted({ ...snapshot, organization });
  });

  it("a member that is undefined is absent", () => {
    expectAccepted({ ...sample(), organization: { domains: undefined, excludedDomains: [] } });
    const { path, problems } = expectRefused({ ...sample(), threads: undefined });
    expect([path, problems?.map((problem) => problem.path)]).toEqual([undefined, ["/threads"]]);
  });

  it("bytes are read within their view", () => {
    const padded = new TextEncoder().encode(`garbage${json}garbage`);
    expectAccepted(padded.subarray(7, padded.length - 7));
    expectAccepted(Buffer.from(json));
    expectRefused(padded);
  });

  it("bytes and text of other makings are refused or read rightly", () => {
    const bytes = new TextEncoder().encode(json);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    class Snapshot {
      constructor() {
        Object.assign(this, sample());
      }
    }
    const foreign = runInNewContext("Uint8Array.from(bytes)", { bytes: [...bytes] });
    for (const input of [shared, foreign, Object(json), new Snapshot(), { ...sample(), toJSON: () => ({}) }]) {
      expectAnswerOrFailure(() => decide(hostile<SnapshotArgument>(input), ASKED), HIDDEN);
    }
  });
});

/** The sample with a value that stands where it would hide or reveal mail. */
const places: [string, (value: unknown) => Record<string, unknown>][] = [
  ["as supportAccess", (value) => ({ ...sample(), supportAccess: value })],
  ["as excludedDomains", (value) => ({ ...sample(), organization: { excludedDomains: value } })],
  ["as a thread's links", (value) => withFirst("threads", { records: value })],
  ["as a thread's participants", (value) => withFirst("threads", { participants: value })],
  ["as a thread's sharing", (value) => withFirst("threads", { sharing: value })],
  ["as a mailbox's sharing", (value) => withFirst("mailboxes", { sharing: value })],
  ["as a mailbox's lock", (value) => withFirst("mailboxes", { lock: value })],
  ["as a user's reactivation", (value) => withFirst("users", { reactivatedAt: value })],
  ["as a user", (value) => ({ ...sample(), users: [...(sample()["users"] as unknown[]), value] })],
];

function withFirst(collection: string, members: object): Record<string, unknown> {
  const [first, ...rest] = sample()[collection] as object[];
  return { ...sample(), [collection]: [{ ...first, ...members }, ...rest] };
}

describe.each(places)("inside a snapshot, %s", (_, spoil) => {
  it.each(unspeakable)("%s is refused, not left out", (_, make) => {
    expectRefused(spoil(make()));
  });

  it("a throwing getter is refused", () => {
    const bomb = {
      get mode() {
        return boom();
      },
      get id() {
        return boom();
      },
    };
    expectRefused(spoil(bomb));
    expectRefused(spoil([bomb]));
  });
});

describe("inside a snapshot", () => {
  it("a getter is read once, so that one text is judged", () => {
    let reads = 0;
    const snapshot = sample();
    Object.defineProperty(snapshot["organization"], "excludedDomains", {
      enumerable: true,
      get: () => (reads++ === 0 ? ["bank.test"] : []),
    });
    const query = { action: "view", viewer: "mate", thread: "t-bank", now: NOW } as const;
    expectAnswerOrFailure(() => decide(hostile<SnapshotArgument>(snapshot), query).outcome, "denied");
    expect(reads).toBeLessThanOrEqual(1);
  });

  it("a Date is refused or read as its time", () => {
    const spoilt = withFirst("threads", { lastMessageAt: new Date(NOW) });
    expectAnswerOrFailure(() => decide(hostile<SnapshotArgument>(spoilt), ASKED), HIDDEN);
  });

  it("a key that is a symbol does not matter", () => {
    expectAnswerOrFailure(() => decide(hostile<SnapshotArgument>({ ...sample(), [Symbol("x")]: 1 }), ASKED), HIDDEN);
  });

  it("a hole is not filled from a prototype", () => {
    const snapshot = withFirst("threads", { participants: new Array(1) });
    Object.defineProperty(Array.prototype, 0, { configurable: true, value: "own@corp.test", writable: true });
    let total: number | undefined;
    try {
      total = diagnose(hostile<SnapshotArgument>(snapshot)).total;
    } finally {
      Reflect.deleteProperty(Array.prototype, 0);
    }
    expect(total).toBe(1);
  });

  it.each(["\ud800", "\udfff", "a\ud83d", "\ude00\ud83d"])("a lone surrogate in an id is refused: %j", (id) => {
    const user = { id, status: "active" };
    const snapshot = { ...sample(), users: [...(sample()["users"] as unknown[]), user] };
    expectRefused(snapshot);
    expectRefused(
      JSON.stringify({ ...snapshot, users: [...(sample()["users"] as unknown[]), "@"] }).replace(
        '"@"',
        `{"id":"${id}","status":"active"}`,
      ),
    );
  });

  it("two ids that differ in a lone surrogate only never become one", () => {
    const users = ["x\ud800", "x\udbff"].map((id) => ({ id, status: "active" }));
    expectRefused({ ...sample(), users: [...(sample()["users"] as unknown[]), ...users] });
  });

  it("a lone surrogate in a reference names nothing", () => {
    expectRefused(withFirst("mailboxes", { owner: "own\ud800" }));
    expectRefused(JSON.stringify(sample()).replace('"owner":"own"', '"owner":"own\udbff"'));
  });
});
