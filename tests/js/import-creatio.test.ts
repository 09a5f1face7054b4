import { importCreatio } from "mailveil/import";
import { describe, expect, it } from "vitest";
import { accepted, changed, directory, type Exported, lost, refusal, seen, vendor } from "./import-kit.ts";

const id = (number: number) => {
  const hex = number.toString(16);
  return `${hex.padStart(8, "0")}-0000-4000-8000-${hex.padStart(12, "0")}`;
};
const [everybody, sales, managers, administrators] = [100, 101, 102, 103].map(id) as [string, string, string, string];
const [ann, bob, supervisor, dan] = [1001, 1002, 1003, 1004].map(id) as [string, string, string, string];
const [contact, account, mailbox] = [200, 210, 500].map(id) as [string, string, string];
/** By `EmailMessageData`: 400 links the contact and the account, 401 the contact, 402 nothing. */
const [m400, m401, m402] = [400, 401, 402].map(id) as [string, string, string];

const none = "00000000-0000-0000-0000-000000000000";

const decisions = { administrators: [administrators], childRolesInherit: true };

const exported = (): Exported => ({
  ...directory("creatio"),
  EmailMessageData: vendor("creatio-emailmessagedata"),
});

type Changes = Readonly<Record<string, unknown>>;

const run = (changes: Changes = {}, given = decisions) => importCreatio(changed(exported(), changes), given);

const right = (RecordId: string, SysAdminUnitId: string, Operation: number, RightLevel: number) => ({
  RecordId,
  SysAdminUnitId,
  Operation,
  RightLevel,
});

/** Dan leads the sales managers, whose role is below Sales. */
const withDan = {
  "/SysAdminUnit/7": { Id: dan, Name: "dan", SysAdminUnitTypeValue: 4, Active: true, ContactId: none },
  "/SysUserInRole/4": { SysUserId: dan, SysRoleId: managers },
};

describe("who sees which mail of Creatio", () => {
  it("is decided by the rights on a shared mailbox, and on its records", () => {
    // Sales may send, so that the mail is in Bob's communication panel (C-08); Ann registered the mailbox.
    expect(seen(run(), { surface: "mailbox" })).toStrictEqual({
      [ann]: [m400, m401, m402],
      [bob]: [m400, m401, m402],
      // An administrator without a right on the mailbox sees none of its mail (P-01).
      [supervisor]: [],
    });
    // Sales may read, and the contact is theirs to read, so Bob sees on records what is linked to it (C-07, C-12).
    expect(seen(run(), { surface: "record" })).toStrictEqual({
      [ann]: [m400, m401],
      [bob]: [m400, m401],
      [supervisor]: [],
    });
  });

  it("is nobody else's mail where the mailbox is not shared", () => {
    const imported = run({ "/MailboxSyncSettings/0/IsShared": false });
    expect(seen(imported)).toStrictEqual({ [ann]: [m400, m401, m402], [bob]: [], [supervisor]: [] });
  });

  it("tells reading and sending apart", () => {
    const noRead = run({ "/EmailDefRights": [] });
    expect(seen(noRead, { surface: "record" })[bob]).toStrictEqual([]);
    expect(seen(noRead, { surface: "mailbox" })[bob]).toStrictEqual([m400, m401, m402]);
    const noSend = run({ "/SysMailboxSyncSettingsRight": [] });
    expect(seen(noSend, { surface: "record" })[bob]).toStrictEqual([m400, m401]);
    expect(seen(noSend, { surface: "mailbox" })[bob]).toStrictEqual([]);
    // Who may edit the rights of its mail may read it; who may edit the mailbox configures it, and sees no mail (C-09).
    const edits = run({
      "/EmailDefRights/0/Operation": 1,
      "/SysMailboxSyncSettingsRight/1/Operation": 1,
    });
    expect(edits.snapshot.mailboxes[0]?.sharing).toMatchObject({
      grants: [{ id: sales, rights: ["read", "configure"] }],
    });
    expect(seen(edits, { surface: "mailbox" })[bob]).toStrictEqual([]);
  });

  it("asks for a record that the viewer can read", () => {
    // Without a right on the contact, only its owner can open it.
    expect(seen(run({ "/SysContactRight": [] }), { surface: "record" })).toMatchObject({
      [ann]: [m400, m401],
      [bob]: [],
    });
    // The right to edit is no right to read.
    expect(seen(run({ "/SysContactRight/0/Operation": 1 }), { surface: "record" })[bob]).toStrictEqual([]);
    const accounts = run({ "/SysContactRight": [], "/SysAccountRight": [right(account, bob, 0, 2)] });
    expect(seen(accounts, { surface: "record" })[bob]).toStrictEqual([m400]);
  });

  it("goes down to the roles below only where that was decided", () => {
    expect(seen(run(withDan))[dan]).toStrictEqual([m400, m401, m402]);
    expect(seen(run(withDan, { ...decisions, childRolesInherit: false }))[dan]).toStrictEqual([]);
    const below = run(withDan, { administrators: [sales], childRolesInherit: true });
    expect(below.snapshot.users.map(({ profile }) => profile)).toStrictEqual([
      undefined,
      "administrator",
      undefined,
      "administrator",
    ]);
    const alone = run(withDan, { administrators: [sales], childRolesInherit: false });
    expect(alone.snapshot.users[3]?.profile).toBeUndefined();
  });

  it("lets whoever is denied see nothing, whatever the order of rights", () => {
    for (const unit of [bob, sales, everybody]) {
      const denied = run({ "/EmailDefRights/1": right(mailbox, unit, 0, 0) });
      expect(seen(denied, { surface: "record" })[bob]).toStrictEqual([]);
      expect(lost(denied, /denied rights/)).toMatchObject({ count: 1, path: "/EmailDefRights/1" });
      const contacts = run({ "/SysContactRight/1": right(contact, unit, 0, 0) });
      expect(seen(contacts, { surface: "record" })[bob]).toStrictEqual([]);
    }
    // A denial of Ann's takes nothing from Bob, but the contact from its owner.
    const anns = run({ "/SysContactRight/1": right(contact, ann, 0, 0) });
    expect(seen(anns, { surface: "record" })[bob]).toStrictEqual([m400, m401]);
    expect(anns.snapshot.records[0]).toMatchObject({ access: [{ kind: "user", id: bob }] });
    expect(anns.snapshot.records[0]).not.toHaveProperty("owner");
    // Whom a unit means that the export lacks, nobody knows.
    const strange = run({ "/SysContactRight/1": right(contact, id(9), 0, 0) });
    expect(seen(strange, { surface: "record" })[bob]).toStrictEqual([]);
    expect(strange.snapshot.records[0]).toStrictEqual({ id: contact, type: "contact", access: [], name: "Jo Buyer" });
    // Denied to edit, Bob reads on.
    expect(seen(run({ "/SysContactRight/1": right(contact, bob, 1, 0) }), { surface: "record" })[bob]).toHaveLength(2);
  });

  it("counts the roles below a denied one in any case", () => {
    const denied = { ...withDan, "/SysMailboxSyncSettingsRight/2": right(mailbox, sales, 0, 0), "/EmailDefRights": [] };
    const granted = { "/SysMailboxSyncSettingsRight/3": right(mailbox, dan, 0, 1) };
    const given = { ...decisions, childRolesInherit: false };
    expect(seen(run({ ...denied, ...granted }, given), { surface: "mailbox" })[dan]).toStrictEqual([]);
    const elsewhere = { ...denied, ...granted, "/SysUserInRole/4/SysRoleId": everybody };
    expect(seen(run(elsewhere, given), { surface: "mailbox" })[dan]).toStrictEqual([m400, m401, m402]);
  });
});

