// One organization for random bodies: every mode, every level, ids that are numbers, that have prefixes, that are joined.
import type { Organization } from "./filter-reference/index.ts";

const contact = (id: string, access: object[]) => ({ id, type: "contact", access });

const organization = {
  version: 1,
  organization: { excludedDomains: ["bank.test"], domains: ["crm.test"], subaddressing: true },
  roles: [{ id: "sales" }],
  users: [
    { id: "own", status: "active", addresses: ["own@bank.test"], aliases: ["/o=Org/cn=own"] },
    { id: "full", status: "active", roles: ["sales"] },
    { id: "subject", status: "active", roles: ["sales"] },
    { id: "metadata", status: "active" },
    { id: "boss", status: "active", profile: "administrator" },
    { id: "gone", status: "deactivated" },
    { id: "vera", status: "active", kind: "support-agent" },
  ],
  records: [
    contact("c1", [{ kind: "everyone" }]),
    contact("42", [{ kind: "role", id: "sales" }]),
    contact("-0", []),
    { id: "lead", type: "lead", access: [{ kind: "user", id: "full" }] },
    { id: "deal", type: "deal", owner: "full", access: [] },
    // Of another table, with the same number.
    { id: "d:42", type: "deal", access: [{ kind: "everyone" }] },
  ],
  mailboxes: [
    {
      id: "box",
      address: "a@crm.test",
      owner: "own",
      sharing: {
        mode: "complete",
        audience: [
          { kind: "user", id: "full" },
          { kind: "user", id: "subject", level: "subject" },
          { kind: "everyone", level: "metadata", from: "2026-05-01T00:00:00Z", until: "2026-07-01T00:00:00Z" },
        ],
        excludedDomains: ["law.test"],
      },
    },
    { id: "7", address: "b@crm.test", owner: "own" },
    {
      id: "tick",
      address: "c@crm.test",
      owner: "own",
      sharing: {
        mode: "record-level",
        audience: [{ kind: "everyone", level: "subject" }],
        sharedRecords: ["c1", "lead"],
      },
    },
    {
      id: "each",
      address: "d@crm.test",
      owner: "own",
      sharing: { mode: "per-thread", default: "shared", defaultSince: "2026-01-01T00:00:00Z" },
    },
    {
      id: "m:9",
      address: "g@crm.test",
      owner: "full",
      sharing: { mode: "per-thread", default: "shared", linkedAccess: "any" },
    },
    {
      id: "team",
      address: "e@crm.test",
      owner: "own",
      sharing: { mode: "shared-mailbox", grants: [{ kind: "role", id: "sales", rights: ["read", "send"] }] },
    },
    {
      id: "left",
      address: "f@crm.test",
      owner: "gone",
      sharing: { mode: "complete", audience: [{ kind: "everyone" }] },
      backups: [{ takenAt: "2026-05-01T00:00:00Z", status: "completed" }],
    },
  ],
  threads: [
    { id: "t1", mailbox: "box", participants: ["x@a.test"], records: ["c1"] },
    { id: "t2", mailbox: "7", participants: [] },
    { id: "12", mailbox: "team", participants: [], records: ["42"] },
    { id: "-0", mailbox: "tick", participants: [], records: ["c1"], state: "archived" },
    { id: "th:t1", mailbox: "m:9", participants: [], records: ["c1"] },
    { id: "t1:12", mailbox: "each", participants: ["x@a.test"], records: ["c1"], sharing: "shared" },
    { id: "th:t1:12", mailbox: "tick", participants: ["x@a.test"], records: ["lead"] },
  ],
  supportAccess: [
    { agent: "vera", grantedBy: "boss", activatedAt: "2026-05-31T00:00:00Z", expiresAt: "2026-06-03T00:00:00Z" },
  ],
} as unknown as Organization;

/** With and without a domain that is excluded everywhere. */
export const organizations: readonly Organization[] = [organization, { ...organization, organization: {} }];
