// What a change exposes: two policies compared for everybody, and one proposal. The answers are those of lists, asked for one
// user after the other.
import { deepStrictEqual } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { type ExposedUser, Policy, type Snapshot } from "mailveil";
import { NOW } from "../../data.ts";
import { race } from "../../measure.ts";
import { atMost, quick, time } from "../../report.ts";
import { stage } from "../../subject.ts";
import { mail } from "../../threads.ts";

const MILLISECOND = 1e6;
const ENRON = new URL("../../../../shared/data/enron/snapshot.json", import.meta.url);
const everyone = { mode: "complete", audience: [{ kind: "everyone" }] } as const;
const all = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  mailboxes: snapshot.mailboxes.map((mailbox) => ({ ...mailbox, sharing: everyone })),
});

type Counts = Pick<ExposedUser, "user" | "gained" | "lost" | "raised" | "lowered" | "toFull">;

/** The slow way: both lists of a user, thread by thread. */
function counted(before: Policy, after: Policy, user: string, now: string): Counts {
  const counts = { user, gained: 0, lost: 0, raised: 0, lowered: 0, toFull: 0 };
  const [was, is] = [before, after].map((policy) => levels(policy, user, now));
  for (let row = 0; row < Math.max(before.threadCount, after.threadCount); row += 1) {
    const [one, other] = [was?.get(row) ?? 0, is?.get(row) ?? 0];
    if (one === other) continue;
    counts[one === 0 ? "gained" : other === 0 ? "lost" : one < other ? "raised" : "lowered"] += 1;
    if (other === 3) counts.toFull += 1;
  }
  return counts;
}

function levels(policy: Policy, viewer: string, now: string): Map<number, number> {
  const list = policy.visibleThreads({ viewer, now });
  return new Map(Array.from(list.rows, (row, place) => [row, list.levels[place] ?? 0]));
}

function compareWithLists(before: Policy, after: Policy, snapshot: Snapshot, now: string): void {
  const slow = snapshot.users.map(({ id }) => counted(before, after, id, now));
  const differing = slow.filter(({ gained, lost, raised, lowered }) => gained + lost + raised + lowered > 0);
  const { users } = before.exposure(after, { now, examples: 0 });
  deepStrictEqual(
    users,
    differing.map((counts) => ({ ...counts, examples: [] })),
  );
  if (users.length === 0) throw new Error("nothing differs");
}

/** Everything that is shared with everyone: the change that touches most. */
function measure(what: string, snapshot: Snapshot, now: string, milliseconds: number): void {
  const [before, after] = [Policy.parse(snapshot), Policy.parse(all(snapshot))];
  compareWithLists(before, after, snapshot, now);
  const [box] = snapshot.mailboxes;
  const viewer = box?.owner ?? "";
  const proposal = { action: "change-sharing", viewer, mailbox: box?.id ?? "", now, value: everyone } as const;
  const { exposure, propose } = race(
    {
      exposure: { run: () => before.exposure(after, { now }) },
      propose: { run: () => before.propose({ ...proposal, exposure: true }) },
    },
    quick ? { rounds: 3 } : {},
  );
  const words = `<= ${milliseconds} ms`;
  atMost(`exposure of everything, ${what}`, words, milliseconds * MILLISECOND, exposure, time(exposure));
  atMost(`propose one mailbox, ${what}`, words, milliseconds * MILLISECOND, propose, time(propose));
  before.free();
  after.free();
}

const { organization } = stage();
const threads = mail(organization).items(100_000);
measure("1,000 users, 100 k threads", { ...organization.snapshot, threads }, NOW, 1_000);
if (existsSync(ENRON)) {
  const enron: Snapshot = JSON.parse(readFileSync(ENRON, "utf8"));
  measure("Enron: 157 users, 45,836 threads", enron, "2002-06-01T00:00:00Z", 100);
}
