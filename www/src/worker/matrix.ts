import type { SharingMode } from "mailveil";
import type { ByLevel, Everybody, Matrix, ModeReach } from "../asked/matrix.ts";
import type { Answer, Request } from "../asked/methods.ts";
import type { Context } from "./context.ts";
import { type Held, LEVELS } from "./held.ts";
import { Reaches } from "./reaches.ts";

/** 12 million cells take 36 MB. More than that no screen shows and no page holds at ease. */
const CELLS_MAX = 12_000_000;

/** How long the worker goes on before it tells how far it is, and hears whether anybody still waits. */
const CHUNK_MILLISECONDS = 40;

/** For every thread, the row of its mailbox. */
function mailboxOfThreads(held: Held): Uint32Array {
  return held.lately.once("mailbox of threads", () =>
    Uint32Array.from(held.snapshot.threads, ({ mailbox }) => held.mailboxes.row(mailbox)),
  );
}

function threadsByMailbox(held: Held): Uint32Array {
  return held.lately.once("threads by mailbox", () => {
    const counts = new Uint32Array(held.snapshot.mailboxes.length);
    for (const mailbox of mailboxOfThreads(held)) counts[mailbox] = (counts[mailbox] ?? 0) + 1;
    return counts;
  });
}

/** Who sees what: the lists of all users, one after another. */
export async function matrix(held: Held, everybody: Everybody, context: Context): Promise<Matrix> {
  const start = performance.now();
  const { users, mailboxes } = held.snapshot;
  if (users.length * mailboxes.length > CELLS_MAX) throw new Error("this organisation is too large for one matrix");
  const shares = new Uint8Array(users.length * mailboxes.length * 3);
  const reaches = new Reaches(held.snapshot);
  const modes = new Modes(held);
  const totals: ByLevel[] = [];
  let told = performance.now();
  for (const [user, { id }] of users.entries()) {
    const seen = held.policy.visibleThreads({ viewer: id, ...everybody });
    const counts = countByMailbox(seen, mailboxOfThreads(held), mailboxes.length);
    totals.push(fill(shares, user * mailboxes.length * 3, counts, threadsByMailbox(held)));
    reaches.add(id, seen);
    modes.add(id, counts);
    if (performance.now() - told > CHUNK_MILLISECONDS) {
      context.tell({ stage: "Asking for every user", done: user / users.length });
      await context.pause();
      told = performance.now();
    }
  }
  const milliseconds = performance.now() - start;
  return { shares, users: totals, reach: reaches.all(), modes: modes.all(), milliseconds };
}

type Seen = { readonly rows: Uint32Array; readonly levels: Uint8Array };

