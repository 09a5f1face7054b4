// What can be wrong with a snapshot or a question.

/** One thing wrong with a snapshot. */
export interface Problem {
  /** Stable: a program may look at it. For people, see `mailveil/messages`. */
  readonly code: ProblemCode;
  /** JSON Pointer to it; empty for the whole. */
  readonly path: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** How many bytes of UTF-8 stand before it: on `json-syntax`. */
  readonly offset?: number;
}

/** Everything wrong with a snapshot, in document order. */
export interface Diagnosis {
  /** The first 1,000 of them. */
  readonly problems: readonly Problem[];
  /** How many there are in all. 0: the snapshot is accepted. */
  readonly total: number;
}

/** What can be wrong with a snapshot. `docs/reasons.md` explains each; the meaning of a code never changes. */
export type ProblemCode =
  | "duplicate-grantee"
  | "duplicate-id"
  | "duplicate-key"
  | "empty-audience"
  | "empty-period"
  | "invalid-address"
  | "invalid-domain"
  | "invalid-id"
  | "invalid-time"
  | "json-syntax"
  | "limit-exceeded"
  | "missing-field"
  | "owner-as-grantee"
  | "role-cycle"
  | "support-access-overlap"
  | "support-access-too-short"
  | "support-agent-misused"
  | "too-many-excluded-domains"
  | "unknown-field"
  | "unknown-reference"
  | "unknown-value"
  | "unsupported-version"
  | "wrong-type";

/** The `code` of a `MailveilError`. */
export type ErrorCode =
  | "duplicate-key"
  | "freed"
  | "instance-lost"
  | "invalid-field"
  | "invalid-pointer"
  | "invalid-records"
  | "invalid-snapshot"
  | "invalid-threads"
  | "invalid-time"
  | "json-syntax"
  | "missing-field"
  | "no-webassembly"
  | "not-a-support-agent"
  | "not-an-array"
  | "not-an-object"
  | "not-initialized"
  | "unknown-action"
  | "unknown-field"
  | "unknown-mailbox"
  | "unknown-operation"
  | "unknown-record"
  | "unknown-thread"
  | "unknown-value"
  | "unknown-viewer"
  | "wrong-type";
