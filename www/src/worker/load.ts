import type { Snapshot, Thread } from "mailveil";
import type { Found, RecordHit, Summary, ThreadHit } from "../asked/load.ts";
import type { Request } from "../asked/methods.ts";
import type { Context } from "./context.ts";
import { Held } from "./held.ts";
import { Policy } from "./mailveil.ts";
import { summaryOf } from "./summary.ts";

/** More than this nobody reads: keep typing. */
const HITS_MAX = 50;

export interface Loaded {
  readonly held: Held;
  readonly summary: Summary;
}

/** Examines and indexes. Between the steps the page hears how far it is. */
export async function accept(bytes: Uint8Array<ArrayBuffer>, context: Context): Promise<Loaded> {
  context.tell({ stage: "Examining" });
  await context.pause();
  const start = performance.now();
  const policy = Policy.parse(bytes);
  const parseMilliseconds = performance.now() - start;
  context.tell({ stage: "Preparing" });
  await context.pause();
  const snapshot = JSON.parse(new TextDecoder().decode(bytes)) as Snapshot; // the policy has examined it
  const held = new Held(policy, snapshot);
  return { held, summary: summaryOf(held, bytes.length, parseMilliseconds) };
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Every word occurs somewhere in the text. */
export function containsAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function found<T, Hit>(rows: readonly T[], matches: (row: T) => boolean, hit: (row: T, n: number) => Hit): Found<Hit> {
  const hits: Hit[] = [];
  let total = 0;
  rows.forEach((row, n) => {
    if (!matches(row)) return;
    total += 1;
    if (hits.length < HITS_MAX) hits.push(hit(row, n));
  });
  return { hits, total };
}

export function findRecords({ snapshot }: Held, { text }: Request<"findRecords">): Found<RecordHit> {
  const words = wordsOf(text);
  return found(
    snapshot.records,
    ({ id, name = "", type }) => containsAll(`${id} ${name} ${type}`, words),
    ({ id, name, type }, row) => ({ id, type, row, ...(name === undefined ? {} : { name }) }),
  );
}

export function findThreads({ snapshot }: Held, { text, mailbox }: Request<"findThreads">): Found<ThreadHit> {
  const words = wordsOf(text);
  return found(
    snapshot.threads,
    (thread) => (mailbox ?? thread.mailbox) === thread.mailbox && containsAll(searchable(thread), words),
    ({ id, subject, lastMessageAt, ...thread }, row) => ({
      id,
      row,
      mailbox: thread.mailbox,
      ...(subject === undefined ? {} : { subject }),
      ...(lastMessageAt === undefined ? {} : { lastMessageAt }),
    }),
  );
}

function searchable({ id, subject = "", participants }: Thread): string {
  return `${id} ${subject} ${participants.join(" ")}`;
}
