import { type DecidedSharing, importZoho, type ZohoDecisions } from "mailveil/import";
import { describe, expect, it } from "vitest";
import { accepted, changed, directory, type Exported, lost, refusal, seen, vendor } from "./import-kit.ts";

const [ann, bob, cat, leaver, unconfirmed] = [
  "5550000000100001",
  "5550000000100002",
  "5550000000100003",
  "5550000000100009",
  "5550000000100008",
] as const;
const [ceo, sales, standard] = ["5550000000000100", "5550000000000200", "5550000000000300"];
const [contact, deal] = ["5550000000200001", "5550000000300001"];

/** Message-ID and owner; the third is a leaver's. */
const [a1, a2, a3] = [`<a1@mail.invalid>:${ann}`, `<a2@mail.invalid>:${ann}`, `<a3@mail.invalid>:${leaver}`];

const complete: DecidedSharing = { mode: "complete", audience: [{ kind: "everyone" }] };
const decisions: ZohoDecisions = { sharing: complete, aboveOwner: "roles" };

const emails = `/Contacts~1${contact}~1Emails`;

const exported = (): Exported => ({
  ...directory("zoho"),
  [`Contacts/${contact}/Emails`]: vendor("zoho-contact-emails-v8"),
});

type Changes = Readonly<Record<string, unknown>>;

const run = (changes: Changes = {}, given: Partial<ZohoDecisions> = {}) =>
  importZoho(changed(exported(), changes), { ...decisions, ...given });

/** Cat is the CEO, and no administrator. */
const noAdministrator = { "/users/2/profile/id": standard };

describe("who sees which mail of Zoho", () => {
  // a1 and a2 are Ann's, of a contact of Ann's; a3 is of the same contact, in a leaver's mailbox.
  it("is decided by who can open the contact, in mailboxes that share all mail", () => {
    expect(seen(run())).toStrictEqual({
      // The owner of the mailbox. The leaver's mail is gone for others, because there is no backup (M-03).
      [ann]: [a1, a2],
      // Peers of a role do not share its records here, so Bob cannot open the contact.
      [bob]: [],
      // An administrator opens every record; Cat's role is above Ann's, too.
      [cat]: [a1, a2],
      // Leavers and unconfirmed users see nothing (Z-17).
      [leaver]: [],
      [unconfirmed]: [],
    });
  });

  it("is nobody else's mail where the mailbox is private", () => {
    expect(seen(run({}, { sharing: { mode: "private" } }))).toMatchObject({ [ann]: [a1, a2], [bob]: [], [cat]: [] });
    const some = { [ann]: { mode: "private" }, "*": complete } as const;
    expect(seen(run({}, { sharing: some }))).toMatchObject({ [ann]: [a1, a2], [cat]: [] });
  });

  it("is shown to peers where their role shares", () => {
    expect(seen(run({ "/roles/1/share_with_peers": true }))[bob]).toStrictEqual([a1, a2]);
    // The CEO's role shares with its own peers, which does not help Bob.
    expect(seen(run())[bob]).toStrictEqual([]);
  });

  it("is shown to those above the owner, in the hierarchy that was decided", () => {
    const cats = (aboveOwner: ZohoDecisions["aboveOwner"], more: Changes = {}) =>
      seen(run({ ...noAdministrator, ...more }, { aboveOwner }))[cat];
    expect(cats("roles")).toStrictEqual([a1, a2]);
    expect(cats("nobody")).toStrictEqual([]);
    expect(cats({ [sales]: [ceo], [ceo]: [] })).toStrictEqual([a1, a2]);
    expect(cats({ "*": [] })).toStrictEqual([]);
    // Ann reports to Bob, and Bob to Cat.
    expect(cats("managers")).toStrictEqual([]);
    const managers = { "/users/0/Reporting_To": { id: bob }, "/users/1/Reporting_To": { id: cat } };
    expect(cats("managers", managers)).toStrictEqual([a1, a2]);
    expect(seen(run(managers, { aboveOwner: "managers" }))[bob]).toStrictEqual([a1, a2]);
  });

  it("leaves out mail of domains that the mailbox excludes", () => {
    // Kim of law.example has a copy of a2.
    const sharing: DecidedSharing = { ...complete, excludedDomains: ["law.example"] };
    expect(seen(run({}, { sharing }))).toMatchObject({ [ann]: [a1, a2], [cat]: [a1] });
    expect(seen(run({ [`${emails}/Emails/0/from`]: null }, { sharing }))[cat]).toStrictEqual([]);
  });

  it("is that of ticked records in mailboxes that share by record", () => {
    const ticks = (sharedRecords: string[]): DecidedSharing => ({
      mode: "record-level",
      audience: [{ kind: "role", id: ceo, level: "subject" }],
      sharedRecords,
    });
    expect(seen(run({}, { sharing: ticks([contact]) }))[cat]).toStrictEqual([`${a1} subject`, `${a2} subject`]);
    expect(seen(run({}, { sharing: ticks([]) }))[cat]).toStrictEqual([]);
  });

  it("is shown for as long as was decided", () => {
    const during = (from: string, until: string): DecidedSharing => ({
      mode: "complete",
      audience: [{ kind: "everyone", from, until }],
    });
    const cats = (from: string, until: string) => seen(run({}, { sharing: during(from, until) }))[cat];
    // Asked on 2026-06-01 at noon.
    expect(cats("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z")).toStrictEqual([a1, a2]);
    expect(cats("2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z")).toStrictEqual([]);
    expect(cats("2026-05-01T00:00:00Z", "2026-06-01T12:00:00Z")).toStrictEqual([]);
  });
});

