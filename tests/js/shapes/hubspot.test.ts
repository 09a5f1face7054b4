// HubSpot. Ann's mailbox shares all mail of contacts and leads with sales, where Bob is; Eve is a stranger.
import { hubspot } from "mailveil/shapes";
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
    { id: "contact:300", type: "contact", access: [...sales] },
    { id: "deal:300", type: "deal", access: [] },
  ],
  mailboxes: [{ ...box, sharing: complete() }],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");
const text = answer("hubspot-emails");
const more = { given: { mailbox: "box" } };
const shape = hubspot.emails;
const ids = ({ body }: Seen) => body["results"]?.map(({ id }) => id);

it("shows the owner, and the colleague who can access the contact", () => {
  expect(ids(see(excluding, shape, text, "ann", more))).toStrictEqual(["88001"]);
  const seen = see(open, shape, text, "bob", more);
  expect(ids(seen)).toStrictEqual(["88001"]);
  expect(seen).toMatchObject({ unreadable: 0, unknownRecords: 0 });
  expect(ids(see(open, shape, text, "eve", more))).toStrictEqual([]);
});

it("hides from the colleague what the law firm has a blind copy of (X-03)", () => {
  expect(ids(see(excluding, shape, text, "bob", more))).toStrictEqual([]);
  const without = changed(text, "/results/0/properties/hs_email_bcc_email", null);
  expect(ids(see(excluding, shape, without, "bob", more))).toStrictEqual(["88001"]);
  for (const part of ["from", "to", "cc"]) {
    const with_ = changed(without, `/results/0/properties/hs_email_${part}_email`, "Kim <kim@law.example>");
    expect(ids(see(excluding, shape, with_, "bob", more)), part).toStrictEqual([]);
  }
});

it("keeps contact 300 and deal 300 apart", () => {
  const swapped = facts.records.map((record) => ({ ...record, access: record.id === "deal:300" ? [...sales] : [] }));
  expect(ids(see(policyOf({ ...facts, records: swapped }, "none"), shape, text, "bob", more))).toStrictEqual([]);
});

it("is of the mailbox that the route gives: else nobody sees it", () => {
  expect(see(open, shape, text, "ann")).toMatchObject({ shown: 0, unreadable: 1 });
});

it("hides links that go on elsewhere, because they are not all known", () => {
  const paging = { next: { after: "301" } };
  expectUnreadable(
    open,
    shape,
    changed(text, "/results/0/associations/contacts", { results: [], paging }),
    "ann",
    more,
  );
});

it("shows drafts to their owner alone, and what was deleted to nobody", () => {
  const draft = changed(text, "/results/0/properties/hs_email_direction", "DRAFT_EMAIL");
  expect(ids(see(open, shape, draft, "ann", more))).toStrictEqual(["88001"]);
  expect(ids(see(open, shape, draft, "bob", more))).toStrictEqual([]);
  expect(ids(see(open, shape, changed(text, "/results/0/archived", true), "ann", more))).toStrictEqual([]);
});

it("below full keeps who wrote to whom and when, then the subject, and of paging the next page", () => {
  const cut = (level: "metadata" | "subject") =>
    see(policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"), shape, text, "bob", more);
  const properties = {
    hs_timestamp: "2026-01-01T09:00:00Z",
    hs_email_from_email: "ann@crm.example",
    hs_email_to_email: "jo@acme.example;sam@acme.example",
    hs_email_cc_email: null,
  };
  expect(cut("metadata").body["results"]).toStrictEqual([{ id: "88001", properties }]);
  const subject = { ...properties, hs_email_subject: "Quote" };
  expect(cut("subject").body["results"]).toStrictEqual([{ id: "88001", properties: subject }]);
  expect(cut("metadata").body["paging"]).toStrictEqual({ next: { after: "88001" } });
});

it("hides what is damaged", () => {
  for (const [path, value] of [
    ["id", null],
    ["archived", undefined],
    ["archived", "false"],
    ["properties", "none"],
    ["properties/hs_email_direction", undefined],
    ["properties/hs_email_direction", "SMS"],
    ["properties/hs_email_to_email", 7],
    ["properties/hs_timestamp", "2026-01-01 09:00:00"],
    ["associations/contacts/results", {}],
    ["associations/deals/results/0/id", 1.5],
  ] as const)
    expectUnreadable(open, shape, changed(text, `/results/0/${path}`, value), "ann", more);
  expectUnreadable(open, shape, twice(text, "/results/0/properties"), "ann", more);
  expectUnreadable(open, shape, twice(text, "/results/0/properties/hs_email_bcc_email"), "ann", more);
  expect(see(open, shape, changed(text, "/results", null), "ann", more)).toMatchObject({ shown: 0, hidden: 0 });
});
