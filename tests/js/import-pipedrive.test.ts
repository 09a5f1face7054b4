import {
  decisionsNeeded,
  type Imported,
  importPipedrive,
  type PipedriveDecisions,
  type PipedrivePlan,
} from "mailveil/import";
import { describe, expect, it } from "vitest";
import { accepted, changed, directory, type Exported, lost, refusal, seen, valueAt, vendor } from "./import-kit.ts";

const decisions: PipedriveDecisions = { plan: "professional", threadDefault: "private" };

const [ann, bob, cat, gone, invited] = ["11", "12", "13", "14", "15"] as const;

const messages = "mailThreads/9001/mailMessages";

/** The directory, with mail; the messages of thread 9001 alone were exported. */
const exported = (): Exported => ({
  ...directory("pipedrive"),
  mailThreads: vendor("pipedrive-mailThreads"),
  [messages]: vendor("pipedrive-mailThread-messages"),
});

type Changes = Readonly<Record<string, unknown>>;

const run = (changes: Changes = {}, given = decisions) => importPipedrive(changed(exported(), changes), given);

describe("who sees which mail of Pipedrive", () => {
  // 9001 is shared, and links deal 300 (its owner's, Ann's), and person 300 (Ann's group, Sales).
  // 9002 is private; 9003 deleted; 9004 shared and archived, but linked to a lead alone.
  const own = ["9001", "9002", "9004"];

  it("is decided by every linked item", () => {
    expect(seen(run())).toStrictEqual({
      // Nothing but deletion hides a thread from its owner.
      [ann]: own,
      // Bob is in the group of person 300, but deal 300 is visible to its owner alone.
      [bob]: [],
      // Cat is a global administrator, who opens every record; a lead makes no thread visible (P-03).
      [cat]: ["9001"],
      // Deactivated and unconfirmed users see nothing (Z-17).
      [gone]: [],
      [invited]: [],
    });
  });

  it("shows a colleague what is linked to what their group may see", () => {
    const inGroup = (role: number) => ({ "/deals/data/0/visible_to": 3, "/users/data/1/role_id": role });
    expect(seen(run(inGroup(2)))[bob]).toStrictEqual(["9001"]);
    // The default group is above Sales, the interns are below: neither sees what is the group's alone.
    expect(seen(run(inGroup(1)))[bob]).toStrictEqual([]);
    expect(seen(run(inGroup(3)))[bob]).toStrictEqual([]);
  });

  it("shows it to the groups below where `visible_to` is 5, and to all where it is 7", () => {
    const by = (value: unknown, role: number) => ({
      "/deals/data/0/visible_to": value,
      "/persons/data/0/visible_to": value,
      "/users/data/1/role_id": role,
    });
    expect(seen(run(by(5, 3)))[bob]).toStrictEqual(["9001"]);
    expect(seen(run(by(5, 1)))[bob]).toStrictEqual([]);
    expect(seen(run(by("7", 1)))[bob]).toStrictEqual(["9001"]);
  });

  it("shows it to the whole company for 3 on a plan without groups", () => {
    const tables = ["deals", "persons", "organizations", "leads"];
    const changes = Object.fromEntries(tables.map((table) => [`/${table}/data/0/visible_to`, 3]));
    const bobs = (plan: PipedrivePlan) =>
      seen(run({ ...changes, "/users/data/1/role_id": 1 }, { ...decisions, plan }))[bob];
    for (const plan of ["lite", "growth", "essential", "advanced"] as const) {
      expect(bobs(plan)).toStrictEqual(["9001"]);
    }
    for (const plan of ["premium", "ultimate", "professional", "power", "enterprise"] as const) {
      expect(bobs(plan)).toStrictEqual([]);
    }
  });

  it("lets followers open what they follow, where they were exported", () => {
    const followed = run({ "/deals~1300~1followers": { success: true, data: [{ user_id: 12 }] } });
    expect(seen(followed)[bob]).toStrictEqual(["9001"]);
    expect(lost(followed, /followers/)).toBeUndefined();
    expect(lost(run(), /followers/)).toMatchObject({ count: 0, path: "" });
  });

  it("hides what is a draft's, or was thrown away elsewhere", () => {
    const shared = (name: string, value: unknown) =>
      seen(run({ "/deals/data/0/visible_to": 7, [`/mailThreads/data/0/${name}`]: value }));
    expect(shared("has_draft_flag", 0)[bob]).toStrictEqual(["9001"]);
    for (const [name, value] of [
      ["has_draft_flag", 1],
      ["external_deleted_flag", true],
      ["shared_flag", 0],
    ] as const) {
      expect(shared(name, value)).toMatchObject({ [ann]: own, [bob]: [] });
    }
  });

  it("lets the default decide only where the thread says nothing, and for mail since then", () => {
    const unsaid = { "/deals/data/0/visible_to": 7, "/mailThreads/data/0/shared_flag": null };
    const since = (sharedSince: string) => ({ ...decisions, threadDefault: { "pd-acc-7": { sharedSince } } });
    // The thread began on 2026-01-01 at 9.
    expect(seen(run(unsaid, since("2026-01-01T00:00:00Z")))[bob]).toStrictEqual(["9001"]);
    expect(seen(run(unsaid, since("2026-01-02T00:00:00Z")))[bob]).toStrictEqual([]);
    expect(seen(run(unsaid))[bob]).toStrictEqual([]);
  });
});

