// What compiles, and what must not. Run by `tsc` alone: no line of this is executed.
import type { Exposure, Level, PatchOperation, Policy, Problem, ProposeQuery } from "mailveil";

declare const policy: Policy;
declare const query: ProposeQuery;
const accepts = <Type>(_: Type): void => {};

// Each action takes its value.
const box = { viewer: "u", mailbox: "m" } as const;
policy.propose({ ...box, action: "change-sharing", value: { mode: "private" } });
policy.propose({ ...box, action: "assign-sharing", value: { mode: "per-thread", default: "shared" }, exposure: true });
policy.propose({ ...box, action: "share-mailbox", value: [{ kind: "user", id: "v", rights: ["read"] }] });
policy.propose({ ...box, action: "manage-grants", value: [] });
policy.propose({ ...box, action: "edit-excluded-domains", value: ["a.test"], now: new Date() });
policy.propose({ ...box, action: "lock", exposure: undefined });
policy.propose({ ...box, action: "share-record-mail", record: "r" });
policy.propose({ viewer: "u", action: "share-thread", thread: "t" });
policy.propose({ viewer: "u", action: "grant-support-access", expiresAt: new Date(), value: { agent: "a" } });
policy.propose({ viewer: "u", action: "edit-support-access", expiresAt: new Date() });
policy.propose({ viewer: "u", action: "revoke-support-access" });
policy.propose({ viewer: "u", action: "operate", operation: "view-record" });
// @ts-expect-error the value is missing
policy.propose({ ...box, action: "change-sharing" });
// @ts-expect-error a shared mailbox is made by another action
policy.propose({ ...box, action: "change-sharing", value: { mode: "shared-mailbox", grants: [] } });
// @ts-expect-error the value of another action
policy.propose({ ...box, action: "share-mailbox", value: { mode: "private" } });
// @ts-expect-error everyone is no grantee
policy.propose({ ...box, action: "manage-grants", value: [{ kind: "everyone", rights: [] }] });
// @ts-expect-error a lock takes no value
policy.propose({ ...box, action: "lock", value: true });
// @ts-expect-error for which agent
policy.propose({ viewer: "u", action: "grant-support-access", expiresAt: new Date() });
// @ts-expect-error the agent is the one who has it
policy.propose({ viewer: "u", action: "edit-support-access", expiresAt: new Date(), value: { agent: "a" } });
// @ts-expect-error a target is missing
policy.propose({ viewer: "u", action: "lock" });
// @ts-expect-error a decision takes no value
policy.decide({ ...box, action: "change-sharing", value: { mode: "private" } });

const { decision, problems, patch, exposure } = policy.propose(query);
accepts<"allowed" | "denied">(decision.outcome);
accepts<readonly Problem[]>(problems);
accepts<readonly PatchOperation[]>(patch);
accepts<Exposure | undefined>(exposure);
for (const operation of patch) {
  accepts<string>(operation.path);
  if (operation.op === "add") accepts<unknown>(operation.value);
  // @ts-expect-error what is taken away has no value
  else operation.value;
}

// Two policies are compared at a moment, on a surface.
accepts<Exposure>(policy.exposure(policy));
const { users, pairs } = policy.exposure(policy, { now: new Date(), surface: "mailbox", examples: 0 });
accepts<number>(pairs);
for (const { user, gained, lost, raised, lowered, toFull, examples } of users) {
  accepts<string>(user);
  accepts<number[]>([gained, lost, raised, lowered, toFull]);
  for (const { before, after } of examples) accepts<Level[]>([before, after]);
}
// @ts-expect-error a snapshot is no policy
policy.exposure({ version: 1 });
// @ts-expect-error an exposure is of no viewer
policy.exposure(policy, { viewer: "u" });
// @ts-expect-error nor of a record
policy.exposure(policy, { record: "r" });
// @ts-expect-error a number of examples
policy.exposure(policy, { examples: "3" });
// @ts-expect-error what differs can only be read
users[0].gained = 1;
