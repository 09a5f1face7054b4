import type { Thread, ThreadQuery } from "mailveil";
import type { Answer, Request } from "../asked/methods.ts";
import type { Folder, Line, Look, Page, RecordEntry } from "../asked/viewer.ts";
import { type Held, LEVELS } from "./held.ts";
import { containsAll, wordsOf } from "./load.ts";

const THREAD_ACTIONS: readonly ThreadQuery["action"][] = [
  "reply",
  "forward",
  "archive",
  "delete",
  "share-thread",
  "unshare-thread",
];

interface Seen {
  /** Rows of threads, in the order in which they are listed. */
  readonly rows: readonly number[];
  readonly levelOf: (row: number) => number;
}

/** What a list of the module says, the latest message first. */
function seen(held: Held, { viewer, now }: Look, place: { surface: "mailbox" | "record"; record?: string }): Seen {
  return held.lately.once(["seen", viewer, now, place], () => {
    const { rows, levels } = held.policy.visibleThreads({ viewer, now, ...place });
    const level = new Map<number, number>();
    rows.forEach((row, n) => {
      level.set(row, levels[n] ?? 0);
    });
    const places = held.latestFirst;
    const sorted = [...rows].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    return { rows: sorted, levelOf: (row) => level.get(row) ?? 0 };
  });
}

function placeOf(held: Held, page: Page): { surface: "mailbox" | "record"; record?: string } {
  if (page.surface === "mailbox") return { surface: "mailbox" };
  return { surface: "record", record: held.records.of(page.record).id };
}

export function desk(held: Held, look: Request<"desk">): Answer<"desk"> {
  const inTab = seen(held, look, { surface: "mailbox" });
  const counts = new Map<string, number>();
  for (const { id, owner } of held.snapshot.mailboxes) if (owner === look.viewer) counts.set(id, 0);
  for (const row of inTab.rows) {
    const { mailbox } = held.threads.at(row);
    counts.set(mailbox, (counts.get(mailbox) ?? 0) + 1);
  }
  const folders: Folder[] = [...counts].map(([mailbox, threads]) => ({ mailbox, threads }));
  return {
    folders,
    sendFrom: held.policy.sendFromMailboxes(look),
    counts: { mailbox: inTab.rows.length, record: seen(held, look, { surface: "record" }).rows.length },
    records: linkedRecords(held, look).length,
  };
}

/** Rows of the records whose mail the viewer sees on some record's page, by name. */
function linkedRecords(held: Held, look: Look): readonly number[] {
  return held.lately.once(["records", look.viewer, look.now], () => {
    const linked = new Set<number>();
    for (const row of seen(held, look, { surface: "record" }).rows) {
      for (const record of held.threads.at(row).records ?? []) linked.add(held.records.row(record));
    }
    const name = (row: number): string => held.records.at(row).name ?? held.records.at(row).id;
    return [...linked].sort((a, b) => name(a).localeCompare(name(b), "en"));
  });
}

export function recordEntries(held: Held, request: Request<"recordEntries">): Answer<"recordEntries"> {
  const { from, count, text, ...look } = request;
  const words = wordsOf(text);
  const matching = linkedRecords(held, look).filter((row) => {
    const { id, name = "", type } = held.records.at(row);
    return containsAll(`${id} ${name} ${type}`, words);
  });
  const entries = matching.slice(from, from + count).map((row): RecordEntry => {
    const { id, name, type } = held.records.at(row);
    const threads = seen(held, look, { surface: "record", record: id }).rows.length;
    return { id, type, row, threads, ...(name === undefined ? {} : { name }) };
  });
  return { total: matching.length, from, entries };
}

/** What a level shows of a thread. */
function lineOf(thread: Thread, row: number, number: number): Line {
  const level = LEVELS[number] ?? "none";
  if (level === "none") throw new Error("the viewer does not see this thread");
  const { id, mailbox, participants, lastMessageAt, subject } = thread;
  return {
    id,
    row,
    level,
    participants,
    mailbox,
    ...(lastMessageAt === undefined ? {} : { lastMessageAt }),
    ...(level === "metadata" || subject === undefined ? {} : { subject }),
  };
}

function textOf({ participants, subject = "" }: Line): string {
  return `${subject} ${participants.join(" ")}`;
}

export function lines(held: Held, request: Request<"lines">): Answer<"lines"> {
  const { from, count, text, page, viewer, now } = request;
  const { rows, levelOf } = seen(held, { viewer, now }, placeOf(held, page));
  const mailbox = page.surface === "mailbox" ? page.mailbox : undefined;
  const words = wordsOf(text);
  const line = (row: number): Line => lineOf(held.threads.at(row), row, levelOf(row));
  const matching = held.lately.once(["lines", viewer, now, page, text], () =>
    rows.filter((row) => {
      if (mailbox !== undefined && held.threads.at(row).mailbox !== mailbox) return false;
      return words.length === 0 || containsAll(textOf(line(row)), words);
    }),
  );
  return { total: matching.length, from, lines: matching.slice(from, from + count).map(line) };
}

export function open(held: Held, request: Request<"open">): Answer<"open"> {
  const { viewer, now, page } = request;
  const row = held.threads.row(request.thread);
  const thread = held.threads.at(row);
  const query = { viewer, now, thread: thread.id };
  const view = held.policy.decide({ action: "view", ...query, ...placeOf(held, page) });
  if (view.outcome === "denied") return undefined;
  const line = lineOf(thread, row, LEVELS.indexOf(view.level ?? "none"));
  return {
    line,
    ...(thread.firstMessageAt === undefined ? {} : { firstMessageAt: thread.firstMessageAt }),
    records: (thread.records ?? []).map((record) => held.records.of(record)),
    view,
    actions: THREAD_ACTIONS.map((action) => ({ action, decision: held.policy.decide({ action, ...query }) })),
  };
}
