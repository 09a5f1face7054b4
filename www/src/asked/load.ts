import type { CrmRecord, Problem, Role, SharingMode, User } from "mailveil";

/** Where a snapshot comes from: a file, which stays where it is until the worker reads it, or an address beside the page. */
export type Source =
  | { readonly kind: "file"; readonly file: File }
  | { readonly kind: "address"; readonly url: string };

/** A mailbox, as far as the page needs it at all times. */
export interface MailboxInShort {
  readonly id: string;
  readonly address: string;
  readonly owner: string;
  /** Absent: never chosen, so private (Z-16). */
  readonly mode?: SharingMode;
  readonly control: "owner" | "administrator";
  readonly locked: boolean;
  readonly threads: number;
}

/** What happens at an instant of the snapshot's time line. */
export type EventKind = "backup" | "default" | "lock" | "period" | "support";

export interface Event {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: EventKind;
  /** What begins or ends, without content of mail. */
  readonly what: string;
}

/** What a loaded snapshot holds, as far as the page needs it at all times. Records and threads stay in the worker. */
export interface Summary {
  readonly bytes: number;
  readonly parseMilliseconds: number;
  readonly licensedUserCount: number;
  readonly threadCount: number;
  readonly recordCount: number;
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly mailboxes: readonly MailboxInShort[];
  readonly events: readonly Event[];
  /** The time of the first and of the latest message, in milliseconds since 1970, where any message tells its time. */
  readonly span?: readonly [number, number];
}

/** A failure, as it crosses over: an `Error` would lose its `code`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly path?: string;
  readonly offset?: number;
  readonly problems?: readonly Problem[];
  readonly total?: number;
}

export interface RecordHit {
  readonly id: string;
  readonly type: CrmRecord["type"];
  readonly name?: string;
  readonly row: number;
}

export interface ThreadHit {
  readonly id: string;
  readonly subject?: string;
  readonly mailbox: string;
  readonly lastMessageAt?: string;
  readonly row: number;
}

/** What is found, with the number of all that match. */
export interface Found<Hit> {
  readonly hits: readonly Hit[];
  readonly total: number;
}

export interface LoadMethods {
  load: { request: Source; answer: Summary };
  findRecords: { request: { readonly text: string }; answer: Found<RecordHit> };
  /** For administrators: it finds every thread, whoever sees it. */
  findThreads: { request: { readonly text: string; readonly mailbox?: string }; answer: Found<ThreadHit> };
}
