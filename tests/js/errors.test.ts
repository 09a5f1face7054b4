import { decide, MailveilError, Policy, type Query, redactDecision, type Snapshot } from "mailveil";
import { describe, expect, it } from "vitest";
import { now, snapshot, text, thrown } from "./fixture.ts";

const view = { action: "view", viewer: "bob", thread: "t-linked", now } as const;

describe("a failure", () => {
  it("is an Error with a stable code and a path", () => {
    const error = thrown(() => decide(text, { ...view, viewer: "nobody" })) as MailveilError;
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(MailveilError);
    expect(error.name).toBe("MailveilError");
    expect(error).toMatchObject({ code: "unknown-viewer", path: "/viewer" });
    expect(error.message).toBeTruthy();
    expect(error.help).toBeTruthy();
    expect(error.stack).toContain("errors.test.ts");
    expect(error).not.toHaveProperty("problems");
    expect(Object.keys(error)).not.toContain("name");
  });

  it("carries the problems of a snapshot", () => {
    const input = { ...snapshot, users: [{ id: "ann", status: "active", admin: true }] } as unknown as Snapshot;
    const error = thrown(() => Policy.parse(input)) as MailveilError;
    expect(error).toMatchObject({ code: "invalid-snapshot" });
    expect(error.problems?.[0]).toMatchObject({ code: "unknown-field", path: "/users/0/admin" });
    expect(error.total).toBe(error.problems?.length);
    expect(error).not.toHaveProperty("path");
  });

  it("shows the first thousand problems and counts all", () => {
    const roles = Array.from({ length: 1500 }, () => ({ id: 7 }));
    const error = thrown(() => Policy.parse({ ...snapshot, roles } as never)) as MailveilError;
    expect(error.problems).toHaveLength(1000);
    expect(error.total).toBeGreaterThanOrEqual(1500);
  });

  it("is the question's before it is an answer", () => {
    const policy = Policy.parse(text);
    const codes: [Query, string, string][] = [
      [{ ...view, thread: "nothing" }, "unknown-thread", "/thread"],
      [{ ...view, record: "nothing" }, "unknown-record", "/record"],
      [{ ...view, action: "peek" } as unknown as Query, "unknown-action", "/action"],
      [{ ...view, surface: "inbox" } as unknown as Query, "unknown-value", "/surface"],
      [{ ...view, mailbox: "m-ann" } as unknown as Query, "unknown-field", "/mailbox"],
      [{ action: "view", viewer: "bob", now } as unknown as Query, "missing-field", "/thread"],
      [{ action: "lock", viewer: "cleo", mailbox: "nothing" }, "unknown-mailbox", "/mailbox"],
      [{ action: "operate", viewer: "bob", operation: "send-mail" }, "not-a-support-agent", "/viewer"],
      [{ action: "operate", viewer: "vera", operation: "fly" } as unknown as Query, "unknown-operation", "/operation"],
    ];
    for (const [query, code, path] of codes) expect(thrown(() => policy.decide(query))).toMatchObject({ code, path });
    policy.free();
  });

  it("is no failure of the instance", () => {
    for (let time = 0; time < 100; time += 1) thrown(() => Policy.parse("{"));
    expect(decide(text, view).outcome).toBe("allowed");
  });

  it("says when there is no decision to redact", () => {
    for (const decision of [undefined, null, "allowed", {}]) {
      expect(thrown(() => redactDecision(decision as never))).toMatchObject({ code: "wrong-type", path: "" });
    }
  });
});