describe("what becomes of an export of Creatio", () => {
  it("is users, roles, records, mailboxes and messages", () => {
    const { snapshot, report } = run({ "/Contact/1": { Id: id(1), Name: "Ann", Email: "ann@crm.example" } });
    expect(snapshot.roles.map(({ name, parent }) => [name, parent])).toStrictEqual([
      ["All employees", undefined],
      ["Sales", everybody],
      ["Sales. Managers group", sales],
      ["System administrators", undefined],
    ]);
    expect(snapshot.users[0]).toStrictEqual({
      id: ann,
      status: "active",
      roles: [everybody],
      addresses: ["ann@crm.example"],
      name: "ann",
    });
    expect(snapshot.records.slice(0, 2)).toStrictEqual([
      {
        id: contact,
        type: "contact",
        access: [{ kind: "role", id: sales, descendants: true }],
        name: "Jo Buyer",
        owner: ann,
      },
      { id: id(1), type: "contact", access: [], name: "Ann" },
    ]);
    expect(snapshot.mailboxes).toStrictEqual([
      {
        id: mailbox,
        address: "ann@crm.example",
        owner: ann,
        // An owner needs no right.
        sharing: {
          mode: "shared-mailbox",
          grants: [{ kind: "role", id: sales, descendants: true, rights: ["read", "send"] }],
        },
      },
    ]);
    expect(snapshot.threads[0]).toStrictEqual({
      id: m400,
      mailbox,
      participants: ["ann@crm.example", "jo@acme.example", "sam@acme.example"],
      // Empty ids stand for none.
      records: [contact, account],
      firstMessageAt: "2026-01-01T09:00:00Z",
      lastMessageAt: "2026-01-01T09:00:00Z",
    });
    expect(snapshot.threads[1]?.participants).toContain("kim@law.example");
    expect(report.taken).toContainEqual({ endpoint: "EmailMessageData", rows: 3 });
  });

  it("finds activities that were exported by themselves", () => {
    const value = (vendor("creatio-emailmessagedata")["value"] as Exported[]).map((row) => ({
      ...row,
      Activity: null,
    }));
    const apart = run({ "/EmailMessageData": { value }, "/Activity": vendor("creatio-activity") });
    expect(apart.snapshot.threads).toStrictEqual(run().snapshot.threads);
    const without = run({ "/EmailMessageData": { value } });
    expect(accepted(without).threads).toStrictEqual([]);
    expect(lost(without, /without a mailbox or an activity/)).toMatchObject({ count: 3 });
    const alone = run({ "/EmailMessageData": undefined, "/Activity": vendor("creatio-activity") });
    expect(accepted(alone).threads).toStrictEqual([]);
    expect(lost(alone, /activities/)).toBeDefined();
  });

  it.each([
    ["Name <a@b.example>; c@d.example", ["a@b.example", "c@d.example"]],
    ['"Buyer; Jo, of Acme" <jo@acme.example>', ["jo@acme.example"]],
    ['"a \\" b" <a@b.example>,c@d.example', ["a@b.example", "c@d.example"]],
    ["", []],
    [" ; ,", []],
    // What cannot be read stays whole, and is nobody's address.
    ["Jo <jo@acme.example> (home)", ["Jo <jo@acme.example> (home)"]],
    ['"Jo <jo@acme.example>; kim@law.example', ['"Jo <jo@acme.example>; kim@law.example']],
    ["<a@b.example> <kim@law.example>", ["<a@b.example> <kim@law.example>"]],
    ["kim@law.example kim", ["kim@law.example kim"]],
    // A column that was not exported could name anybody.
    [null, ["(unknown)"]],
    ["x".repeat(2000), ["(unknown)"]],
  ])("reads the recipients %j", (list, participants) => {
    const activity = "/EmailMessageData/value/0/Activity";
    const { threads } = accepted(run({ [`${activity}/Recepient`]: list, [`${activity}/Sender`]: "" }));
    expect(threads[0]?.participants).toStrictEqual(participants);
  });

  it.each(["0001-01-01T00:00:00Z", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "", null])(
    "takes %j as no time of a message",
    (time) => {
      const sent = { "/EmailMessageData/value/0/SendDate": time, "/EmailMessageData/value/0/Activity/SendDate": time };
      const { threads } = accepted(run(sent));
      expect(threads[0]).not.toHaveProperty("lastMessageAt");
      expect(threads[1]).toHaveProperty("lastMessageAt");
    },
  );

  it("drops rights and memberships of units that are not there", () => {
    const imported = run({
      "/EmailDefRights/1": right(mailbox, id(9), 0, 1),
      "/SysContactRight/1": right(contact, id(9), 0, 1),
      "/SysUserInRole/4": { SysUserId: id(9), SysRoleId: sales },
      "/SysAdminUnit/1/ParentRoleId": id(9),
    });
    accepted(imported);
    for (const what of [/rights of users and roles/, /access of users and roles/, /memberships/, /roles above/]) {
      expect(lost(imported, what)).toMatchObject({ count: 1 });
    }
  });

  it("leaves out mailboxes of owners who are not there, with their mail", () => {
    const imported = run({ "/MailboxSyncSettings/0/SysAdminUnitId": id(9) });
    expect(accepted(imported)).toMatchObject({ mailboxes: [], threads: [] });
    expect(lost(imported, /mailboxes of owners/)).toMatchObject({ count: 1, path: "/MailboxSyncSettings/0" });
  });
});