/** Numbers of threads by mailbox and level. */
function countByMailbox({ rows, levels }: Seen, mailboxOf: Uint32Array, mailboxes: number): Uint32Array {
  const counts = new Uint32Array(mailboxes * 3);
  for (let n = 0; n < rows.length; n += 1) {
    const at = (mailboxOf[rows[n] ?? 0] ?? 0) * 3 + (levels[n] ?? 1) - 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Any thread at all is a share above 0. */
function fill(shares: Uint8Array, at: number, counts: Uint32Array, totals: Uint32Array): ByLevel {
  const sums: [number, number, number] = [0, 0, 0];
  for (let n = 0; n < counts.length; n += 1) {
    const count = counts[n] ?? 0;
    if (count === 0) continue;
    shares[at + n] = Math.ceil((count / (totals[Math.floor(n / 3)] ?? count)) * 255);
    const level = n % 3;
    sums[level] = (sums[level] ?? 0) + count;
  }
  return sums;
}

const MODES: readonly SharingMode[] = ["private", "record-level", "complete", "per-thread", "shared-mailbox"];

/** What others than the owner see, by mode. */
class Modes {
  readonly #held: Held;
  readonly #owners: readonly string[];
  readonly #modes: readonly number[];
  readonly #seen = MODES.map((): [number, number, number] => [0, 0, 0]);

  constructor(held: Held) {
    this.#held = held;
    this.#owners = held.snapshot.mailboxes.map(({ owner }) => owner);
    this.#modes = held.snapshot.mailboxes.map(({ sharing }) => MODES.indexOf(sharing?.mode ?? "private"));
  }

  add(user: string, counts: Uint32Array): void {
    for (let n = 0; n < counts.length; n += 1) {
      const count = counts[n] ?? 0;
      const mailbox = Math.floor(n / 3);
      const seen = this.#seen[this.#modes[mailbox] ?? 0];
      if (count === 0 || seen === undefined || this.#owners[mailbox] === user) continue;
      const level = n % 3;
      seen[level] = (seen[level] ?? 0) + count;
    }
  }

  all(): ModeReach[] {
    const totals = threadsByMailbox(this.#held);
    const others = Math.max(0, this.#held.snapshot.users.length - 1);
    return MODES.map((mode, n) => {
      const mailboxes = this.#modes.flatMap((of, mailbox) => (of === n ? [mailbox] : []));
      const threads = mailboxes.reduce((sum, mailbox) => sum + (totals[mailbox] ?? 0), 0);
      return { mode, mailboxes: mailboxes.length, pairs: threads * others, seen: this.#seen[n] ?? [0, 0, 0] };
    });
  }
}

function seenBy(held: Held, user: string, { now, surface }: Everybody): Seen {
  const query = { viewer: user, now, surface };
  return held.lately.once(["seen by", query], () => held.policy.visibleThreads(query));
}

export function cell(held: Held, request: Request<"cell">): Answer<"cell"> {
  const mailbox = held.mailboxes.row(request.mailbox);
  const counts = countByMailbox(
    seenBy(held, request.user, request),
    mailboxOfThreads(held),
    held.snapshot.mailboxes.length,
  );
  const [metadata = 0, subject = 0, full = 0] = counts.subarray(mailbox * 3);
  return { threads: threadsByMailbox(held)[mailbox] ?? 0, seen: [metadata, subject, full] };
}

/** Zoomed in on one mailbox: a column for each of its threads, the latest first. */
export async function mailboxCells(
  held: Held,
  request: Request<"mailboxCells">,
  context: Context,
): Promise<Answer<"mailboxCells">> {
  const mailbox = held.mailboxes.row(request.mailbox);
  const mailboxOf = mailboxOfThreads(held);
  const places = held.latestFirst;
  const rows = Uint32Array.from(Array.from(mailboxOf.keys()).filter((row) => mailboxOf[row] === mailbox)).sort(
    (a, b) => (places[a] ?? 0) - (places[b] ?? 0),
  );
  const { users } = held.snapshot;
  if (rows.length * users.length > CELLS_MAX) throw new Error("this mailbox is too large for one matrix");
  const columns = new Map([...rows].map((row, column) => [row, column]));
  const levels = new Uint8Array(users.length * rows.length);
  for (const [user, { id }] of users.entries()) {
    const { now, surface } = request;
    const seen = held.policy.visibleThreads({ viewer: id, now, surface });
    seen.rows.forEach((row, n) => {
      const column = columns.get(row);
      if (column !== undefined) levels[user * rows.length + column] = seen.levels[n] ?? 0;
    });
    if (user % 32 === 31) {
      context.tell({ stage: "Asking for every user", done: user / users.length });
      await context.pause();
    }
  }
  return { mailbox: request.mailbox, rows, levels };
}

export function matrixThread(held: Held, request: Request<"matrixThread">): Answer<"matrixThread"> {
  const { id, subject, lastMessageAt } = held.threads.at(request.row);
  const { rows, levels } = seenBy(held, request.user, request);
  const level = LEVELS[levels[rows.indexOf(request.row)] ?? 0] ?? "none";
  return {
    id,
    row: request.row,
    level,
    ...(subject === undefined ? {} : { subject }),
    ...(lastMessageAt === undefined ? {} : { lastMessageAt }),
  };
}