describe("what becomes of an export of Pipedrive", () => {
  it("is users, groups, records with prefixes, a mailbox for each account, and threads", () => {
    const { snapshot, report } = run();
    expect(snapshot.users[2]).toStrictEqual({
      id: cat,
      status: "active",
      roles: ["1"],
      addresses: ["cat@crm.example"],
      name: "Cat",
      profile: "administrator",
    });
    expect(snapshot.roles[2]).toStrictEqual({ id: "3", name: "Interns", parent: "2" });
    expect(snapshot.records.map(({ id, type }) => `${type} ${id}`)).toStrictEqual([
      "deal deal:300",
      "lead lead:6f1c1b1e-5a55-4a52-9d0f-0a5b8a3b7d10",
      "organization organization:5",
      "contact person:300",
      "other person:301",
    ]);
    expect(snapshot.mailboxes).toStrictEqual([
      { id: "pd-acc-7", address: "ann@crm.example", owner: ann, sharing: { mode: "per-thread", default: "private" } },
    ]);
    expect(snapshot.threads[0]).toStrictEqual({
      id: "9001",
      mailbox: "pd-acc-7",
      // Kim has a blind copy, which only the messages tell.
      participants: ["ann@crm.example", "jo@acme.example", "kim@law.example"],
      records: ["person:300", "deal:300"],
      sharing: "shared",
      firstMessageAt: "2026-01-01T09:00:00.000Z",
      lastMessageAt: "2026-01-01T10:00:00.000Z",
    });
    expect(report.taken).toContainEqual({ endpoint: "mailThreads/*/mailMessages", rows: 2 });
    const placeholders = { what: "placeholder records", why: expect.any(String), ids: ["person:301"] };
    expect(report.invented).toContainEqual(placeholders);
  });

  it("hides threads whose copies are not known where domains are excluded", () => {
    const open = { "/deals/data/0/visible_to": 7 };
    const withList = (imported: Imported) => {
      const snapshot = { ...imported.snapshot, organization: { excludedDomains: ["other.example"] } };
      return seen({ ...imported, snapshot })[bob];
    };
    expect(withList(run(open))).toStrictEqual(["9001"]);
    expect(lost(run(open), /copies/)).toMatchObject({ count: 3, path: "/mailThreads/data/1" });
    // One of two messages is missing, so somebody may have had a copy.
    expect(withList(run({ ...open, "/mailThreads~19001~1mailMessages/data": [] }))).toStrictEqual([]);
    expect(withList(run({ ...open, "/mailThreads~19001~1mailMessages/data/1/bcc": null }))).toStrictEqual([]);
    const [first] = valueAt(vendor("pipedrive-mailThread-messages"), "/data") as object[];
    expect(withList(run({ ...open, "/mailThreads~19001~1mailMessages/data": [first] }))).toStrictEqual([]);
  });

  it("takes threads whose messages alone were exported as private", () => {
    const mail = { "/deals~1300~1mailMessages": vendor("pipedrive-deal-mailMessages"), "/deals/data/0/visible_to": 7 };
    const threadDefault = { sharedSince: "2020-01-01T00:00:00Z" };
    const imported = importPipedrive(changed(directory("pipedrive"), mail), { ...decisions, threadDefault });
    expect(seen(imported)).toMatchObject({ [ann]: ["9001", "9002"], [bob]: [] });
    expect(imported.snapshot.threads[1]).toMatchObject({ sharing: "private", records: ["person:301", "deal:300"] });
    expect(lost(imported, /choice of threads/)).toMatchObject({ count: 2 });
  });

  it("keeps deleted records as placeholders, and drops owners and groups that are not there", () => {
    const imported = run({
      "/persons/data/0/is_deleted": true,
      "/deals/data/0/owner_id": 99,
      "/roles/data/1": undefined,
      "/roles/data/2": undefined,
      "/roles/data/length": 1,
    });
    const { records, users } = accepted(imported);
    const record = (id: string) => records.find((row) => row.id === id);
    expect(record("person:300")).toStrictEqual({ id: "person:300", type: "other", access: [] });
    expect(record("deal:300")).toStrictEqual({ id: "deal:300", type: "deal", access: [], name: "Forty chairs" });
    expect(users[0]?.roles).toStrictEqual([]);
    for (const what of [/deleted records/, /owners of records/, /roles of users/, /access of users and roles/]) {
      expect(lost(imported, what)?.count).toBeGreaterThan(0);
    }
  });

  it("hides by a placeholder, where dropping the link would show", () => {
    // Bob may open deal 300, and nobody knows who may open person 300.
    const open = { "/deals/data/0/visible_to": 7, "/persons/data/0/visible_to": 7 };
    expect(seen(run(open))[bob]).toStrictEqual(["9001"]);
    expect(seen(run({ ...open, "/persons": undefined }))[bob]).toStrictEqual([]);
  });

  it("leaves out mail of accounts of several users, of users that are not there, and of no account", () => {
    const shared = run({ "/mailThreads/data/1/user_id": 12 });
    expect(accepted(shared)).toMatchObject({ mailboxes: [], threads: [] });
    expect(lost(shared, /several users/)).toMatchObject({ count: 1, path: "/mailThreads/data/0" });
    const ids = [0, 1, 2, 3].map((index) => [`/mailThreads/data/${index}/user_id`, 99]);
    const strange = run({ ...Object.fromEntries(ids), "/mailThreads~19001~1mailMessages": undefined });
    expect(accepted(strange)).toMatchObject({ mailboxes: [], threads: [] });
    expect(lost(strange, /mail of mailboxes/)).toMatchObject({ count: 4 });
    const none = run({ "/mailThreads/data/1/account_id": null });
    expect(accepted(none).threads.map(({ id }) => id)).toStrictEqual(["9001", "9003", "9004"]);
  });

  it("reads pages, the first version of the API, one thread, and names with the whole route", () => {
    const users = valueAt(directory("pipedrive"), "/users/data") as object[];
    const imported = run({
      // The last row of a page may be the first of the next.
      "/users": [{ data: users.slice(0, 3) }, { data: users.slice(2) }, { data: null }],
      "/persons": { data: [{ id: 300, owner_id: { id: 11, name: "Ann" }, visible_to: "3", active_flag: true }] },
      "/deals": { data: [{ id: 300, user_id: { id: 11 }, visible_to: "3", deleted: false }] },
      "/mailThreads": undefined,
      "/mailbox~1mailThreads": vendor("pipedrive-mailThread-one"),
    });
    expect(seen(imported)).toMatchObject({ [ann]: ["9001"], [bob]: ["9001"] });
  });

  it("has no mail where none was exported", () => {
    const { snapshot, report } = importPipedrive(directory("pipedrive"), { plan: "premium" });
    expect(snapshot).toMatchObject({ mailboxes: [], threads: [] });
    expect(report.decisions).toStrictEqual([{ path: "/decisions/plan", value: "premium" }]);
    // Ann, Bob and Cat: the other two are not active.
    expect(lost({ snapshot, report }, /users of whom no mail/)).toMatchObject({ count: 3, path: "/users/data/0" });
    expect(lost(run(), /users of whom no mail/)).toMatchObject({ count: 2, path: "/users/data/1" });
    const empty = { ...directory("pipedrive"), mailThreads: vendor("pipedrive-empty") };
    expect(importPipedrive(empty, decisions).snapshot.threads).toStrictEqual([]);
  });

  it("asks for each mailbox with the user whose it is", () => {
    expect(decisionsNeeded("pipedrive", exported()).map(({ path, about }) => [path, about])).toStrictEqual([
      ["/decisions/plan", undefined],
      ["/decisions/threadDefault/pd-acc-7", `user ${ann}`],
    ]);
  });

  it("tells of a list of mail that breaks off: the rest is hidden anyway", () => {
    const more = { pagination: { more_items_in_collection: true } };
    const imported = run({ "/mailThreads/additional_data": more });
    expect(lost(imported, /further pages/)).toMatchObject({ count: 1, path: "/mailThreads" });
  });
});

