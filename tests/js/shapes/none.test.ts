// Answers without a ready-made shape, by paths of one's own, as docs/shapes.md advises. Ann's mailbox shares all mail of contacts
// and leads with sales, where Bob is; Eve is a stranger.
import type { Shape } from "mailveil/shapes";
import { expect, it } from "vitest";
import { answer, complete, type Facts, policyOf, sales, see, team } from "./kit.ts";

const facts = (mailbox: string, record: string): Facts => ({
  ...team("ann", "bob", "eve"),
  records: [{ id: record, type: "contact", access: [...sales] }],
  mailboxes: [{ id: mailbox, address: "ann@crm.example", owner: "ann", sharing: complete() }],
});

/** Thread 18c0, with those whom the headers of its message name. */
const known = { id: "18c0", mailbox: "box", participants: ["ann@crm.example", "jo@acme.example"], records: ["jo"] };
const gmail = { facts: "snapshot", fields: { id: "/id" }, keep: { metadata: ["/id"], subject: ["/id"] } } as const;

it("Gmail's list is judged by the threads of the policy, and says nothing by itself", () => {
  const shape: Shape = { ...gmail, at: "/threads", around: ["/nextPageToken"] };
  const text = answer("gmail-threads-list");
  const policy = policyOf({ ...facts("box", "jo"), threads: [known] }, "law.example");
  const ids = (viewer: string) => see(policy, shape, text, viewer).body["threads"]?.map(({ id }) => id);
  // Ann owns the mailbox; Bob is in its audience and can access Jo, a contact (Z-04, Z-11); Eve is in no audience.
  expect([ids("ann"), ids("bob"), ids("eve")]).toStrictEqual([["18c0"], ["18c0"], []]);
  // A thread that the policy does not have is hidden, from its owner too.
  const empty = policyOf(facts("box", "jo"), "none");
  for (const viewer of ["ann", "bob", "eve"])
    expect(see(empty, shape, text, viewer)).toMatchObject({ shown: 0, hidden: 1, unreadable: 1 });
  // The law firm takes part.
  const dispute = { ...known, participants: [...known.participants, "kim@law.example"] };
  const excluding = policyOf({ ...facts("box", "jo"), threads: [dispute] }, "law.example");
  expect(["ann", "bob", "eve"].map((viewer) => see(excluding, shape, text, viewer).shown)).toStrictEqual([1, 0, 0]);
});

it("one thread of Gmail is shown whole, or not at all", () => {
  const shape: Shape = { ...gmail, at: "", one: true };
  const text = answer("gmail-thread");
  const policy = policyOf({ ...facts("box", "jo"), threads: [known] }, "law.example");
  for (const viewer of ["ann", "bob"]) expect(see(policy, shape, text, viewer).text).toBe(text);
  expect(see(policy, shape, text, "eve").text).toBe("null");
  // Headers of all kinds stand in one list, blind copies too, so nothing of them is kept below full.
  const mailboxes = [{ ...facts("box", "jo").mailboxes[0], sharing: complete("subject") } as Facts["mailboxes"][0]];
  const subject = policyOf({ ...facts("box", "jo"), mailboxes, threads: [known] }, "law.example");
  expect(see(subject, shape, text, "bob").body).toStrictEqual({ id: "18c0" });
});

it("an answer in JSON:API is judged by its relationships, and nothing stays of what is included", () => {
  const shape: Shape = {
    at: "/data",
    fields: {
      id: "/id",
      mailbox: { path: "/relationships/mailbox/data/id", prefix: "mailbox:" },
      records: { path: "/relationships/prospect/data/id", prefix: "prospect:" },
      // Addresses are in `included`, which is not read.
      participants: [],
      sharing: [],
      state: [],
      firstMessageAt: "/attributes/deliveredAt",
      lastMessageAt: "/attributes/deliveredAt",
    },
    keep: { metadata: ["/type", "/id"], subject: ["/type", "/id", "/attributes/subject"] },
  };
  const text = answer("jsonapi-mailings");
  const ids = (excluded: "law.example" | "none", viewer: string) => {
    const { body, text: filtered } = see(policyOf(facts("mailbox:1", "prospect:1"), excluded), shape, text, viewer);
    expect(filtered).not.toContain("SECRET-INCLUDED-BODY");
    expect(filtered).not.toContain("57");
    return body["data"]?.map(({ id }) => id);
  };
  // As above: the owner, the audience with access to the contact, and nobody else.
  expect(["ann", "bob", "eve"].map((viewer) => ids("none", viewer))).toStrictEqual([["1"], ["1"], []]);
  // Whom the item names is not known, so an exclusion list leaves it to the owner.
  expect(["ann", "bob", "eve"].map((viewer) => ids("law.example", viewer))).toStrictEqual([["1"], [], []]);
});
