// The answers that a policy gives, all of them plain and JSON-compatible.
import type { Operation, RestrictedOperation } from "./query.js";
import type { Id, Instant, Level, SharingMode, SystemOperation, UserStatus } from "./snapshot.js";

/** May they? And if not, or if so: why? */
export interface Decision {
  /** Whether it may be done. A view is allowed when its level is above `none`. */
  readonly outcome: "allowed" | "denied";
  /** How much is seen. Only with the action `view`. */
  readonly level?: Level;
  /** Every condition that was not met, or the one that granted it. */
  readonly reasons: readonly Reason[];
  /** What the caller must do when acting on the decision. */
  readonly obligations: readonly Obligation[];
}

/** Write what was done into the audit log (S-09). */
export interface AuditObligation {
  /** Tells the obligations apart. */
  readonly kind: "audit";
}

/** Make this user the owner of the record that is created (S-08). */
export interface SetRecordOwnerObligation {
  /** Tells the obligations apart. */
  readonly kind: "set-record-owner";
  /** The support agent who creates the record. */
  readonly owner: Id;
}

/** What comes with a decision about a support agent. It is to be fulfilled when acting on the decision, or the action left undone. */
export type Obligation = AuditObligation | SetRecordOwnerObligation;

/**
 * Why, for owners, administrators and logs: a reason tells that a thread, a link or a rule exists.
 * It names ids, never names, subjects or addresses. `redactDecision` gives what any viewer may be shown.
 */
export interface Reason {
  /** Stable: a program may look at it. For people, see `mailveil/messages`. */
  readonly code: ReasonCode;
  /** The rule that the code stands on, such as `Z-06`. */
  readonly rule: RuleNumber;
  /** The record in question: on `record-access-missing`, `record-not-linked`, `record-type-not-eligible`, `no-shared-record`. */
  readonly record?: Id;
  /** The matching entry of an exclusion list, normalised: on `excluded-domain`. */
  readonly domain?: string;
  /** On `system-operation-missing`, and on `support-restricted` and `support-operation` of `operate`. */
  readonly operation?: Operation | SystemOperation;
  /** The number of the restriction, from 0 to 32: on `support-restricted`. */
  readonly restriction?: number;
  /**
   * When the first entry that would have served begins, where none of them has ended: on `not-in-audience`, `no-read-right`,
   * `no-send-right` and `no-configure-right`. In UTC, like `2026-11-21T09:30:00Z`, with as many fraction digits as needed.
   */
  readonly from?: Instant;
  /** When the last of the entries that would have served ended, on the same codes. */
  readonly until?: Instant;
}

/** Why something is allowed or denied. `docs/reasons.md` explains each; the meaning of a code never changes. */
export type ReasonCode =
  | "administrator"
  | "already-locked"
  | "backup-available"
  | "backup-exists"
  | "backup-in-progress"
  | "configure-right"
  | "controlled-by-administrator"
  | "everything-already-shared"
  | "excluded-domain"
  | "foreign-domain"
  | "in-audience"
  | "is-shared-mailbox"
  | "level-too-low"
  | "mailbox-locked"
  | "mailbox-owner"
  | "mailbox-private"
  | "mode-without-backup"
  | "mode-without-exclusions"
  | "mode-without-record-sharing"
  | "mode-without-thread-sharing"
  | "no-configure-right"
  | "no-earlier-backup"
  | "no-live-support-access"
  | "no-read-right"
  | "no-send-right"
  | "no-shared-record"
  | "not-a-participant"
  | "not-a-shared-mailbox"
  | "not-administrator"
  | "not-in-audience"
  | "not-locked"
  | "not-mailbox-owner"
  | "not-reactivated-since-backup"
  | "own-mailbox"
  | "owner-deactivated-without-backup"
  | "owner-not-deactivated"
  | "participant"
  | "read-right"
  | "record-access-missing"
  | "record-not-linked"
  | "record-type-not-eligible"
  | "send-right"
  | "settings-not-saved-since-reactivation"
  | "shared-thread"
  | "sole-administrator"
  | "support-access-not-live"
  | "support-access-too-short"
  | "support-operation"
  | "support-restricted"
  | "support-slot-taken"
  | "surface-not-allowed"
  | "system-operation-missing"
  | "thread-archived"
  | "thread-deleted"
  | "thread-not-linked"
  | "thread-private"
  | "unreadable-participant"
  | "viewer-not-active";

