import type {
  CrmRecord,
  Exposure,
  Mailbox,
  MailboxAdministration,
  PatchOperation,
  Proposal,
  ProposeQuery,
} from "mailveil";
import type { SupportAccess, SupportRestriction } from "mailveil";
import type { Summary } from "./load.ts";

/** A proposal as the form has it: what it asks is for the module to examine. */
export interface Proposed {
  readonly action: ProposeQuery["action"];
  readonly viewer: string;
  readonly now: string;
  readonly mailbox?: string;
  readonly thread?: string;
  readonly record?: string;
  readonly expiresAt?: string;
  readonly value?: unknown;
}

/** A thread that is an example of what a change exposes. For administrators. */
export interface ExampleThread {
  readonly id: string;
  readonly row: number;
  readonly subject?: string;
  readonly mailbox: string;
  /** Participants whose domains are not the organisation's own, as far as the domains say so. */
  readonly outsiders: number;
}

export interface Answered {
  readonly proposal: Proposal;
  /** Records that reasons name. */
  readonly records: readonly CrmRecord[];
  /** The threads of the examples, by id. */
  readonly threads: ReadonlyMap<string, ExampleThread>;
}

/** One change that was made to the snapshot in hand. */
export interface Change {
  readonly label: string;
  readonly patch: readonly PatchOperation[];
}

/** The changes made so far; those behind `at` were undone, and can be redone. */
export interface History {
  readonly changes: readonly Change[];
  readonly at: number;
}

export interface Changed {
  readonly summary: Summary;
  readonly history: History;
}

export interface SupportPage {
  readonly entries: readonly SupportAccess[];
  readonly restrictions: readonly SupportRestriction[];
}

export interface ChangeMethods {
  propose: { request: Proposed & { readonly exposure: boolean }; answer: Answered };
  /** Makes a change: its patch becomes part of the snapshot in hand. */
  apply: { request: Change; answer: Changed };
  /** Goes to another place among the changes made so far. */
  travel: { request: { readonly at: number }; answer: Changed };
  /** What all changes so far expose together. */
  exposureSoFar: {
    request: { readonly now: string };
    answer: { readonly exposure: Exposure; readonly threads: ReadonlyMap<string, ExampleThread> };
  };
  changedSnapshot: { request: Readonly<Record<string, never>>; answer: Blob };
  patches: { request: Readonly<Record<string, never>>; answer: Blob };
  mailbox: { request: { readonly mailbox: string }; answer: Mailbox };
  administration: { request: { readonly viewer: string; readonly now: string }; answer: MailboxAdministration };
  support: { request: Readonly<Record<string, never>>; answer: SupportPage };
}
