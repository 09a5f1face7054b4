// Many threads in plain JavaScript: filtering items, and listing the rows that a viewer sees.
import type { Thread } from "mailveil";
import { FULL, NONE, type PlainViewer } from "./plain.ts";

/** What an item keeps below full; each level by its own list (section 9). */
const KEPT: readonly ReadonlySet<string>[] = [
  new Set(),
  new Set(["id", "mailbox", "participants", "lastMessageAt"]),
  new Set(["id", "mailbox", "participants", "lastMessageAt", "subject"]),
];

/** The items that the viewer may be shown, cut to what they may see of each. */
export function filter<Item extends Thread>(viewer: PlainViewer, items: readonly Item[]): object[] {
  const shown: object[] = [];
  for (const item of items) {
    const level = viewer.level(item);
    if (level === FULL) shown.push(item);
    else if (level !== NONE) shown.push(cut(item, KEPT[level] ?? new Set()));
  }
  return shown;
}

function cut(item: object, kept: ReadonlySet<string>): object {
  const left: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    if (kept.has(name)) left[name] = value;
  }
  return left;
}

/** Bytes to objects by Buffer's own methods, because they are the fastest that Node has. */
export const parseBody = (body: Uint8Array): Thread[] =>
  JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString());

/** Filters the bytes of a JSON array. */
export const filterBody = (viewer: PlainViewer, body: Uint8Array): Uint8Array =>
  Buffer.from(JSON.stringify(filter(viewer, parseBody(body))));

/** The rows of the threads that the viewer sees, in order. */
export function visibleThreads(viewer: PlainViewer, threads: readonly Thread[]): { rows: number[]; levels: number[] } {
  const rows: number[] = [];
  const levels: number[] = [];
  for (let row = 0; row < threads.length; row += 1) {
    const level = viewer.level(threads[row] as Thread);
    if (level !== NONE) {
      rows.push(row);
      levels.push(level);
    }
  }
  return { rows, levels };
}
