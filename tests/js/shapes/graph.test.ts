// Microsoft Graph. Ann's mailbox shares all mail of contacts and leads with sales, where Bob is; Eve is a stranger.
import { graph } from "mailveil/shapes";
import { expect, it } from "vitest";
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

const box = { id: "box", address: "ann@crm.example", owner: "ann" };
const facts: Facts = {
  ...team("ann", "bob", "eve"),
  records: [{ id: "jo", type: "contact", access: [...sales] }],
  mailboxes: [{ ...box, sharing: complete() }],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");
const text = answer("graph-messages");
const more = { given: { mailbox: "box", records: ["jo"] } };
const shape = graph.messages;
const ids = ({ body }: Seen) => body["value"]?.map(({ id }) => id);

/** Bob as an address, in place of a name in Exchange's own directory. */
const readable = changed(text, "/value/0/ccRecipients/0/emailAddress/address", "bob@crm.example");

it("shows the owner all, drafts too, and the colleague what was sent", () => {
  expect(ids(see(excluding, shape, text, "ann", more))).toStrictEqual(["AAMk1", "AAMk2"]);
  expect(ids(see(open, shape, text, "bob", more))).toStrictEqual(["AAMk1"]);
  expect(ids(see(open, shape, text, "eve", more))).toStrictEqual([]);
});

it("hides names that are no addresses where an exclusion list applies (X-06), but the owner's own", () => {
  expect(ids(see(excluding, shape, text, "bob", more))).toStrictEqual([]);
  expect(ids(see(excluding, shape, readable, "bob", more))).toStrictEqual(["AAMk1"]);
  const name = JSON.parse(text).value[0].ccRecipients[0].emailAddress.address;
  const users = facts.users.map((user) => (user.id === "ann" ? { ...user, aliases: [name] } : user));
  expect(ids(see(policyOf({ ...facts, users } as Facts, "law.example"), shape, text, "bob", more))).toStrictEqual([
    "AAMk1",
  ]);
});

it.each(["sender", "from"])("reads the %s (X-03)", (person) => {
  const body = changed(readable, `/value/0/${person}/emailAddress/address`, "kim@law.example");
  expect(ids(see(excluding, shape, body, "bob", more))).toStrictEqual([]);
});

it.each(["replyTo", "toRecipients", "ccRecipients", "bccRecipients"])("reads %s (X-03)", (list) => {
  const body = changed(readable, `/value/0/${list}`, [{ emailAddress: { name: "Kim", address: "kim@law.example" } }]);
  expect(ids(see(excluding, shape, body, "bob", more))).toStrictEqual([]);
  expect(ids(see(excluding, shape, body, "ann", more))).toContain("AAMk1");
});

it("is of the mailbox that the route gives: else nobody sees it", () => {
  expect(see(open, shape, text, "ann", { given: { records: ["jo"] } })).toMatchObject({ shown: 0, unreadable: 2 });
  // Of no record: `complete` shows mail of contacts and leads.
  expect(ids(see(open, shape, text, "bob", { given: { mailbox: "box" } }))).toStrictEqual([]);
});

it("goes by both of its times, whichever hides (M-03, P-08)", () => {
  // Sent a second before it was received, at 09:00.
  const left = (takenAt: string) =>
    policyOf(
      {
        ...facts,
        users: facts.users.map((user) => (user.id === "ann" ? { ...user, status: "deactivated" as const } : user)),
        mailboxes: [{ ...box, sharing: complete(), backups: [{ takenAt, status: "completed" as const }] }],
      },
      "none",
    );
  expect(ids(see(left("2026-01-01T09:00:00Z"), shape, text, "bob", more))).toStrictEqual(["AAMk1"]);
  expect(ids(see(left("2026-01-01T08:59:59Z"), shape, text, "bob", more))).toStrictEqual([]);
  const later = changed(text, "/value/0/sentDateTime", "2026-01-01T09:00:01Z");
  expect(ids(see(left("2026-01-01T09:00:00Z"), shape, later, "bob", more))).toStrictEqual([]);
  const deal = { id: "jo", type: "deal" as const, access: [...sales] };
  const since = (defaultSince: string) => {
    const mailboxes = [{ ...box, sharing: { mode: "per-thread" as const, default: "shared" as const, defaultSince } }];
    return policyOf({ ...facts, records: [deal], mailboxes }, "none");
  };
  expect(ids(see(since("2026-01-01T08:59:59Z"), shape, text, "bob", more))).toStrictEqual(["AAMk1"]);
  expect(ids(see(since("2026-01-01T09:00:00Z"), shape, text, "bob", more))).toStrictEqual([]);
  expect(ids(see(since("2026-01-01T09:00:01Z"), shape, later, "bob", more))).toStrictEqual([]);
});

it("below full keeps who wrote to whom and when, then the subject", () => {
  const bcc = [{ emailAddress: { name: "Sam", address: "sam@acme.example" } }];
  const cut = (level: "metadata" | "subject") =>
    see(
      policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"),
      shape,
      changed(readable, "/value/0/bccRecipients", bcc),
      "bob",
      more,
    ).body["value"]?.[0];
  const named = (name: string, address: string) => ({ emailAddress: { name, address } });
  const metadata = {
    id: "AAMk1",
    receivedDateTime: "2026-01-01T09:00:00Z",
    sentDateTime: "2026-01-01T08:59:59Z",
    sender: named("Ann", "ann@crm.example"),
    from: named("Ann", "ann@crm.example"),
    toRecipients: [named("Jo", "jo@acme.example")],
    ccRecipients: [named("Bob", "bob@crm.example")],
  };
  expect(cut("metadata")).toMatchObject(metadata);
  expect(cut("subject")).toMatchObject({ ...metadata, subject: "Quote" });
  for (const level of ["metadata", "subject"] as const) {
    expect(cut(level)).not.toHaveProperty("bccRecipients");
    expect(cut(level)).not.toHaveProperty("bodyPreview");
  }
  expect(cut("metadata")).not.toHaveProperty("subject");
});

it("hides what is damaged", () => {
  for (const [path, value] of [
    ["id", null],
    ["isDraft", undefined],
    ["isDraft", 0],
    ["from", "ann@crm.example"],
    ["toRecipients", {}],
    ["toRecipients/0/emailAddress", "jo@acme.example"],
    ["receivedDateTime", "2026-01-01"],
  ] as const)
    expectUnreadable(open, shape, changed(text, `/value/0/${path}`, value), "ann", more);
  expectUnreadable(open, shape, twice(text, "/value/0/bccRecipients"), "ann", more);
  expect(see(open, shape, changed(text, "/value", null), "ann", more)).toMatchObject({ shown: 0, hidden: 0 });
});
