// A small organization: Ann shares with Bob by contact, Vera is the vendor's support.
import type { Snapshot } from "mailveil";

export const now = "2026-06-01T12:00:00Z";

export const snapshot = {
  version: 1,
  organization: { domains: ["crm.test"] },
  roles: [{ id: "sales" }],
  users: [
    { id: "ann", status: "active", addresses: ["ann@crm.test"] },
    { id: "bob", status: "active", roles: ["sales"] },
    { id: "cleo", status: "active", profile: "administrator" },
    { id: "dan", status: "unconfirmed" },
    { id: "vera", status: "active", kind: "support-agent" },
  ],
  records: [
    { id: "contact-1", type: "contact", access: [{ kind: "role", id: "sales" }] },
    { id: "deal-1", type: "deal", owner: "bob", access: [] },
  ],
  mailboxes: [
    {
      id: "m-ann",
      address: "ann@crm.test",
      owner: "ann",
      sharing: {
        mode: "complete",
        audience: [
          { kind: "user", id: "bob", level: "subject" },
          { kind: "user", id: "cleo" },
        ],
      },
    },
    { id: "m-bob", address: "bob@crm.test", owner: "bob" },
  ],
  threads: [
    { id: "t-linked", mailbox: "m-ann", participants: ["ann@crm.test", "x@client.test"], records: ["contact-1"] },
    { id: "t-bob", mailbox: "m-bob", participants: [] },
    { id: "t-unlinked", mailbox: "m-ann", participants: [] },
    { id: "t-gone", mailbox: "m-ann", participants: [], records: ["contact-1"], state: "deleted" },
    { id: "t-second", mailbox: "m-ann", participants: [], records: ["contact-1"] },
  ],
  supportAccess: [
    { agent: "vera", grantedBy: "cleo", activatedAt: "2026-05-31T00:00:00Z", expiresAt: "2026-06-03T00:00:00Z" },
  ],
} satisfies Snapshot;

export const text = JSON.stringify(snapshot);

/** What a question threw; fails when it did not. */
export function thrown(question: () => unknown): unknown {
  try {
    question();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
