// The rows of the tables that predicates of `mailveil/sql` read, by the default names of tables and columns.
import type { CrmRecord, Id, Thread } from "./snapshot.js";

/** A moment in UTC to the microsecond: `2026-11-21T09:30:00.000000Z`. What was finer is rounded to the side that hides. */
export type SqlInstant = string;

/** Rows to write into tables, each an object of columns. */
export interface SqlRows {
  /** One row for a thread. */
  readonly mv_thread: readonly SqlThread[];
  /** One row for a record that a thread links. */
  readonly mv_link: readonly SqlLink[];
  /** What excluded domains are compared with. */
  readonly mv_domain: readonly SqlDomain[];
  /** One row for a record. */
  readonly mv_record: readonly SqlRecord[];
  /** Who can access a record. */
  readonly mv_record_access: readonly SqlRecordAccess[];
  /** The records that the owner of a record-level mailbox ticked. */
  readonly mv_tick: readonly SqlTick[];
}

/** A row of `mv_link`. */
export interface SqlLink {
  /** The thread. */
  readonly thread: Id;
  /** The record that it links; empty for one whose id no database can hold. */
  readonly record: Id;
}

/** A row of `mv_record`. */
export interface SqlRecord {
  /** The record's id. */
  readonly id: Id;
  /** What kind of record it is. */
  readonly type: CrmRecord["type"];
}

/** A row of `mv_record_access`. */
export interface SqlRecordAccess {
  /** The record that can be accessed. */
  readonly record: Id;
  /** By whom: `e` everyone, `u:` and a user, `r:` and a role, `d:` and a role with those below it. */
  readonly principal: string;
}

/** A row of `mv_tick`. */
export interface SqlTick {
  /** A record-level mailbox. */
  readonly mailbox: Id;
  /** The record that its owner ticked. */
  readonly record: Id;
}

/** A row of `mv_thread`. */
export interface SqlThread {
  /** The thread's id. */
  readonly id: Id;
  /** The mailbox that it is in. */
  readonly mailbox: Id;
  /** Deleted threads have rows, too. */
  readonly state: NonNullable<Thread["state"]>;
  /** The owner's choice; null: none. */
  readonly sharing: NonNullable<Thread["sharing"]> | null;
  /** When it began; null: nobody says, or too early for a table. */
  readonly first_at: SqlInstant | null;
  /** When its last message came; null: nobody says, or too late for a table. */
  readonly last_at: SqlInstant | null;
}

/** A row of `mv_domain`: a participant with one of the domains that may be excluded. */
export interface SqlDomain {
  /** The thread that the participant takes part in. */
  readonly thread: Id;
  /** A suffix of the participant's domain on label borders; empty where it cannot be read, or nobody takes part. */
  readonly suffix: string;
  /** Normalised; of what is no address, the lower-cased text. */
  readonly address: string;
  /** The address without its `+part`. */
  readonly base: string | null;
  /** The lower-cased text, where that is not the address. */
  readonly name: string | null;
}