describe("what is refused of an export of Pipedrive", () => {
  it.each<[string, Changes, string]>([
    ["an unknown visibility", { "/deals/data/0/visible_to": 9 }, "unknown-value /deals/data/0/visible_to"],
    ["an unknown flag", { "/mailThreads/data/2/shared_flag": 2 }, "unknown-value /mailThreads/data/2/shared_flag"],
    ["a missing flag", { "/mailThreads/data/2/deleted_flag": null }, "missing-field /mailThreads/data/2/deleted_flag"],
    ["a missing status", { "/users/data/0/activated": null }, "missing-field /users/data/0/activated"],
    ["an id that has lost digits", { "/users/data/0/id": 2 ** 53 }, "wrong-type /users/data/0/id"],
    ["two rows of one id", { "/users/data/1/id": 11 }, "unknown-value /users/data/1"],
    [
      "a thread in two accounts",
      { [`/${messages.replaceAll("/", "~1")}/data/0/account_id`]: "x" },
      "unknown-value /mailThreads~19001~1mailMessages/data/0/account_id",
    ],
    [
      "a malformed time",
      { "/mailThreads/data/0/first_message_timestamp": "2026-02-30T00:00:00Z" },
      "invalid-time /mailThreads/data/0/first_message_timestamp",
    ],
    ["a failure", { "/deals": { success: false, data: null } }, "unknown-value /deals/success"],
    ["a missing page", { "/persons/additional_data": { next_cursor: "abc" } }, "missing-field /persons"],
    ["no users", { "/users": undefined }, "missing-field /users"],
    ["an unknown endpoint", { "/pipelines": { data: [] } }, "unknown-field /pipelines"],
    ["a circle of roles", { "/roles/data/0/parent_role_id": 3 }, "unknown-value /roles/data/0"],
    [
      "mail of another kind",
      { "/deals~1300~1mailMessages": [{ object: "note", data: {} }] },
      "unknown-value /deals~1300~1mailMessages/0/object",
    ],
    ["answers mixed with rows", { "/deals": [{ data: [] }, { id: 7 }] }, "wrong-type /deals"],
    ["no answer", { "/deals": { rows: [] } }, "not-an-array /deals"],
  ])("%s", (_, changes, place) => {
    expect(refusal(() => run(changes))).toBe(place);
  });

  it("a visibility that the plan does not have", () => {
    expect(refusal(() => run({}, { ...decisions, plan: "lite" }))).toBe("unknown-value /leads/data/0/visible_to");
  });
});
