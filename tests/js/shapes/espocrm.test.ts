// EspoCRM. Ann's account shares all mail of contacts and leads with sales, where Bob is; Eve is a stranger.
import { espocrm } from "mailveil/shapes";
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

const box = { id: "67000000000000500", address: "ann@crm.example", owner: "ann" };
const facts: Facts = {
  ...team("ann", "bob", "eve"),
  records: [
    { id: "67000000000000200", type: "contact", access: [...sales] },
    { id: "67000000000000210", type: "organization", access: [] },
  ],
  mailboxes: [
    { ...box, sharing: complete() },
    { id: "67000000000000501", address: "info@crm.example", owner: "ann" },
  ],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");

describe("a list", () => {
  const text = answer("espo-email-list");
  const more = { given: { mailbox: box.id } };
  const ids = ({ body }: Seen) => body["list"]?.map(({ id }) => id);

  it("is the owner's, and a colleague's who can access the contact", () => {
    expect(ids(see(excluding, espocrm.emails, text, "ann", more))).toStrictEqual(["67000000000000001"]);
    const seen = see(open, espocrm.emails, text, "bob", more);
    expect(ids(seen)).toStrictEqual(["67000000000000001"]);
    expect(seen).toMatchObject({ unknownRecords: 0, unsaid: { state: 0 } });
    expect(ids(see(open, espocrm.emails, text, "eve", more))).toStrictEqual([]);
  });

  it("names no recipients, so that an exclusion list leaves it to the owner (X-06)", () => {
    expect(ids(see(excluding, espocrm.emails, text, "bob", more))).toStrictEqual([]);
  });

  it("is of the mailbox that the route gives: else nobody sees it", () => {
    expect(see(open, espocrm.emails, text, "ann")).toMatchObject({ shown: 0, unreadable: 1 });
  });

  it("has its trash and archive (P-10, P-11)", () => {
    expect(ids(see(open, espocrm.emails, changed(text, "/list/0/inTrash", true), "ann", more))).toStrictEqual([]);
    const archived = changed(text, "/list/0/inArchive", true);
    expect(ids(see(open, espocrm.emails, archived, "ann", { ...more, surface: "mailbox" }))).toStrictEqual([]);
    expect(ids(see(open, espocrm.emails, archived, "bob", more))).toHaveLength(1);
  });

  it("shows drafts to their owner alone", () => {
    const draft = changed(text, "/list/0/status", "Draft");
    expect(ids(see(open, espocrm.emails, draft, "ann", more))).toHaveLength(1);
    expect(ids(see(open, espocrm.emails, draft, "bob", more))).toStrictEqual([]);
  });

  it("reads times that are meant in UTC (M-03)", () => {
    const left = (takenAt: string) =>
      policyOf(
        {
          ...facts,
          users: facts.users.map((user) => (user.id === "ann" ? { ...user, status: "deactivated" as const } : user)),
          mailboxes: [{ ...box, sharing: complete(), backups: [{ takenAt, status: "completed" as const }] }],
        },
        "none",
      );
    expect(ids(see(left("2026-01-01T10:00:00+01:00"), espocrm.emails, text, "bob", more))).toHaveLength(1);
    expect(ids(see(left("2026-01-01T09:59:59+01:00"), espocrm.emails, text, "bob", more))).toStrictEqual([]);
  });

  it("is linked to its parent and its account", () => {
    for (const link of ["parentId", "accountId"])
      expect(
        see(open, espocrm.emails, changed(text, `/list/0/${link}`, "67000000000000299"), "ann", more),
      ).toMatchObject({
        shown: 1,
        unknownRecords: 1,
      });
  });

  it("below full keeps the sender and the time, then the subject", () => {
    const cut = (level: "metadata" | "subject") =>
      see(
        policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"),
        espocrm.emails,
        text,
        "bob",
        more,
      ).body["list"];
    const metadata = {
      id: "67000000000000001",
      fromString: "Ann Seller <ann@crm.example>",
      dateSent: "2026-01-01 09:00:00",
    };
    expect(cut("metadata")).toStrictEqual([metadata]);
    expect(cut("subject")).toStrictEqual([{ ...metadata, subject: "Quote" }]);
  });

  it("is hidden where it is damaged", () => {
    for (const [path, value] of [
      ["status", undefined],
      ["status", "Private"],
      ["inTrash", "no"],
      ["inTrash", 0],
      ["parentId", {}],
      ["dateSent", "2026-01-01T09:00:00Z"],
      ["fromString", 7],
    ] as const)
      expectUnreadable(open, espocrm.emails, changed(text, `/list/0/${path}`, value), "ann", more);
    expectUnreadable(open, espocrm.emails, twice(text, "/list/0/status"), "ann", more);
    expect(see(open, espocrm.emails, changed(text, "/list", null), "ann", more)).toMatchObject({ shown: 0, hidden: 0 });
  });
});

describe("one e-mail", () => {
  const text = answer("espo-email-one");

  it("is shown whole, or not at all: the law firm has a blind copy (X-03)", () => {
    expect(see(excluding, espocrm.email, text, "ann").body["body"]).toBe("<p>secret</p>");
    expect(see(open, espocrm.email, text, "bob").body["body"]).toBe("<p>secret</p>");
    expect(see(excluding, espocrm.email, text, "bob").text).toBe("null");
    expect(see(open, espocrm.email, text, "eve").text).toBe("null");
  });

  it("reads everybody who is named (X-03)", () => {
    const without = JSON.parse(changed(text, "/bcc", ""));
    expect(see(excluding, espocrm.email, JSON.stringify(without), "bob").shown).toBe(1);
    for (const member of ["from", "to", "cc", "bcc", "replyTo", "fromString", "replyToString"]) {
      for (const value of ["jo@acme.example;kim@law.example", "Kim <kim@law.example>"]) {
        const body = JSON.stringify({ ...without, [member]: value });
        expect(see(excluding, espocrm.email, body, "bob").shown, member).toBe(0);
      }
      const other = JSON.stringify({ ...without, [member]: "Jo <jo@acme.example>; sam@acme.example" });
      expect(see(excluding, espocrm.email, other, "bob").shown, member).toBe(1);
    }
  });

  it("goes by the most generous of its accounts, group accounts too", () => {
    const inTwo = changed(text, "/inboundEmailsIds", ["67000000000000501"]);
    expect(see(open, espocrm.email, inTwo, "bob").shown).toBe(1);
    const inPrivate = changed(inTwo, "/emailAccountsIds", []);
    expect(see(open, espocrm.email, inPrivate, "bob").shown).toBe(0);
    expect(see(open, espocrm.email, inPrivate, "ann").shown).toBe(1);
  });

  it("below full keeps no blind copy, in whatever list", () => {
    const cut = (level: "metadata" | "subject") =>
      see(policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"), espocrm.email, text, "bob")
        .body;
    const metadata = {
      id: "67000000000000001",
      from: "ann@crm.example",
      to: "jo@acme.example;sam@acme.example",
      cc: "",
      dateSent: "2026-01-01 09:00:00",
      emailAccountsIds: [box.id],
    };
    expect(cut("metadata")).toStrictEqual(metadata);
    expect(cut("subject")).toStrictEqual({ ...metadata, subject: "Quote" });
  });

  it("is hidden where it is damaged, or an item of a list", () => {
    for (const [path, value] of [
      ["/to", undefined],
      ["/bcc", undefined],
      ["/emailAccountsIds", []],
      ["/emailAccountsIds", ["67000000000000502"]],
      ["/emailAccountsIds", box.id.slice(1)],
      ["/status", undefined],
    ] as const)
      expectUnreadable(open, espocrm.email, changed(text, path, value), "ann");
    expectUnreadable(open, espocrm.email, twice(text, "/bcc"), "ann");
    const item = JSON.stringify({ ...JSON.parse(answer("espo-email-list")).list[0], emailAccountsIds: [box.id] });
    expectUnreadable(open, espocrm.email, item, "ann");
  });
});
