import type { CrmRecord, Level, Mailbox, Snapshot, Thread } from "mailveil";
import type { Policy } from "./mailveil.ts";
import { Lately } from "./lately.ts";
import { Rows } from "./rows.ts";

/** The levels in the order of the numbers that `visibleThreads` gives; 0 stands for threads that it does not list. */
export const LEVELS: readonly Level[] = ["none", "metadata", "subject", "full"];

/** A snapshot that was accepted: its policy for the answers, its rows for showing them. */
export class Held {
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly threads: Rows<Thread>;
  readonly records: Rows<CrmRecord>;
  readonly mailboxes: Rows<Mailbox>;
  /** What was asked last, so that scrolling asks for nothing anew. */
  readonly lately = new Lately();
  #latestFirst: Uint32Array | undefined;

  constructor(policy: Policy, snapshot: Snapshot) {
    this.policy = policy;
    this.snapshot = snapshot;
    this.threads = new Rows("thread", snapshot.threads);
    this.records = new Rows("record", snapshot.records);
    this.mailboxes = new Rows("mailbox", snapshot.mailboxes);
  }

  free(): void {
    this.policy.free();
  }

  /** The place of every thread when the latest comes first. */
  get latestFirst(): Uint32Array {
    this.#latestFirst ??= placesLatestFirst(this.snapshot.threads);
    return this.#latestFirst;
  }
}

/** For sorting only: the order of times is no rule. */
export function lastMessage(thread: Thread): number {
  return thread.lastMessageAt === undefined ? 0 : Date.parse(thread.lastMessageAt);
}

function placesLatestFirst(threads: readonly Thread[]): Uint32Array {
  const times = Float64Array.from(threads, lastMessage);
  const order = Uint32Array.from(threads.keys()).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || a - b);
  const places = new Uint32Array(order.length);
  order.forEach((row, place) => {
    places[row] = place;
  });
  return places;
}
