// Pipedrive. Ann is 11, Bob 12, Eve 16; Ann's mailbox shares thread by thread.
import { pipedrive } from "mailveil/shapes";
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

const mailbox = { id: "pd-acc-7", address: "ann@crm.example", owner: "11" };

const facts: Facts = {
  ...team("11", "12", "16"),
  records: [
    { id: "deal:300", type: "deal", access: [...sales] },
    { id: "person:300", type: "contact", access: [...sales] },
    { id: "person:301", type: "contact", access: [...sales] },
    { id: "lead:6f1c1b1e-5a55-4a52-9d0f-0a5b8a3b7d10", type: "lead", access: [...sales] },
  ],
  mailboxes: [{ ...mailbox, sharing: { mode: "per-thread", default: "private" } }],
};
const sharedByDefault: Facts = {
  ...facts,
  mailboxes: [{ ...mailbox, sharing: { mode: "per-thread", default: "shared" } }],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");

const ids = ({ body }: Seen) => body["data"]?.map(({ id }) => id);

describe("threads", () => {
  const text = answer("pipedrive-mailThreads");

  it("are the owner's, but for what was deleted (P-10)", () => {
    for (const policy of [open, excluding]) {
      const seen = see(policy, pipedrive.threads, text, "11");
      expect(ids(seen)).toStrictEqual([9001, 9002, 9004]);
      expect(seen).toMatchObject({ shown: 3, hidden: 1, unreadable: 0, unknownRecords: 0 });
      // Every item has its flags.
      expect(seen.unsaid).toStrictEqual({ sharing: 0, state: 0 });
    }
  });

  it("that are archived leave their owner's mail tab (P-11)", () => {
    const seen = see(open, pipedrive.threads, text, "11", { surface: "mailbox" });
    expect(ids(seen)).toStrictEqual([9001, 9002]);
    expect(seen.unreadable).toBe(0);
  });

  it("are a colleague's where they are shared and all that is linked can be accessed (P-03)", () => {
    // 9002 is private, 9003 deleted; 9004 is shared, but linked to a lead alone, which is no deal, contact or organization.
    expect(ids(see(open, pipedrive.threads, text, "12"))).toStrictEqual([9001]);
  });

  it("are no stranger's: Eve cannot access the deal", () => {
    expect(ids(see(open, pipedrive.threads, text, "16"))).toStrictEqual([]);
  });

  it("name no copies, so that an exclusion list leaves them to the owner (X-06)", () => {
    // Nobody of law.example is in 9001 as far as one sees; whether in a copy, the answer does not say.
    expect(ids(see(excluding, pipedrive.threads, text, "12"))).toStrictEqual([]);
  });

  it("keep deal 300 and person 300 apart", () => {
    const without = (id: string) =>
      policyOf(
        { ...facts, records: facts.records.map((record) => (record.id === id ? { ...record, access: [] } : record)) },
        "none",
      );
    // All that is linked has to be accessible.
    for (const id of ["deal:300", "person:300"])
      expect(ids(see(without(id), pipedrive.threads, text, "12")), id).toStrictEqual([]);
    expect(ids(see(without("person:301"), pipedrive.threads, text, "12"))).toStrictEqual([9001]);
  });

  it("are private when their flag says so, whatever the default", () => {
    const policy = policyOf(sharedByDefault, "none");
    expect(ids(see(policy, pipedrive.threads, text, "12"))).toStrictEqual([9001]);
    expect(ids(see(policy, pipedrive.threads, changed(text, "/data/1/shared_flag", 1), "12"))).toStrictEqual([
      9001, 9002,
    ]);
  });

  it.each([
    ["has_draft_flag", 1],
    ["external_deleted_flag", 1],
    ["external_deleted_flag", true],
  ])("are the owner's alone while %s is %s", (flag, value) => {
    const body = changed(text, `/data/0/${flag}`, value);
    expect(ids(see(open, pipedrive.threads, body, "12"))).toStrictEqual([]);
    expect(ids(see(open, pipedrive.threads, body, "11"))).toContain(9001);
  });

  it.each(["deleted_flag", "shared_flag", "archived_flag"])(
    "without %s, or with another value than 0 and 1, are hidden",
    (flag) => {
      const path = `/data/0/${flag}`;
      for (const value of [undefined, null, 2, "1", true, [1], { on: 1 }])
        expectUnreadable(open, pipedrive.threads, changed(text, path, value), "11");
      expectUnreadable(open, pipedrive.threads, twice(text, path), "11");
    },
  );

  it("with another kind of value on the way to a fact are hidden", () => {
    for (const [path, value] of [
      ["/data/0/id", null],
      ["/data/0/account_id", undefined],
      ["/data/0/account_id", "pd-acc-8"],
      ["/data/0/parties", []],
      ["/data/0/parties/to", {}],
      ["/data/0/parties/to/0", "jo@acme.example"],
      ["/data/0/parties/to/0/email_address", 7],
      ["/data/0/deal_id", 3.5],
      ["/data/0/first_message_timestamp", "2026-01-01 10:00:00"],
      ["/data/0/last_message_timestamp", "2026-01-01 10:00:00"],
    ] as const)
      expectUnreadable(open, pipedrive.threads, changed(text, path, value), "11");
  });

  it("of a record that is newer than the policy are the owner's alone", () => {
    const body = changed(text, "/data/0/deal_id", 301);
    expect(see(open, pipedrive.threads, body, "11")).toMatchObject({ shown: 3, unknownRecords: 1 });
    expect(ids(see(open, pipedrive.threads, body, "12"))).toStrictEqual([]);
  });

  it("keep paging, and nothing else that stands beside them", () => {
    const body = changed(text, "/additional_data/pagination", {
      start: 0,
      limit: 50,
      more_items_in_collection: true,
      next_start: 50,
      note: "x",
    });
    const beside = { ...JSON.parse(body), related_objects: { person: { 300: { name: "Jo Buyer" } } } };
    const { body: seen } = see(open, pipedrive.threads, JSON.stringify(beside), "16");
    const pagination = { start: 0, limit: 50, more_items_in_collection: true, next_start: 50 };
    expect(seen).toStrictEqual({ success: true, data: [], additional_data: { pagination } });
  });

  it("may be `null` for none", () => {
    const text = answer("pipedrive-empty");
    const seen = see(open, pipedrive.threads, text, "12");
    expect(seen.body["data"]).toBeNull();
    expect(seen).toMatchObject({ shown: 0, hidden: 0, unreadable: 0 });
  });

  it("below full keep who wrote to whom and when, then the subject", () => {
    const cut = (level: "metadata" | "subject") =>
      see(
        policyOf({ ...facts, mailboxes: [{ ...mailbox, sharing: complete(level) }] }, "none"),
        pipedrive.threads,
        text,
        "12",
      ).body["data"];
    const parties = {
      to: [{ name: "Jo Buyer", email_address: "jo@acme.example" }],
      from: [{ name: "Ann Seller", email_address: "ann@crm.example" }],
    };
    const times = {
      last_message_timestamp: "2026-01-01T10:00:00.000Z",
      first_message_timestamp: "2026-01-01T09:00:00.000Z",
    };
    const metadata = { id: 9001, account_id: "pd-acc-7", parties, ...times };
    // 9004 is of a lead that Bob can access; 9002 is private in every mode.
    expect(cut("metadata")?.[0]).toStrictEqual(metadata);
    expect(cut("subject")?.[0]).toStrictEqual({ ...metadata, subject: "Quote for forty chairs" });
    expect(cut("metadata")).toHaveLength(2);
  });
});

describe("one thread", () => {
  const text = answer("pipedrive-mailThread-one");

  it("is shown whole, or not at all", () => {
    expect(see(open, pipedrive.thread, text, "11").body["data"]?.id).toBe(9001);
    expect(see(open, pipedrive.thread, text, "12").body["data"]?.id).toBe(9001);
    const { body, ...counts } = see(open, pipedrive.thread, text, "16");
    expect(body).toStrictEqual({ success: true, data: null });
    expect(counts).toMatchObject({ shown: 0, hidden: 1 });
  });

  it("is hidden when it is damaged", () => {
    for (const value of [undefined, 2, "0"])
      expectUnreadable(open, pipedrive.thread, changed(text, "/data/shared_flag", value), "11");
    expectUnreadable(open, pipedrive.thread, twice(text, "/data/shared_flag"), "11");
  });
});

describe("messages", () => {
  const ofThread = answer("pipedrive-mailThread-messages");
  const ofDeal = answer("pipedrive-deal-mailMessages");
  const given = { records: ["deal:300"] };
  const dealIds = ({ body }: Seen) => body["data"]?.map((item) => item["data"]?.id);

  it("are the owner's", () => {
    expect(ids(see(open, pipedrive.threadMessages, ofThread, "11", { given }))).toStrictEqual([7001, 7003]);
    expect(dealIds(see(open, pipedrive.dealMessages, ofDeal, "11", { given }))).toStrictEqual([7001, 7002]);
  });

  it("do not say whether their thread is shared, so that nobody else sees them", () => {
    // 7002 is of thread 9002, which Ann has made private; a default that shares must not show it.
    const draft = changed(ofThread, "/data/0/draft_flag", 1);
    for (const policy of [open, policyOf(sharedByDefault, "none")])
      for (const viewer of ["12", "16"]) {
        expect(ids(see(policy, pipedrive.threadMessages, draft, viewer, { given }))).toStrictEqual([]);
        expect(ids(see(policy, pipedrive.threadMessages, ofThread, viewer, { given }))).toStrictEqual([]);
        expect(dealIds(see(policy, pipedrive.dealMessages, ofDeal, viewer, { given }))).toStrictEqual([]);
      }
  });

  it("of a shared mailbox are the readers', by the persons who are named (C-07, C-12)", () => {
    const grants = [{ kind: "role" as const, id: "sales", rights: ["read" as const] }];
    const policy = policyOf(
      { ...facts, mailboxes: [{ ...mailbox, sharing: { mode: "shared-mailbox", grants } }] },
      "none",
    );
    expect(ids(see(policy, pipedrive.threadMessages, ofThread, "12"))).toStrictEqual([7001, 7003]);
    expect(dealIds(see(policy, pipedrive.dealMessages, ofDeal, "12"))).toStrictEqual([7001, 7002]);
    expect(ids(see(policy, pipedrive.threadMessages, ofThread, "16"))).toStrictEqual([]);
  });

  it("of known threads keep no blind copy below full", () => {
    const thread = { mailbox: "pd-acc-7", participants: ["ann@crm.example"], records: ["person:300"] };
    const threads = ["9001", "9002"].map((id) => ({ ...thread, id }));
    const metadata = {
      id: 7001,
      from: [{ email_address: "ann@crm.example", name: "Ann Seller" }],
      to: [{ email_address: "jo@acme.example", name: "Jo Buyer" }],
      account_id: "pd-acc-7",
      mail_thread_id: 9001,
      message_time: "2026-01-01T09:00:00.000Z",
    };
    for (const level of ["metadata", "subject"] as const) {
      const policy = policyOf({ ...facts, threads, mailboxes: [{ ...mailbox, sharing: complete(level) }] }, "none");
      const expected = level === "metadata" ? metadata : { ...metadata, subject: "Quote for forty chairs" };
      const { messagesOfKnownThreads, dealMessagesOfKnownThreads } = pipedrive;
      const named = see(policy, messagesOfKnownThreads, changed(ofThread, "/data/0/cc", null), "12").body["data"]?.[0];
      expect(named).toStrictEqual(expected);
      const ofDeals = see(policy, dealMessagesOfKnownThreads, changed(ofDeal, "/data/0/data/cc", null), "12");
      expect(ofDeals.body["data"]?.[0]).toStrictEqual({ data: expected });
    }
  });

  it("are those of their thread where the policy holds it", () => {
    const thread = { mailbox: "pd-acc-7", participants: ["ann@crm.example"], records: ["deal:300"] };
    const threads = [
      { ...thread, id: "9001", sharing: "shared" as const },
      { ...thread, id: "9002", sharing: "private" as const },
    ];
    const policy = policyOf({ ...sharedByDefault, threads }, "none");
    const { messagesOfKnownThreads, dealMessagesOfKnownThreads } = pipedrive;
    expect(ids(see(policy, messagesOfKnownThreads, ofThread, "12"))).toStrictEqual([7001, 7003]);
    expect(dealIds(see(policy, dealMessagesOfKnownThreads, ofDeal, "12"))).toStrictEqual([7001]);
    expect(dealIds(see(policy, dealMessagesOfKnownThreads, ofDeal, "11"))).toStrictEqual([7001, 7002]);
    expect(dealIds(see(policy, dealMessagesOfKnownThreads, ofDeal, "16"))).toStrictEqual([]);
    // A draft is not yet, and a message that was deleted no longer, what the thread shares (P-10).
    for (const [flag, none, some] of [
      ["draft_flag", 0, 1],
      ["deleted_flag", 0, 1],
      ["external_deleted_flag", false, true],
    ] as const)
      for (const viewer of ["11", "12"]) {
        const shown = (value: unknown) => [
          ids(see(policy, messagesOfKnownThreads, changed(ofThread, `/data/0/${flag}`, value), viewer)),
          dealIds(see(policy, dealMessagesOfKnownThreads, changed(ofDeal, `/data/0/data/${flag}`, value), viewer)),
        ];
        expect(shown(none)[0]).toStrictEqual([7001, 7003]);
        expect(shown(none)[1]).toContain(7001);
        expect(shown(some)[0]).toStrictEqual([7003]);
        expect(shown(some)[1]).not.toContain(7001);
      }
    // A thread that the policy does not hold is nobody's, not even its owner's.
    expect(see(open, messagesOfKnownThreads, ofThread, "11")).toMatchObject({ shown: 0, hidden: 2, unreadable: 2 });
  });

  it("are hidden when they are damaged", () => {
    for (const [path, value] of [
      ["/data/0/draft_flag", undefined],
      ["/data/0/draft_flag", 2],
      ["/data/0/deleted_flag", undefined],
      ["/data/0/bcc", "kim@law.example"],
      ["/data/0/message_time", "yesterday"],
    ] as const)
      expectUnreadable(open, pipedrive.threadMessages, changed(ofThread, path, value), "11");
    expectUnreadable(open, pipedrive.threadMessages, twice(ofThread, "/data/0/bcc"), "11");
    expectUnreadable(open, pipedrive.dealMessages, changed(ofDeal, "/data/0/data", []), "11");
    expect(see(open, pipedrive.threadMessages, changed(ofThread, "/data/0/deleted_flag", 1), "11").shown).toBe(1);
  });
});
