// A fresh process, from the import to the first decision.
import { report, start } from "./clock.mjs";

start();
const { Policy } = await import("mailveil");
const policy = Policy.parse({
  version: 1,
  organization: {},
  roles: [{ id: "sales" }],
  users: [
    { id: "anna", status: "active" },
    { id: "bruno", status: "active", roles: ["sales"] },
  ],
  records: [{ id: "lead-1", type: "lead", access: [{ kind: "role", id: "sales" }] }],
  mailboxes: [
    {
      id: "box",
      address: "anna@acme.example",
      owner: "anna",
      sharing: { mode: "complete", audience: [{ kind: "role", id: "sales" }] },
    },
  ],
  threads: [{ id: "t1", mailbox: "box", participants: ["anna@acme.example"], records: ["lead-1"] }],
});
const decision = policy.decide({ action: "view", viewer: "bruno", thread: "t1" });
report(decision.outcome === "allowed");
