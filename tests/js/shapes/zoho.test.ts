// Zoho CRM. Ann (…01) shares all mail of contacts and leads with sales, where Bob is; so did Old (…09), who has left.
import { strict, zoho } from "mailveil/shapes";
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

const [ann, bob, eve, old] = ["5550000000100001", "5550000000100002", "5550000000100007", "5550000000100009"] as const;
const people = team(ann, bob, eve);

const facts: Facts = {
  ...people,
  users: [...people.users, { id: old, status: "deactivated" }],
  records: [
    { id: "5550000000200001", type: "contact", access: [...sales] },
    { id: "5550000000300001", type: "deal", owner: ann, access: [] },
  ],
  mailboxes: [
    { id: ann, address: "ann@crm.example", owner: ann, sharing: complete() },
    { id: old, address: "old@crm.example", owner: old, sharing: complete() },
  ],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");
/** The record of the route. */
const given = { records: ["5550000000200001"] };

const versions = [
  ["v4 to v8", zoho.emails, answer("zoho-contact-emails-v8"), "Emails"],
  ["v2 and v3", zoho.emailsV2, answer("zoho-contact-emails-v2"), "email_related_list"],
] as const;

describe.each(versions)("the related list of %s", (_, shape, text, list) => {
  const ids = ({ body }: Seen) => body[list]?.map((item) => item["message_id"]);
  const first = `/${list}/0`;

  it("is the owner's, but for mail of another mailbox", () => {
    // a3 is Old's: nothing was backed up, so a leaver's mail is gone for others (M-03).
    expect(ids(see(excluding, shape, text, ann, { given }))).toStrictEqual(["<a1@mail.invalid>", "<a2@mail.invalid>"]);
  });

  it("is a colleague's, but for mail that names the law firm (X-03) and the leaver's (M-03)", () => {
    const seen = see(excluding, shape, text, bob, { given });
    expect(ids(seen)).toStrictEqual(["<a1@mail.invalid>"]);
    expect(seen).toMatchObject({ hidden: 2, unreadable: 0, unknownRecords: 0 });
    expect(seen.text).not.toContain("law.example");
    expect(ids(see(open, shape, text, bob, { given }))).toStrictEqual(["<a1@mail.invalid>", "<a2@mail.invalid>"]);
  });

  it("is no stranger's: Eve is in no audience (Z-11)", () => {
    expect(ids(see(open, shape, text, eve, { given }))).toStrictEqual([]);
  });

  it("has the leaver's mail once it is backed up, later than it came (M-03)", () => {
    // It came at 09:00 in UTC.
    const backedUp = (takenAt: string) =>
      policyOf(
        {
          ...facts,
          mailboxes: facts.mailboxes.map((box) => ({ ...box, backups: [{ takenAt, status: "completed" as const }] })),
        },
        "none",
      );
    expect(ids(see(backedUp("2025-01-02T09:00:00Z"), shape, text, bob, { given }))).toContain("<a3@mail.invalid>");
    expect(ids(see(backedUp("2025-01-02T08:59:59Z"), shape, text, bob, { given }))).not.toContain("<a3@mail.invalid>");
  });

  it("needs the record of its route", () => {
    // a1 is linked to a deal besides, which `complete` does not look at (Z-04).
    expect(ids(see(open, shape, text, bob))).toStrictEqual([]);
    expect(ids(see(open, shape, text, ann))).toHaveLength(2);
  });

  it("judges one message in two mailboxes by its own", () => {
    const body = changed(text, `${first}/owner/id`, old);
    expect(ids(see(open, shape, body, bob, { given }))).toStrictEqual(["<a2@mail.invalid>"]);
  });

  it("reads everybody who is named (X-03)", () => {
    const kim = { user_name: "Kim", email: "kim@law.example" };
    for (const more of [{ from: kim }, { to: [kim] }, { cc: [kim] }, { sender: kim }]) {
      const body = JSON.parse(text);
      Object.assign(body[list][0], more);
      expect(ids(see(excluding, shape, JSON.stringify(body), bob, { given })), Object.keys(more)[0]).toStrictEqual([]);
    }
  });

  it("is of the linked record too", () => {
    const body = JSON.parse(text);
    body[list][0].linked_record = { id: "5550000000200001" };
    expect(ids(see(open, shape, JSON.stringify(body), bob))).toStrictEqual(["<a1@mail.invalid>"]);
  });

  it("reads blind copies and reply-to, where they are named", () => {
    for (const more of [{ bcc: [{ email: "kim@law.example" }] }, { reply_to: { email: "kim@law.example" } }]) {
      const body = JSON.parse(text);
      Object.assign(body[list][0], more);
      expect(ids(see(excluding, shape, JSON.stringify(body), bob, { given }))).toStrictEqual([]);
    }
  });

  it("is the owner's alone where an exclusion list applies, for those who would rather hide", () => {
    expect(ids(see(excluding, strict(shape), text, bob, { given }))).toStrictEqual([]);
    expect(ids(see(excluding, strict(shape), text, ann, { given }))).toHaveLength(2);
    expect(ids(see(open, strict(shape), text, bob, { given }))).toHaveLength(2);
  });

  it("below full keeps who wrote to whom and when, then the subject", () => {
    const [box, ...others] = facts.mailboxes;
    const cut = (level: "metadata" | "subject") => {
      const mailboxes = [{ ...box, sharing: complete(level) } as (typeof facts.mailboxes)[0], ...others];
      const body = changed(text, `${first}/cc`, [{ user_name: "Sam", email: "sam@acme.example", note: "secret" }]);
      return see(policyOf({ ...facts, mailboxes }, "none"), shape, body, bob, { given }).body[list]?.[0];
    };
    const metadata = {
      cc: [{ user_name: "Sam", email: "sam@acme.example" }],
      owner: { id: ann },
      message_id: "<a1@mail.invalid>",
      from: { user_name: "Ann Seller", email: "ann@crm.example" },
      to: [{ user_name: "Jo", email: "jo@acme.example" }],
      time: "2026-01-01T14:30:00+05:30",
    };
    expect(cut("metadata")).toStrictEqual(metadata);
    expect(cut("subject")).toStrictEqual({ ...metadata, subject: "Quote" });
  });

  it("keeps paging, without the count of what is hidden", () => {
    const { body } = see(open, shape, text, eve, { given });
    expect(body["info"]).not.toHaveProperty("count");
    expect(body["info"]).toHaveProperty("more_records");
  });

  it("hides what is damaged", () => {
    for (const [path, value] of [
      ["message_id", null],
      ["owner", null],
      ["owner/id", "5550000000100003"],
      ["from", null],
      ["from/email", undefined],
      ["to", { email: "jo@acme.example" }],
      ["cc", ["kim@law.example"]],
      ["time", "2026-01-01 14:30"],
    ] as const)
      expectUnreadable(open, shape, changed(text, `${first}/${path}`, value), ann, { given });
    expectUnreadable(open, shape, twice(text, `${first}/cc`), ann, { given });
    expectUnreadable(open, shape, twice(text, `${first}/owner/id`), ann, { given });
    expect(see(open, shape, changed(text, `/${list}`, null), ann, { given })).toMatchObject({ shown: 0, hidden: 0 });
  });
});

describe("one e-mail", () => {
  const text = answer("zoho-email-one");

  it("is shown whole, or not at all", () => {
    for (const viewer of [ann, bob]) {
      const { body } = see(excluding, zoho.email, text, viewer, { given });
      expect(body["Emails"]?.map((item) => item["content"])).toStrictEqual(["<p>Dear Jo</p>"]);
    }
    expect(see(excluding, zoho.email, text, eve, { given }).body).toStrictEqual({ Emails: [null] });
  });

  it("is hidden from colleagues when its answers go to the law firm (X-03)", () => {
    const body = changed(text, "/Emails/0/reply_to", { user_name: "Kim", email: "kim@law.example" });
    expect(see(excluding, zoho.email, body, bob, { given }).shown).toBe(0);
    expect(see(excluding, zoho.email, body, ann, { given }).shown).toBe(1);
  });

  it("is hidden when it is damaged", () => {
    expectUnreadable(open, zoho.email, changed(text, "/Emails/0/owner", undefined), ann, { given });
    expectUnreadable(open, zoho.email, twice(text, "/Emails/0/to"), ann, { given });
  });
});
