import {
  type CrmRecord,
  type Level,
  type Mailbox,
  Policy,
  type Snapshot,
  type Thread,
  type ThreadQuery,
} from "mailveil";
import { PAGE_SIZE } from "./limits.ts";
import type { Explanation, ExplainRequest, Listing, ListRequest, Question, Row, Show, Summary } from "./protocol.ts";

/** The levels in the order of the numbers that `visibleThreads` gives; 0 stands for threads that it does not list. */
const LEVELS: readonly Level[] = ["none", "metadata", "subject", "full"];

const THREAD_ACTIONS: readonly ThreadQuery["action"][] = [
  "reply",
  "forward",
  "archive",
  "delete",
  "share-thread",
  "unshare-thread",
];

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** For sorting only: the order of times is no rule. */
function lastMessage(thread: Thread): number {
  return thread.lastMessageAt === undefined ? 0 : Date.parse(thread.lastMessageAt);
}

function shows(show: Show, level: Level): boolean {
  if (show === "all") return true;
  return show === "visible" ? level !== "none" : level === show;
}

function contains(thread: Thread, find: string): boolean {
  if (find === "") return true;
  const texts = [thread.subject ?? "", thread.id, ...thread.participants];
  return texts.some((text) => text.toLowerCase().includes(find));
}

/** A snapshot that was accepted: its policy for the answers, its rows for showing them. */
export class LoadedSnapshot {
  readonly summary: Summary;
  readonly #policy: Policy;
  readonly #threads: readonly Thread[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #mailboxes: ReadonlyMap<string, Mailbox>;
  readonly #records: ReadonlyMap<string, CrmRecord>;
  /** Positions of the threads, the latest first. */
  readonly #latestFirst: readonly number[];

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    const start = performance.now();
    this.#policy = Policy.parse(bytes);
    const parseMilliseconds = performance.now() - start;
    const snapshot = JSON.parse(new TextDecoder().decode(bytes)) as Snapshot; // the policy has examined it
    this.#threads = snapshot.threads;
    this.#positions = new Map(snapshot.threads.map((thread, position) => [thread.id, position]));
    this.#mailboxes = byId(snapshot.mailboxes);
    this.#records = byId(snapshot.records);
    const times = snapshot.threads.map(lastMessage);
    this.#latestFirst = [...times.keys()].sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0));
    const latest = times[this.#latestFirst[0] ?? -1] ?? 0;
    this.summary = {
      bytes: bytes.length,
      parseMilliseconds,
      licensedUserCount: this.#policy.licensedUserCount,
      threadCount: this.#policy.threadCount,
      mailboxCount: snapshot.mailboxes.length,
      users: snapshot.users,
      records: snapshot.records,
      roleNames: new Map(snapshot.roles.map((role) => [role.id, role.name ?? role.id])),
      ...(latest > 0 ? { latestMessageAt: new Date(latest).toISOString().replace(".000Z", "Z") } : {}),
    };
  }

  free(): void {
    this.#policy.free();
  }

  list({ question, show, find, page }: ListRequest): Listing {
    const start = performance.now();
    const levels = this.#levels(question);
    const counts = { none: 0, metadata: 0, subject: 0, full: 0 };
    for (const level of levels) counts[LEVELS[level] ?? "none"] += 1;
    const wanted = find.trim().toLowerCase();
    const matching = this.#latestFirst.filter((position) => {
      const thread = this.#threads[position];
      return thread !== undefined && shows(show, LEVELS[levels[position] ?? 0] ?? "none") && contains(thread, wanted);
    });
    const lastPage = Math.max(0, Math.ceil(matching.length / PAGE_SIZE) - 1);
    const shown = Math.min(Math.max(page, 0), lastPage);
    const rows = matching
      .slice(shown * PAGE_SIZE, (shown + 1) * PAGE_SIZE)
      .map((position) => this.#row(position, LEVELS[levels[position] ?? 0] ?? "none"));
    return { counts, matching: matching.length, page: shown, rows, milliseconds: performance.now() - start };
  }

  explain({ question, thread }: ExplainRequest): Explanation {
    const { viewer, now, surface, record } = question;
    const row = this.#row(this.#positions.get(thread) ?? -1, "none");
    return {
      thread: row.thread,
      mailbox: row.mailbox,
      records: (row.thread.records ?? []).flatMap((id) => this.#records.get(id) ?? []),
      view: this.#policy.decide({ action: "view", viewer, thread, surface, record, now }),
      actions: THREAD_ACTIONS.map((action) => ({
        action,
        decision: this.#policy.decide({ action, viewer, thread, now }),
      })),
      whoCanView: this.#policy.whoCanView({ thread, surface, record, now }),
    };
  }

  /** The level of every thread, by position. */
  #levels(question: Question): Uint8Array {
    const visible = this.#policy.visibleThreads(question);
    const levels = new Uint8Array(this.#threads.length);
    visible.rows.forEach((position, n) => {
      levels[position] = visible.levels[n] ?? 0;
    });
    return levels;
  }

  #row(position: number, level: Level): Row {
    const thread = this.#threads[position];
    const mailbox = this.#mailboxes.get(thread?.mailbox ?? "");
    if (thread === undefined || mailbox === undefined) throw new Error("this thread is not in the snapshot");
    return { level, thread, mailbox };
  }
}
