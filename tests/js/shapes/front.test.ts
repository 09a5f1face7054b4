// Front. The inbox shares all mail of contacts and leads with sales, where Bob is; Eve is a stranger.
import { front } from "mailveil/shapes";
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

const box = { id: "inb_1", address: "ann@crm.example", owner: "ann" };
const facts: Facts = {
  ...team("ann", "bob", "eve"),
  records: [{ id: "jo", type: "contact", access: [...sales] }],
  mailboxes: [{ ...box, sharing: complete() }],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");
const more = { given: { mailbox: "inb_1", records: ["jo"] } };
const ids = ({ body }: Seen) => body["_results"]?.map(({ id }) => id);
const cut = (level: "metadata" | "subject", shape: typeof front.messages, text: string) =>
  see(policyOf({ ...facts, mailboxes: [{ ...box, sharing: complete(level) }] }, "none"), shape, text, "bob", more).body;

describe("conversations", () => {
  const shape = front.conversations;
  const text = answer("front-conversations");
  const shared = changed(text, "/_results/0/is_private", false);

  it("that are private are the owner's", () => {
    expect(ids(see(excluding, shape, text, "ann", more))).toStrictEqual(["cnv_1"]);
    expect(ids(see(open, shape, text, "bob", more))).toStrictEqual([]);
  });

  it("else the colleague's who can access the record", () => {
    expect(ids(see(open, shape, shared, "bob", more))).toStrictEqual(["cnv_1"]);
    expect(ids(see(open, shape, shared, "eve", more))).toStrictEqual([]);
  });

  it("name one recipient, so that an exclusion list leaves them to the owner (X-06)", () => {
    expect(ids(see(excluding, shape, shared, "bob", more))).toStrictEqual([]);
  });

  it("have the state that their status tells (P-10, P-11)", () => {
    const list = (status: string) =>
      see(open, shape, changed(text, "/_results/0/status", status), "ann", { ...more, surface: "mailbox" });
    expect(["archived", "assigned", "deleted", "unassigned"].map((status) => list(status).shown)).toStrictEqual([
      0, 1, 0, 1,
    ]);
    for (const status of ["archived", "deleted"]) expect(list(status).unreadable, status).toBe(0);
  });

  it("are covered by a backup no earlier than their last change (M-03)", () => {
    // 1767258001.5 is 2026-01-01T09:00:01.5Z.
    const left = (takenAt: string) =>
      policyOf(
        {
          ...facts,
          users: facts.users.map((user) => (user.id === "ann" ? { ...user, status: "deactivated" as const } : user)),
          mailboxes: [{ ...box, sharing: complete(), backups: [{ takenAt, status: "completed" as const }] }],
        },
        "none",
      );
    expect(ids(see(left("2026-01-01T09:00:01.5Z"), shape, shared, "bob", more))).toStrictEqual(["cnv_1"]);
    expect(ids(see(left("2026-01-01T09:00:01.4Z"), shape, shared, "bob", more))).toStrictEqual([]);
  });

  it("below full keep their times, then the subject", () => {
    const metadata = { id: "cnv_1", created_at: 1767258000.123, updated_at: 1767258001.5 };
    expect(cut("metadata", shape, shared)["_results"]).toStrictEqual([metadata]);
    expect(cut("subject", shape, shared)["_results"]).toStrictEqual([{ ...metadata, subject: "Quote" }]);
    expect(cut("metadata", shape, shared)["_pagination"]).toHaveProperty("next");
  });

  it("are hidden when they are damaged", () => {
    for (const [path, value] of [
      ["is_private", undefined],
      ["is_private", "true"],
      ["is_private", 0],
      ["status", undefined],
      ["status", "open"],
      ["recipient", "jo@acme.example"],
      ["updated_at", -1],
    ] as const)
      expectUnreadable(open, shape, changed(text, `/_results/0/${path}`, value), "ann", more);
    expectUnreadable(open, shape, twice(text, "/_results/0/is_private"), "ann", more);
    expect(see(open, shape, changed(text, "/_results", null), "ann", more)).toMatchObject({ shown: 0, hidden: 0 });
    expect(see(open, shape, text, "ann")).toMatchObject({ shown: 0, unreadable: 1 });
  });
});

describe("messages", () => {
  const shape = front.messages;
  const text = answer("front-messages");

  it("are the owner's, and the colleague's who can access the record", () => {
    expect(ids(see(excluding, shape, text, "ann", more))).toStrictEqual(["msg_1"]);
    expect(ids(see(open, shape, text, "bob", more))).toStrictEqual(["msg_1"]);
    expect(ids(see(open, shape, text, "eve", more))).toStrictEqual([]);
  });

  it("are hidden from the colleague where the law firm has a blind copy (X-03)", () => {
    expect(ids(see(excluding, shape, text, "bob", more))).toStrictEqual([]);
    const without = changed(text, "/_results/0/recipients/2/handle", "sam@acme.example");
    expect(ids(see(excluding, shape, without, "bob", more))).toStrictEqual(["msg_1"]);
  });

  it.each(["private", "shared"])("that are %s drafts are the owner's alone", (mode) => {
    const draft = changed(text, "/_results/0/draft_mode", mode);
    expect(ids(see(open, shape, draft, "ann", more))).toStrictEqual(["msg_1"]);
    expect(ids(see(open, shape, draft, "bob", more))).toStrictEqual([]);
  });

  it("below full keep no recipient, because blind copies stand among them", () => {
    const metadata = { id: "msg_1", created_at: 1767258000.123 };
    expect(cut("metadata", shape, text)["_results"]).toStrictEqual([metadata]);
    expect(cut("subject", shape, text)["_results"]).toStrictEqual([{ ...metadata, subject: "Quote" }]);
  });

  it("are hidden when they are damaged", () => {
    for (const [path, value] of [
      ["draft_mode", "open"],
      ["recipients", "jo@acme.example"],
      ["recipients/0", "jo@acme.example"],
      ["created_at", "2026-01-01T09:00:00Z"],
    ] as const)
      expectUnreadable(open, shape, changed(text, `/_results/0/${path}`, value), "ann", more);
    expectUnreadable(open, shape, twice(text, "/_results/0/recipients"), "ann", more);
  });
});
