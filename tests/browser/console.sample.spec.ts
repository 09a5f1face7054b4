// The sample organisation of the console: valid, the same every time, and with a place for every reason of section 3.
import { expect, test } from "@playwright/test";
import { diagnose, Policy, type Reason, type Snapshot, type ViewQuery } from "mailveil";
import { makeOrganization } from "../../www/sample/organization.ts";
import { REFERENCE_NOW } from "../../www/sample/reference.ts";

/** Every reason that a view can have, each with the rules that it can cite. */
const VIEW_REASONS: Readonly<Record<string, readonly string[]>> = {
  "backup-available": ["M-03"],
  "excluded-domain": ["X-03", "Z-15"],
  "in-audience": ["Z-11"],
  "mailbox-owner": ["X-01"],
  "mailbox-private": ["Z-06"],
  "no-read-right": ["C-07"],
  "no-send-right": ["C-08"],
  "no-shared-record": ["Z-05"],
  "not-in-audience": ["Z-11"],
  "owner-deactivated-without-backup": ["M-03"],
  "read-right": ["C-07"],
  "record-access-missing": ["C-12", "P-03", "Z-04", "Z-05"],
  "record-not-linked": ["C-12", "P-03", "Z-04", "Z-05"],
  "record-type-not-eligible": ["P-03", "Z-04", "Z-05"],
  "send-right": ["C-08"],
  "shared-thread": ["P-03"],
  "support-access-not-live": ["S-02"],
  "surface-not-allowed": ["P-04"],
  "thread-archived": ["P-11"],
  "thread-deleted": ["P-10"],
  "thread-not-linked": ["C-12", "P-03", "Z-04", "Z-05"],
  "thread-private": ["P-03"],
  "unreadable-participant": ["X-06"],
  "viewer-not-active": ["Z-17"],
};

/** All questions about some threads that the console lets one ask for a viewer. */
function questions(viewer: string, snapshot: Snapshot): ViewQuery[] {
  return snapshot.threads.flatMap(({ id, records }) => {
    const question = { action: "view", viewer, thread: id, now: REFERENCE_NOW } as const;
    const pages = ["contact-1", ...(records ?? [])].map((record) => ({ ...question, record }));
    return [question, { ...question, surface: "record" }, { ...question, surface: "mailbox" }, ...pages];
  });
}

function cite(reasons: readonly Reason[], seen: Map<string, Set<string>>): void {
  for (const { code, rule } of reasons) seen.set(code, (seen.get(code) ?? new Set()).add(rule));
}

test("is accepted, and made the same every time", () => {
  const sample = makeOrganization();
  expect(diagnose(sample)).toEqual({ problems: [], total: 0 });
  expect(makeOrganization()).toEqual(sample);
  const modes = new Set(sample.mailboxes.map((mailbox) => mailbox.sharing?.mode ?? "never chosen"));
  expect([...modes].sort()).toEqual([
    "complete",
    "never chosen",
    "per-thread",
    "private",
    "record-level",
    "shared-mailbox",
  ]);
});

test("shows every reason of a view, for some viewer", () => {
  const sample = makeOrganization();
  const policy = Policy.parse(sample);
  const seen = new Map<string, Set<string>>();
  // A third of the users is enough: each team, the leavers and both support agents are among them.
  const viewers = sample.users.filter((user, n) => n % 4 === 0 || user.status !== "active" || user.kind !== undefined);
  for (const { id } of viewers) {
    for (const { reasons } of policy.decideAll(questions(id, sample))) cite(reasons, seen);
  }
  const found = Object.fromEntries([...seen].map(([code, rules]) => [code, [...rules].sort()]));
  expect(found).toEqual(VIEW_REASONS);
});