describe("what is refused of an export of Creatio", () => {
  it.each<[string, Changes, string]>([
    [
      "an unknown kind of unit",
      { "/SysAdminUnit/2/SysAdminUnitTypeValue": 7 },
      "unknown-value /SysAdminUnit/2/SysAdminUnitTypeValue",
    ],
    ["an unknown level", { "/SysContactRight/0/RightLevel": 3 }, "unknown-value /SysContactRight/0/RightLevel"],
    ["a missing level", { "/SysContactRight/0/RightLevel": null }, "missing-field /SysContactRight/0/RightLevel"],
    ["an unknown operation", { "/EmailDefRights/0/Operation": 9 }, "unknown-value /EmailDefRights/0/Operation"],
    [
      "a mailbox of which it is not known whether it is shared",
      { "/MailboxSyncSettings/0/IsShared": null },
      "missing-field /MailboxSyncSettings/0/IsShared",
    ],
    [
      "a mailbox of nobody",
      { "/MailboxSyncSettings/0/SysAdminUnitId": none },
      "missing-field /MailboxSyncSettings/0/SysAdminUnitId",
    ],
    [
      "rights without their last page",
      { "/SysContactRight": { value: [], "@odata.nextLink": "..." } },
      "missing-field /SysContactRight",
    ],
    ["a circle of roles", { "/SysAdminUnit/0/ParentRoleId": managers }, "unknown-value /SysAdminUnit/0"],
  ])("%s", (_, changes, place) => {
    expect(refusal(() => run(changes))).toBe(place);
  });

  it.each<[string, unknown, string]>([
    ["an unknown role", { ...decisions, administrators: [id(9)] }, "unknown-value /decisions/administrators/0"],
    ["a user as a role", { ...decisions, administrators: [ann] }, "unknown-value /decisions/administrators/0"],
    ["one role that is no list", { ...decisions, administrators: sales }, "not-an-array /decisions/administrators"],
    ["a word for true", { ...decisions, childRolesInherit: "yes" }, "wrong-type /decisions/childRolesInherit"],
  ])("a decision with %s", (_, given, place) => {
    expect(refusal(() => run({}, given as typeof decisions))).toBe(place);
  });
});
