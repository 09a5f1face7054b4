// Creatio. Ann is …3e9, Bob …3ea, Eve …3ec; the mailbox …1f4 is shared, and sales may read it.
import { creatio } from "mailveil/shapes";
import { describe, expect, it } from "vitest";
import {
  answer,
  changed,
  complete,
  expectUnreadable,
  type Facts,
  policyOf,
  sales,
  see,
  type Seen,
  team,
  twice,
} from "./kit.ts";

const guid = (start: string) => `${start.padStart(8, "0")}-0000-4000-8000-${start.padStart(12, "0")}`;
const [ann, bob, eve] = [guid("3e9"), guid("3ea"), guid("3ec")] as const;
const box = { id: guid("1f4"), address: "ann@crm.example", owner: ann };

const facts: Facts = {
  ...team(ann, bob, eve),
  records: [
    { id: guid("c8"), type: "contact", access: [...sales] },
    { id: guid("d2"), type: "organization", owner: ann, access: [] },
  ],
  mailboxes: [
    { ...box, sharing: { mode: "shared-mailbox", grants: [{ kind: "role", id: "sales", rights: ["read"] }] } },
  ],
};
const personal: Facts = { ...facts, mailboxes: [{ ...box, sharing: complete() }] };
const shared = policyOf(facts, "law.example");
const open = policyOf(personal, "none");
const excluding = policyOf(personal, "law.example");

const lists = [
  ["activities", creatio.activities, answer("creatio-activity"), { given: { mailbox: box.id } }, "/value/0"],
  ["their data by mailbox", creatio.emailMessageData, answer("creatio-emailmessagedata"), {}, "/value/0/Activity"],
] as const;

describe.each(lists)("%s", (_, shape, text, more, first) => {
  const titles = ({ body }: Seen) => body["value"]?.map((item) => (item["Activity"] ?? item)["Title"]);

  it("of a shared mailbox are the owner's, and the readers' on records that they can access (C-07, C-12)", () => {
    expect(titles(see(shared, shape, text, ann, more))).toStrictEqual(["Quote", "Dispute", "No links"]);
    const seen = see(shared, shape, text, bob, more);
    // No list of excluded domains applies to a shared mailbox (X-03: of personal ones).
    expect(titles(seen)).toStrictEqual(["Quote", "Dispute"]);
    // Empty links are none, and not an unknown record.
    expect(seen).toMatchObject({ unreadable: 0, unknownRecords: 0 });
    expect(titles(see(shared, shape, text, eve, more))).toStrictEqual([]);
  });

  it("of a personal mailbox name all recipients, however they are written (X-03)", () => {
    expect(titles(see(open, shape, text, bob, more))).toStrictEqual(["Quote", "Dispute"]);
    // Kim of the law firm has a blind copy of the dispute.
    const seen = see(excluding, shape, text, bob, more);
    expect(titles(seen)).toStrictEqual(["Quote"]);
    expect(seen.text).not.toContain("law.example");
    for (const column of ["Sender", "Recepient", "CopyRecepient", "BlindCopyRecepient"])
      for (const value of [
        'jo@acme.example; "Kim, of law" <kim@law.example>; ',
        "<kim@law.example>",
        "someone; ",
        "kim@law.example@acme.example",
      ])
        expect(
          titles(see(excluding, shape, changed(text, `${first}/${column}`, value), bob, more)),
          value,
        ).toStrictEqual([]);
  });

  it("that were never sent have no time (M-03)", () => {
    const left = {
      ...personal,
      users: personal.users.map((user) => (user.id === ann ? { ...user, status: "deactivated" as const } : user)),
      mailboxes: [
        { ...box, sharing: complete(), backups: [{ takenAt: "2026-02-01T00:00:00Z", status: "completed" as const }] },
      ],
    };
    const policy = policyOf(left, "none");
    expect(titles(see(policy, shape, text, bob, more))).toStrictEqual(["Quote", "Dispute"]);
    const never = "0001-01-01T00:00:00Z";
    let body = changed(text, `${first}/SendDate`, never);
    if (shape === creatio.emailMessageData) body = changed(body, "/value/0/SendDate", never);
    expect(titles(see(policy, shape, body, bob, more))).toStrictEqual(["Dispute"]);
    expect(see(policy, shape, body, bob, more).unreadable).toBe(0);
  });

  it("below full keep no blind copy", () => {
    const cut = (level: "metadata" | "subject") =>
      see(policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"), shape, text, bob, more)
        .body["value"]?.[1];
    const activity = {
      Id: guid("c"),
      Sender: "ann@crm.example",
      Recepient: "jo@acme.example;",
      CopyRecepient: "",
      SendDate: "2026-01-01T09:00:00Z",
    };
    const whole = (item: object) =>
      shape === creatio.activities ? item : { Id: guid("191"), MailboxSyncSettings: box.id, Activity: item };
    expect(cut("metadata")).toStrictEqual(whole(activity));
    expect(JSON.stringify(cut("subject"))).toContain("Dispute");
    expect(JSON.stringify(cut("subject"))).not.toContain("law.example");
  });

  it("are hidden when a column was not asked for, or is damaged", () => {
    for (const column of ["Sender", "Recepient", "CopyRecepient", "BlindCopyRecepient"])
      for (const value of [undefined, null, 7, { to: "ann@crm.example" }])
        expectUnreadable(open, shape, changed(text, `${first}/${column}`, value), ann, more);
    for (const [column, value] of [
      ["ContactId", {}],
      ["SendDate", "2026-01-01"],
    ] as const)
      expectUnreadable(open, shape, changed(text, `${first}/${column}`, value), ann, more);
    expectUnreadable(open, shape, changed(text, "/value/0/Id", null), ann, more);
    expectUnreadable(open, shape, twice(text, `${first}/BlindCopyRecepient`), ann, more);
    expect(see(open, shape, changed(text, "/value", null), ann, more)).toMatchObject({ shown: 0, hidden: 0 });
  });
});

describe("what the route has to give", () => {
  it("is the mailbox of activities: else nobody sees them", () => {
    const seen = see(shared, creatio.activities, answer("creatio-activity"), ann);
    expect(seen).toMatchObject({ shown: 0, hidden: 3, unreadable: 3 });
  });

  it("is the mailbox of one activity", () => {
    const more = { given: { mailbox: box.id } };
    const text = answer("creatio-activity-one");
    expect(see(shared, creatio.activity, text, bob, more).body["Title"]).toBe("Quote");
    expect(see(shared, creatio.activity, text, eve, more).text).toBe("null");
    expectUnreadable(shared, creatio.activity, changed(text, "/BlindCopyRecepient", undefined), ann, more);
  });

  it("is nothing for the data by mailbox, which is damaged without one", () => {
    const text = answer("creatio-emailmessagedata");
    for (const value of [undefined, null, "00000000-0000-0000-0000-000000000000", guid("1f5")])
      expectUnreadable(shared, creatio.emailMessageData, changed(text, "/value/0/MailboxSyncSettings", value), ann);
    // The column has two names.
    const { MailboxSyncSettings: mailbox, ...item } = JSON.parse(text).value[0];
    const renamed = JSON.stringify({ value: [{ ...item, MailboxSyncSettingsId: mailbox }] });
    expect(see(shared, creatio.emailMessageData, renamed, bob).shown).toBe(1);
    // Not expanded.
    expectUnreadable(shared, creatio.emailMessageData, changed(text, "/value/0/Activity", undefined), ann);
  });
});