describe("what becomes of an export of Zoho", () => {
  it("is users, roles, records and a mailbox for each user", () => {
    const { snapshot, report } = run();
    expect(snapshot.users.map(({ id, status, profile }) => [id, status, profile])).toStrictEqual([
      [ann, "active", undefined],
      [bob, "active", undefined],
      [cat, "active", "administrator"],
      [leaver, "deactivated", undefined],
      [unconfirmed, "unconfirmed", undefined],
    ]);
    expect(snapshot.records).toStrictEqual([
      { id: contact, type: "contact", access: [{ kind: "role", id: ceo }], name: "Jo", owner: ann },
      // The mail links a deal that was not exported.
      { id: deal, type: "other", access: [] },
    ]);
    expect(snapshot.mailboxes[0]).toStrictEqual({ id: ann, address: "ann@crm.example", owner: ann, sharing: complete });
    expect(snapshot.threads[0]).toStrictEqual({
      id: a1,
      mailbox: ann,
      participants: ["ann@crm.example", "jo@acme.example"],
      records: [contact, deal],
      firstMessageAt: "2026-01-01T14:30:00+05:30",
      lastMessageAt: "2026-01-01T14:30:00+05:30",
    });
    expect(report.invented).toMatchObject([{ what: "placeholder records", ids: [deal] }]);
    expect(report.taken).toContainEqual({ endpoint: "*/*/Emails", rows: 3 });
  });

  it("lists every role above", () => {
    const above = { display_label: "Board", reporting_to: null, id: "1", name: "Board" };
    const { records } = accepted(run({ "/roles/2": above, "/roles/0/reporting_to": { id: "1" } }));
    expect(records[0]?.access).toStrictEqual([
      { kind: "role", id: ceo },
      { kind: "role", id: "1" },
    ]);
  });

  it("puts one message of several answers together, and that of two mailboxes apart", () => {
    const [message] = vendor("zoho-email-one")["Emails"] as Exported[];
    const copy = { ...message, owner: { id: bob }, linked_record: null };
    const imported = run({
      [`/Deals~1${deal}~1Emails`]: [{ Emails: [message], info: { more_records: false } }, { Emails: [copy] }],
      "/Deals": { data: [{ id: deal, Deal_Name: "Chairs", Owner: { id: bob } }] },
    });
    const { threads } = accepted(imported);
    expect(threads.map(({ id }) => id)).toStrictEqual([a1, a2, a3, `<a1@mail.invalid>:${bob}`]);
    expect(threads[0]?.records).toStrictEqual([contact, deal]);
    expect(threads[3]?.records).toStrictEqual([deal]);
  });

  it("reads the list of before v4 as well", () => {
    const before = { [emails]: vendor("zoho-contact-emails-v2") };
    expect(accepted(run(before)).threads.map(({ id }) => id)).toStrictEqual([a1, a2, a3]);
  });

  it("tells of a Message-ID that is too long, and hides it", () => {
    const imported = run({ [`${emails}/Emails/0/message_id`]: "x".repeat(300) });
    expect(accepted(imported).threads.map(({ id }) => id)).toStrictEqual([a2, a3]);
    expect(lost(imported, /Message-ID/)).toMatchObject({ count: 1, path: `${emails}/Emails/0` });
  });

  it("asks for the profiles of administrators where no profile tells", () => {
    const silent = { "/profiles/0/permission_type": undefined };
    expect(refusal(() => run(silent))).toBe("missing-field /decisions/administratorProfiles");
    const { users } = accepted(run(silent, { administratorProfiles: ["5550000000000301"] }));
    expect(users.filter(({ profile }) => profile === "administrator").map(({ id }) => id)).toStrictEqual([cat]);
    expect(refusal(() => run(silent, { administratorProfiles: ["7"] }))).toBe(
      "unknown-value /decisions/administratorProfiles/0",
    );
    // Where the export tells, a decision would be without effect.
    expect(refusal(() => run({}, { administratorProfiles: [] }))).toBe(
      "unknown-field /decisions/administratorProfiles",
    );
  });

  it("invents an address that is nobody's where a user has none", () => {
    const imported = run({ "/users/1/email": "Bob <bob@crm.example>" });
    expect(accepted(imported).mailboxes[1]).toMatchObject({ id: bob, address: "unknown@mailbox.invalid" });
    expect(lost(imported, /own addresses/)).toMatchObject({ count: 1, path: "/users/1/email" });
    expect(imported.report.invented.map(({ ids }) => ids)).toContainEqual([bob]);
  });
});

