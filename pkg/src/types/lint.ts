// What looks like a mistake in a snapshot (section 12 of the rules).
import type { Moment } from "./query.js";

/** What is looked for, and when. */
export interface LintQuery {
  /** The moment at which audiences, grants, backups and support access are looked at. Default: the present. */
  readonly now?: Moment | undefined;
}

/** What was found, in the order of the codes in `docs/lint.md`, and then of the snapshot. */
export interface Findings {
  /** The first 1,000 of them. */
  readonly findings: readonly Finding[];
  /** How many there are in all. */
  readonly total: number;
}

/** Something that looks like a mistake, or that somebody should know of. No decision rests on it. */
export interface Finding {
  /** Stable: a program may look at it. For people, see `mailveil/messages`. */
  readonly code: FindingCode;
  /** How bad it is. */
  readonly severity: Severity;
  /** JSON Pointer into the snapshot. Rows are those of the policy, also after changes. */
  readonly path: string;
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** How many threads it is about, on codes that are told once for all threads of a mailbox. */
  readonly count?: number;
}

/** `risk`: mail may be shown, hidden or lost against what was meant. `waste`: a setting does nothing. `hint`: it may well be meant so. */
export type Severity = "risk" | "waste" | "hint";

/** What can be found. `docs/lint.md` explains each; the meaning of a code never changes. */
export type FindingCode =
  | "address-of-two"
  | "audience-reaches-nobody"
  | "backup-behind"
  | "choice-without-effect"
  | "domain-covered"
  | "domain-one-label"
  | "domain-unmatched"
  | "everyone-sees-all"
  | "grant-reaches-nobody"
  | "leaver-without-backup"
  | "member-ended"
  | "member-inactive"
  | "no-administrator"
  | "nobody-configures"
  | "participants-unreadable"
  | "record-unreachable"
  | "send-without-read"
  | "shared-but-unseen"
  | "sole-administrator"
  | "support-access-live"
  | "support-access-long"
  | "tick-not-eligible";
