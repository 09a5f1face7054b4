// Salesforce. Ann's mailbox shares all mail of contacts and leads with sales, where Bob is; Eve is a stranger.
import { salesforce } from "mailveil/shapes";
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
  records: [
    { id: "003xx0000000001AAA", type: "contact", access: [...sales] },
    { id: "006xx0000000001AAA", type: "deal", access: [] },
  ],
  mailboxes: [{ ...box, sharing: complete() }],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");
const text = answer("salesforce-emailmessage");
const more = { given: { mailbox: "box" } };
const shape = salesforce.emailMessages;
const count = (seen: Seen) => seen.body["records"]?.length;

it("shows the owner, and the colleague who can access the contact", () => {
  const ids = ({ body }: Seen) => body["records"]?.map((record) => record["Id"]);
  expect(ids(see(excluding, shape, text, "ann", more))).toStrictEqual(["02sxx0000000001AAA"]);
  const seen = see(open, shape, text, "bob", more);
  expect(ids(seen)).toStrictEqual(["02sxx0000000001AAA"]);
  expect(seen).toMatchObject({ unreadable: 0, unknownRecords: 0 });
  // Eve is in no audience, and has no access to the contact.
  expect(ids(see(open, shape, text, "eve", more))).toStrictEqual([]);
});

it("hides from the colleague what the law firm has a blind copy of (X-03), as text or as a relation", () => {
  expect(count(see(excluding, shape, text, "bob", more))).toBe(0);
  const without = changed(text, "/records/0/BccAddress", null);
  expect(count(see(excluding, shape, without, "bob", more))).toBe(1);
  const path = "/records/0/EmailMessageRelations/records/0/RelationAddress";
  for (const value of ["kim@law.example", "Kim <kim@law.example>", "Kim"])
    expect(count(see(excluding, shape, changed(without, path, value), "bob", more)), value).toBe(0);
  expect(count(see(excluding, shape, changed(without, path, "Jo <jo@acme.example>"), "bob", more))).toBe(1);
});

it("is linked to its case, to what it is about, and to its relations", () => {
  for (const path of ["ParentId", "RelatedToId", "EmailMessageRelations/records/0/RelationId"])
    expect(see(open, shape, changed(text, `/records/0/${path}`, "001xx0000000009AAA"), "ann", more)).toMatchObject({
      shown: 1,
      unknownRecords: 1,
    });
});

it("is of the mailbox that the route gives: else nobody sees it", () => {
  expect(see(open, shape, text, "ann")).toMatchObject({ shown: 0, unreadable: 1 });
});

it.each([
  ["a draft", "/records/0/Status", "5"],
  ["with relations that go on elsewhere", "/records/0/EmailMessageRelations/done", false],
])("%s is the owner's alone", (_, path, value) => {
  const body = changed(text, path, value);
  expect(count(see(open, shape, body, "ann", more))).toBe(1);
  expect(count(see(open, shape, body, "bob", more))).toBe(0);
});

it("shows what was deleted to nobody", () => {
  expect(count(see(open, shape, changed(text, "/records/0/IsDeleted", true), "ann", more))).toBe(0);
});

it("below full keeps who wrote to whom and when, then the subject", () => {
  const cut = (level: "metadata" | "subject") =>
    see(policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"), shape, text, "bob", more)
      .body["records"]?.[0];
  const metadata = {
    Id: "02sxx0000000001AAA",
    FromAddress: "ann@crm.example",
    FromName: "Ann Seller",
    ToAddress: "jo@acme.example; sam@acme.example",
    CcAddress: null,
    MessageDate: "2026-01-01T09:00:00.000+0000",
  };
  expect(cut("metadata")).toStrictEqual(metadata);
  expect(cut("subject")).toStrictEqual({ ...metadata, Subject: "Quote" });
});

it("hides what is damaged", () => {
  for (const [path, value] of [
    ["Id", undefined],
    ["Status", undefined],
    ["Status", "6"],
    ["Status", 3],
    ["IsDeleted", null],
    ["IsDeleted", "false"],
    ["ToAddress", 7],
    ["MessageDate", "2026-01-01"],
    ["EmailMessageRelations", []],
    ["EmailMessageRelations/records", {}],
    ["RelatedToId", 1.5],
  ] as const)
    expectUnreadable(open, shape, changed(text, `/records/0/${path}`, value), "ann", more);
  expectUnreadable(open, shape, twice(text, "/records/0/BccAddress"), "ann", more);
  expect(see(open, shape, changed(text, "/records", null), "ann", more)).toMatchObject({ shown: 0, hidden: 0 });
});