describe("what is refused of an export of Zoho", () => {
  it.each<[string, Changes, string]>([
    ["an unknown status", { "/users/0/status": "sleeping" }, "unknown-value /users/0/status"],
    ["a missing status", { "/users/0/status": null }, "missing-field /users/0/status"],
    ["an unknown permission", { "/profiles/1/permission_type": "god" }, "unknown-value /profiles/1/permission_type"],
    ["mail of nobody", { [`${emails}/Emails/1/owner`]: null }, `missing-field ${emails}/Emails/1/owner/id`],
    ["a missing page", { "/roles": { roles: [], info: { more_records: true } } }, "missing-field /roles"],
    ["an error", { "/roles": { code: "OAUTH_SCOPE_MISMATCH", status: "error" } }, "not-an-array /roles"],
    ["a circle of roles", { "/roles/0/reporting_to": { id: sales } }, "unknown-value /roles/0"],
  ])("%s", (_, changes, place) => {
    expect(refusal(() => run(changes))).toBe(place);
  });

  const everyone = [{ kind: "everyone" }];
  it.each<[string, unknown, string]>([
    ["an unknown mode", { mode: "public" }, "unknown-value /decisions/sharing/mode"],
    [
      "a mode that is no mail add-on's",
      { mode: "per-thread", default: "shared" },
      "unknown-value /decisions/sharing/mode",
    ],
    ["a misspelt restriction", { ...complete, excludedDomain: [] }, "unknown-field /decisions/sharing/excludedDomain"],
    ["an empty audience", { mode: "complete", audience: [] }, "unknown-value /decisions/sharing/audience"],
    ["no audience", { mode: "complete" }, "missing-field /decisions/sharing/audience"],
    [
      "an unknown member",
      { mode: "complete", audience: [{ kind: "user", id: "7" }] },
      "unknown-value /decisions/sharing/audience/0/id",
    ],
    [
      "a zero date, which would be no limit",
      { mode: "complete", audience: [{ kind: "everyone", until: "0001-01-01" }] },
      "invalid-time /decisions/sharing/audience/0/until",
    ],
    [
      "a period without a moment",
      {
        mode: "complete",
        audience: [{ kind: "everyone", from: "2026-01-02T00:00:00Z", until: "2026-01-02T00:00:00Z" }],
      },
      "unknown-value /decisions/sharing/audience/0/until",
    ],
    [
      "six domains",
      { mode: "complete", audience: everyone, excludedDomains: ["a.b", "c.d", "e.f", "g.h", "i.j", "k.l"] },
      "unknown-value /decisions/sharing/excludedDomains",
    ],
    [
      "no domain",
      { mode: "complete", audience: everyone, excludedDomains: ["@law.example"] },
      "unknown-value /decisions/sharing/excludedDomains/0",
    ],
    [
      "an unknown tick",
      { mode: "record-level", audience: everyone, sharedRecords: ["7"] },
      "unknown-value /decisions/sharing/sharedRecords/0",
    ],
    ["a user who is not there", { "7": complete, "*": complete }, "unknown-field /decisions/sharing/7"],
  ])("a decision with %s", (_, sharing, place) => {
    expect(refusal(() => run({}, { sharing: sharing as DecidedSharing }))).toBe(place);
  });

  it.each<[string, unknown, string]>([
    ["an unknown word", "everybody", "unknown-value /decisions/aboveOwner"],
    ["an unknown role", { "7": [] }, "unknown-field /decisions/aboveOwner/7"],
    ["a role that is not listed", { [sales]: [] }, `missing-field /decisions/aboveOwner/${ceo}`],
    ["an unknown role in a list", { "*": ["7"] }, "unknown-value /decisions/aboveOwner/*/0"],
  ])("a hierarchy with %s", (_, aboveOwner, place) => {
    expect(refusal(() => run({}, { aboveOwner: aboveOwner as "roles" }))).toBe(place);
  });
});
