// The level at which a viewer sees a thread, as the product says it: the thread put into a policy, and asked about.
import { Policy, type Snapshot, type Thread } from "mailveil";
import type { Organization } from "./organization.ts";
import { written } from "./times.ts";
import type { Level, Question, ThreadFacts, View } from "./view.ts";

/** Stands for each record that the policy does not know. */
const unknown = "a record that the policy does not know";
const id = "the thread of an item";

export function viewByPolicy(organization: Organization): View {
  const stranger = { id: unknown, type: "other", access: [] };
  const policy = Policy.parse({
    ...organization,
    records: [...organization.records, stranger],
    threads: [],
  } as unknown as Snapshot);
  const levels = new Map<string, Level>();
  return (facts, question) => {
    const [thread, hides] = threadOf(facts, question, organization);
    if (hides) return "none";
    const key = JSON.stringify([thread, question]);
    const level = levels.get(key) ?? ask(policy, thread, question);
    if (levels.size > 200_000) levels.clear();
    levels.set(key, level);
    return level;
  };
}

function ask(policy: Policy, thread: Thread, { viewer, surface, record, now }: Question): Level {
  policy.upsertThreads([thread]);
  const { level } = policy.decide({ action: "view", viewer, surface, record, now, thread: id });
  if (level === undefined) throw new Error("a view has no level");
  return level;
}

/** The facts as a thread of the policy, and whether a record that is not known hides it. */
function threadOf(facts: ThreadFacts, question: Question, organization: Organization): [Thread, boolean] {
  const known = new Set(organization.records.map((record) => record.id));
  const isOwner = organization.mailboxes.some((box) => box.id === facts.mailbox && box.owner === question.viewer);
  const others = facts.records.filter((record) => !known.has(record));
  const { firstMessageAt, lastMessageAt } = facts;
  const thread = {
    id,
    mailbox: facts.mailbox,
    participants: facts.participants,
    records: [
      ...facts.records.filter((record) => known.has(record)),
      // An administrator can access every record of a policy, but none that it does not know: only the owner is asked with it.
      ...(isOwner && others.length > 0 ? [unknown] : []),
    ],
    ...(facts.sharing !== undefined && { sharing: facts.sharing }),
    ...(facts.state !== undefined && { state: facts.state }),
    // Rounded towards what hides more, which changes no comparison with times of nanoseconds.
    ...(firstMessageAt !== undefined && { firstMessageAt: written(firstMessageAt, "down") }),
    ...(lastMessageAt !== undefined && { lastMessageAt: written(lastMessageAt, "up") }),
  };
  return [thread, !isOwner && others.length > 0 && asksForAll(organization, facts.mailbox)];
}

/** Whether a mailbox asks for access to every linked record. */
function asksForAll({ mailboxes }: Organization, mailbox: string): boolean {
  const sharing = mailboxes.find((box) => box.id === mailbox)?.sharing;
  return sharing?.mode === "per-thread" && sharing.linkedAccess !== "any";
}
