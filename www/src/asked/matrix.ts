import type { Level, SharingMode, Surface } from "mailveil";

/** Where and when everybody looks. */
export interface Everybody {
  readonly now: string;
  readonly surface?: Surface;
}

/** Numbers of threads by level: metadata, subject, full. */
export type ByLevel = readonly [number, number, number];

/** What a role reaches: threads that at least one user who holds it, or a role below it, sees. */
export interface Reach {
  readonly role: string;
  readonly users: number;
  readonly threads: number;
  readonly full: number;
}

/** What others than the owner see of the mailboxes of a mode. `pairs` counts every user and thread there could be. */
export interface ModeReach {
  readonly mode: SharingMode;
  readonly mailboxes: number;
  readonly pairs: number;
  readonly seen: ByLevel;
}

/** Who sees what, for all users and mailboxes, each in snapshot order. */
export interface Matrix {
  /** For user `u`, mailbox `m` and level `l` (metadata, subject, full) the share of the threads, 0 to 255, at `(u * mailboxes + m) * 3 + l`. */
  readonly shares: Uint8Array;
  /** For each user, the number of threads at each level. */
  readonly users: readonly ByLevel[];
  readonly reach: readonly Reach[];
  readonly modes: readonly ModeReach[];
  readonly milliseconds: number;
}

/** One cell, exactly. */
export interface Cell {
  readonly threads: number;
  readonly seen: ByLevel;
}

/** The threads of one mailbox, and the level at which each user sees each: at `u * threads + t`, 0 is none. */
export interface MailboxCells {
  readonly mailbox: string;
  readonly rows: Uint32Array;
  readonly levels: Uint8Array;
}

export interface MatrixThread {
  readonly id: string;
  readonly row: number;
  readonly subject?: string;
  readonly lastMessageAt?: string;
  readonly level: Level;
}

export interface MatrixMethods {
  matrix: { request: Everybody; answer: Matrix };
  cell: { request: Everybody & { readonly user: string; readonly mailbox: string }; answer: Cell };
  mailboxCells: { request: Everybody & { readonly mailbox: string }; answer: MailboxCells };
  matrixThread: { request: Everybody & { readonly user: string; readonly row: number }; answer: MatrixThread };
}
