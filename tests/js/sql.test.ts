// Contexts and rows as JavaScript gets them. What they mean is compared in `tests/sql/`.
import { MailveilError, Policy } from "mailveil";
import { expect, it } from "vitest";
import { now, text } from "./fixture.ts";

const policy = Policy.parse(text);
const thread = { id: "new", mailbox: JSON.parse(text).mailboxes[0].id, participants: ["Ann+x@Example.com"] };

/** What is thrown. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(MailveilError);
    return error;
  }
  return undefined;
}

it("gives a context as text", () => {
  const context = JSON.parse(policy.sqlContext({ viewer: "bob", now }));
  expect(context).toMatchObject({ principals: expect.arrayContaining(["e", "u:bob"]) });
  expect(context.mailboxes).not.toHaveLength(0);
  expect(policy.sqlContext({ viewer: "bob", now: new Date(now) })).toBe(policy.sqlContext({ viewer: "bob", now }));
  // Without a moment it is that of the present.
  expect(JSON.parse(policy.sqlContext({ viewer: "bob" }))).toMatchObject({ mailboxes: context.mailboxes });
});

it("refuses a question that makes no sense", () => {
  expect(thrown(() => policy.sqlContext({ viewer: "nobody" }))).toMatchObject({
    code: "unknown-viewer",
    path: "/viewer",
  });
  expect(thrown(() => policy.sqlContext({} as { viewer: string }))).toMatchObject({ code: "missing-field" });
  const asked = { viewer: "bob", record: "c" } as { viewer: string };
  expect(thrown(() => policy.sqlContext(asked))).toMatchObject({ code: "unknown-field", path: "/record" });
});

it("gives rows of all threads, or of some that it does not know", () => {
  const count = policy.threadCount;
  const all = policy.sqlRows();
  expect(all.mv_thread).toHaveLength(count);
  const { mv_thread, mv_link, mv_domain, mv_record } = policy.sqlRows([thread]);
  expect(mv_thread).toStrictEqual([
    { id: "new", mailbox: thread.mailbox, state: "active", sharing: null, first_at: null, last_at: null },
  ]);
  expect(mv_link).toStrictEqual([]);
  const participant = { thread: "new", address: "ann+x@example.com", base: "ann@example.com", name: null };
  expect(mv_domain).toStrictEqual([
    { ...participant, suffix: "com" },
    { ...participant, suffix: "example.com" },
  ]);
  expect(mv_record).toStrictEqual(all.mv_record);
  expect(policy.sqlRows(JSON.stringify([thread])).mv_thread).toStrictEqual(mv_thread);
  expect(policy.threadCount).toBe(count);
});

it("refuses threads with every problem", () => {
  const wrong = [
    { ...thread, mailbox: "none" },
    { ...thread, records: ["none"] },
  ];
  expect(thrown(() => policy.sqlRows(wrong))).toMatchObject({
    code: "invalid-threads",
    problems: [
      { code: "unknown-reference", path: "/0/mailbox" },
      { code: "duplicate-id", path: "/1/id" },
      { code: "unknown-reference", path: "/1/records/0" },
    ],
  });
  const cyclic: Record<string, unknown> = { ...thread };
  cyclic["participants"] = cyclic;
  expect(thrown(() => policy.sqlRows([cyclic] as never))).toMatchObject({ code: "invalid-threads" });
});

it("says nothing after it was freed", () => {
  const gone = Policy.parse(text);
  gone.free();
  expect(thrown(() => gone.sqlRows())).toMatchObject({ code: "freed" });
  expect(thrown(() => gone.sqlContext({ viewer: "bob" }))).toMatchObject({ code: "freed" });
});
