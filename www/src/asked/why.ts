import type { CrmRecord, Decision, Mailbox, Query, Surface, Thread, WhoCanView } from "mailveil";

/** A question for one decision. */
export type Asked = Query;

/** What the page shows beside a decision. */
export interface Facts {
  readonly thread?: Thread;
  readonly mailbox?: Mailbox;
  /** Linked records, and those that reasons name. */
  readonly records: readonly CrmRecord[];
}

export interface Why {
  readonly decision: Decision;
  readonly facts: Facts;
}

export interface Place {
  readonly surface?: Surface;
  readonly record?: string;
}

export interface WhyMethods {
  why: { request: Asked; answer: Why };
  /** Ids of threads and records may be given as the number of the row behind a tilde. */
  thread: { request: { readonly thread: string }; answer: Facts & { readonly thread: Thread } };
  record: { request: { readonly record: string }; answer: CrmRecord };
  whoCanView: {
    request: Place & { readonly thread: string; readonly now: string };
    answer: WhoCanView & { readonly records: readonly CrmRecord[] };
  };
}