/** The rules that reasons cite. A number never changes its meaning. */
export type RuleNumber =
  | "C-03"
  | "C-04"
  | "C-07"
  | "C-08"
  | "C-09"
  | "C-12"
  | "M-01"
  | "M-02"
  | "M-03"
  | "M-04"
  | "M-05"
  | "M-06"
  | "M-08"
  | "M-09"
  | "M-10"
  | "M-11"
  | "M-12"
  | "M-13"
  | "M-14"
  | "P-03"
  | "P-04"
  | "P-05"
  | "P-06"
  | "P-10"
  | "P-11"
  | "S-02"
  | "S-05"
  | "S-07"
  | "S-08"
  | "S-11"
  | "S-12"
  | "X-01"
  | "X-03"
  | "X-06"
  | "Z-02"
  | "Z-04"
  | "Z-05"
  | "Z-06"
  | "Z-09"
  | "Z-11"
  | "Z-12"
  | "Z-14"
  | "Z-15"
  | "Z-17";

/** A user who sees the thread, how much, and why. */
export interface ThreadViewer {
  /** The user who sees the thread. */
  readonly user: Id;
  /** How much of it: never `none`. */
  readonly level: Level;
  /** Why, as in the decision of a `view`. */
  readonly reasons: readonly Reason[];
}

/** Everyone who sees a thread, in snapshot order. */
export interface WhoCanView {
  /** Members of the organisation. */
  readonly members: readonly ThreadViewer[];
  /** Apart, because support agents are hidden from the organisation's user lists (S-04). */
  readonly supportAgents: readonly ThreadViewer[];
}

/** What an administrator may do with a mailbox from the administration page. */
export type AdministrationAction =
  | "assign-sharing"
  | "edit-excluded-domains"
  | "lock"
  | "unlock"
  | "back-up"
  | "back-up-latest";

/** One mailbox as administrators see it (Z-08, M-07). */
export interface MailboxAdministrationRow {
  /** The mailbox of this row. */
  readonly mailbox: Id;
  /** Its owner. */
  readonly owner: Id;
  /** Whether the owner is still there: leavers are `deactivated`, and their mailboxes may be backed up (M-01). */
  readonly ownerStatus: UserStatus;
  /** `private` where sharing was never chosen (Z-16). */
  readonly mode: SharingMode;
  /** Who chose how the mailbox shares (Z-02, Z-03). */
  readonly control: "owner" | "administrator";
  /** Whether its settings are locked (M-09). */
  readonly locked: boolean;
  /** A backup in progress hides completed ones. */
  readonly backup: "none" | "in-progress" | "completed";
  /** May the viewer do this with the mailbox? The same as asking `decide`, one by one. */
  readonly decisions: Readonly<Record<AdministrationAction, Decision>>;
}

/** All mailboxes for the administration page (M-07), or why the viewer may not see it. */
export interface MailboxAdministration {
  /** Whether the viewer may see the page at all (M-02). */
  readonly decision: Decision;
  /** All mailboxes in snapshot order, or none when denied. */
  readonly rows: readonly MailboxAdministrationRow[];
}

/** One operation that support agents may not perform. */
export interface SupportRestriction {
  /** The number in the list of restrictions: 1 to 32 (S-07), and 0 for deleting records (S-12). */
  readonly restriction: number;
  /** What is not allowed. A restriction may stand for several operations. */
  readonly operation: RestrictedOperation;
}
