// What compiles, and what must not. Run by `tsc` alone: no line of this is executed.
import { decide, diagnose, init, Policy, type Query, redactDecision, visibleThreads } from "mailveil";

declare const policy: Policy;
declare const text: string;
const accepts = <Type>(_: Type): void => {};

// Each action has its targets.
policy.decide({ action: "view", viewer: "u", thread: "t" });
policy.decide({ action: "view", viewer: "u", thread: "t", surface: "record", record: "r", now: new Date() });
policy.decide({ action: "view", viewer: "u", thread: "t", surface: undefined, record: undefined, now: undefined });
policy.decide({ action: "lock", viewer: "u", mailbox: "m", now: "2026-11-21T09:30:00Z" });
policy.decide({ action: "share-record-mail", viewer: "u", mailbox: "m", record: "r" });
policy.decide({ action: "grant-support-access", viewer: "u", expiresAt: new Date() });
policy.decide({ action: "revoke-support-access", viewer: "u" });
policy.decide({ action: "operate", viewer: "u", operation: "delete-record" });
// @ts-expect-error a target is missing
policy.decide({ action: "view", viewer: "u" });
// @ts-expect-error a target is one too many
policy.decide({ action: "lock", viewer: "u", mailbox: "m", thread: "t" });
// @ts-expect-error the viewer is missing
policy.decide({ action: "view", thread: "t" });
// @ts-expect-error no such action
policy.decide({ action: "read", viewer: "u", thread: "t" });
// @ts-expect-error no such surface
policy.decide({ action: "view", viewer: "u", thread: "t", surface: "inbox" });
// @ts-expect-error no such operation
policy.decide({ action: "operate", viewer: "u", operation: "fly" });
// @ts-expect-error a misspelt member
policy.decide({ action: "view", viewer: "u", thread: "t", recrod: "r" });
// @ts-expect-error a number is no moment
policy.decide({ action: "view", viewer: "u", thread: "t", now: 0 });
// @ts-expect-error a record is seen on a record's page only
policy.decide({ action: "reply", viewer: "u", thread: "t", record: "r" });
// @ts-expect-error the one question is no list
policy.decideAll({ action: "view", viewer: "u", thread: "t" });

// List questions have no action.
const visible = policy.visibleThreads({ viewer: "u", surface: "mailbox" });
accepts<Uint32Array>(visible.rows);
accepts<Uint8Array>(visible.levels);
accepts<string[]>(visible.ids);
policy.whoCanView({ thread: "t", record: "r" });
policy.sendFromMailboxes({ viewer: "u" });
policy.mailboxAdministration({ viewer: "u" });
// @ts-expect-error an action
policy.visibleThreads({ action: "view", viewer: "u" });
// @ts-expect-error a viewer has no place here
policy.whoCanView({ viewer: "u", thread: "t" });
// @ts-expect-error the mailboxes do not depend on a surface
policy.sendFromMailboxes({ viewer: "u", surface: "record" });
// @ts-expect-error whoever asks is named
policy.mailboxAdministration({});

// Snapshots are text, bytes or objects.
decide(text, { action: "view", viewer: "u", thread: "t" });
visibleThreads(new Uint8Array(), { viewer: "u" });
diagnose({ version: 1, organization: {}, roles: [], users: [], records: [], mailboxes: [], threads: [] });
redactDecision(policy.decide({ action: "view", viewer: "u", thread: "t" }));
// @ts-expect-error another version
diagnose({ version: 2, organization: {}, roles: [], users: [], records: [], mailboxes: [], threads: [] });
// @ts-expect-error a member is missing
diagnose({ version: 1, organization: {}, roles: [], users: [], records: [], mailboxes: [] });
// @ts-expect-error the buffer behind the bytes
diagnose(new ArrayBuffer(1));
// @ts-expect-error a policy is parsed, not made
new Policy();
// @ts-expect-error a count is asked, not set
policy.threadCount = 1;

// Where the module comes from.
await init();
await init("/mailveil.wasm");
await init(new URL("https://example.test/mailveil.wasm"));
await init(new Uint8Array());

{
  using kept = Policy.parse(text);
  kept.decide({ action: "view", viewer: "u", thread: "t" });
}

// Questions made step by step.
declare const action: Query["action"];
// @ts-expect-error an action that is known only at run time has no known targets
accepts<Query>({ action, viewer: "u", thread: "t" });
