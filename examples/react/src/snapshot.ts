// In a CRM, the server sends this: what the user may know, and no more.
import type { Snapshot } from "mailveil";

export const snapshot: Snapshot = {
  version: 1,
  organization: {},
  roles: [],
  users: [
    { id: "ann", status: "active", addresses: ["ann@crm.example"] },
    { id: "bob", status: "active" },
    { id: "kim", status: "active" },
    { id: "vic", status: "active", addresses: ["vic@crm.example"] },
  ],
  records: [{ id: "chairs", type: "deal", access: [{ kind: "everyone" }] }],
  mailboxes: [
    {
      id: "box-ann",
      address: "ann@crm.example",
      owner: "ann",
      sharing: { mode: "per-thread", default: "private" },
    },
    {
      id: "box-sales",
      address: "sales@crm.example",
      owner: "ann",
      sharing: { mode: "shared-mailbox", grants: [{ kind: "user", id: "kim", rights: ["read", "send"] }] },
    },
  ],
  threads: [
    {
      id: "offer",
      mailbox: "box-ann",
      participants: ["ann@crm.example", "vic@crm.example", "jo@acme.example"],
      records: ["chairs"],
      sharing: "shared",
      subject: "Our offer",
    },
    { id: "salary", mailbox: "box-ann", participants: ["boss@crm.example"], subject: "My salary" },
    {
      id: "question",
      mailbox: "box-sales",
      participants: ["jo@acme.example"],
      records: ["chairs"],
      subject: "A question",
    },
  ],
};
