import type { Mailbox, Snapshot } from "mailveil";
import type { Event, EventKind } from "../asked/load.ts";

/** More than this no time line can show apart. */
const EVENTS_MAX = 2_000;

/** The instants at which an answer may change by itself, and those of locks: what the time line marks. */
export function eventsOf(snapshot: Snapshot): Event[] {
  const events = [...supportEvents(snapshot), ...snapshot.mailboxes.flatMap(mailboxEvents)];
  return events.sort((a, b) => a.at - b.at).slice(0, EVENTS_MAX);
}

function event(at: string | undefined, kind: EventKind, what: string): Event[] {
  return at === undefined ? [] : [{ at: Date.parse(at), kind, what }];
}

function supportEvents({ supportAccess = [] }: Snapshot): Event[] {
  return supportAccess.flatMap(({ activatedAt, expiresAt, revokedAt }) => [
    ...event(activatedAt, "support", "Support access begins"),
    ...event(expiresAt, "support", "Support access expires"),
    ...event(revokedAt, "support", "Support access is revoked"),
  ]);
}

function mailboxEvents({ address, lock, backups = [], sharing }: Mailbox): Event[] {
  return [
    ...event(lock?.at, "lock", `${address} is locked`),
    ...backups.flatMap(({ takenAt, status }) =>
      event(takenAt, "backup", `${address}: backup ${status === "completed" ? "completed" : "begins"}`),
    ),
    ...sharingEvents(address, sharing),
  ];
}

function sharingEvents(address: string, sharing: Mailbox["sharing"]): Event[] {
  switch (sharing?.mode) {
    case "complete":
    case "record-level":
      return sharing.audience.flatMap((member) => periodEvents(`${address}: a member of the audience`, member));
    case "shared-mailbox":
      return sharing.grants.flatMap((grant) => periodEvents(`${address}: a grant`, grant));
    case "per-thread":
      return event(sharing.defaultSince, "default", `${address}: the default for new threads begins`);
    case "private":
    case undefined:
      return [];
  }
}

function periodEvents(what: string, { from, until }: { from?: string; until?: string }): Event[] {
  return [...event(from, "period", `${what} begins`), ...event(until, "period", `${what} ends`)];
}
