// One thread changed among many.
import { deepStrictEqual } from "node:assert";
import { Policy, type Thread } from "mailveil";
import { race } from "../../measure.ts";
import { visibleThreads } from "../../plain-lists.ts";
import { mail } from "../../threads.ts";
import { atMost, compared, quick, sizeName, time } from "../../report.ts";
import { stage } from "../../subject.ts";

const COUNT = quick ? 100_000 : 1_000_000;
const CHANGES = 4_096;
const LIMIT = 1_000;
const what = `upsertThreads of one, at ${sizeName(COUNT)} threads`;
const { organization, viewer, asked } = stage();

function measure(): void {
  const policy = Policy.parse(organization.snapshot);
  for (const chunk of mail(organization, viewer).chunks(COUNT)) policy.upsertThreads(chunk);
  // Half of the changes replace threads from all over the table, half of them are new.
  const changed = mail(organization, viewer, { seed: 3, firstRow: COUNT })
    .items(CHANGES)
    .map((thread, n) => (n % 2 === 0 ? { ...thread, id: threadId((n * 7919) % COUNT) } : thread));
  const bodies = changed.map((thread) => Buffer.from(JSON.stringify([thread])));
  const upsert = () => {
    for (const body of bodies) policy.upsertThreads(body);
  };
  upsert();
  deepStrictEqual([...policy.visibleThreads(asked).ids], expected(changed));
  const spent = race({ upsert: { run: upsert, operations: CHANGES } });
  atMost(what, "<= 1 µs", LIMIT, spent.upsert, time(spent.upsert));

  const first = bodies[0];
  if (first === undefined) return;
  const listed = race({
    after: {
      run: () => {
        policy.upsertThreads(first);
        return policy.visibleThreads(asked);
      },
    },
    again: { run: () => policy.visibleThreads(asked) },
  });
  compared("a change and the list after it", `${time(listed.after)}; the list alone ${time(listed.again)}`);
}

const threadId = (row: number): string => `thread-${String(row).padStart(8, "0")}`;

/** The ids that plain JavaScript lists after the same changes: replaced threads keep their rows. */
function expected(changed: readonly Thread[]): string[] {
  const threads = new Map<string, Thread>();
  for (const chunk of mail(organization, viewer).chunks(COUNT)) {
    for (const thread of JSON.parse(Buffer.from(chunk).toString()) as Thread[]) threads.set(thread.id, thread);
  }
  for (const thread of changed) threads.set(thread.id, thread);
  const rows = [...threads.values()];
  return visibleThreads(viewer, rows).rows.map((row) => rows[row]?.id ?? "");
}

measure();
