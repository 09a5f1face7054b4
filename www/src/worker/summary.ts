import type { Mailbox, Snapshot } from "mailveil";
import type { MailboxInShort, Summary } from "../asked/load.ts";
import { eventsOf } from "./events.ts";
import type { Held } from "./held.ts";

function inShort(mailbox: Mailbox, threads: number): MailboxInShort {
  const { id, address, owner, sharing, control = "owner", lock } = mailbox;
  return {
    id,
    address,
    owner,
    ...(sharing === undefined ? {} : { mode: sharing.mode }),
    control,
    locked: lock !== undefined,
    threads,
  };
}

function spanOf({ threads }: Snapshot): [number, number] | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { firstMessageAt, lastMessageAt } of threads) {
    const end = Date.parse(lastMessageAt ?? firstMessageAt ?? "");
    const start = Date.parse(firstMessageAt ?? lastMessageAt ?? "");
    if (start < first) first = start;
    if (end > last) last = end;
  }
  return Number.isFinite(first) && Number.isFinite(last) ? [first, last] : undefined;
}

/** What the page keeps of a snapshot. */
export function summaryOf({ policy, snapshot }: Held, bytes: number, parseMilliseconds: number): Summary {
  const counts = new Map<string, number>();
  for (const { mailbox } of snapshot.threads) counts.set(mailbox, (counts.get(mailbox) ?? 0) + 1);
  const span = spanOf(snapshot);
  return {
    bytes,
    parseMilliseconds,
    licensedUserCount: policy.licensedUserCount,
    threadCount: policy.threadCount,
    recordCount: snapshot.records.length,
    users: snapshot.users,
    roles: snapshot.roles,
    mailboxes: snapshot.mailboxes.map((mailbox) => inShort(mailbox, counts.get(mailbox.id) ?? 0)),
    events: eventsOf(snapshot),
    ...(span === undefined ? {} : { span }),
  };
}
