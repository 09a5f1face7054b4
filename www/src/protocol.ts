/**
 * What the page asks of the worker that holds the policy, and what it is told.
 * The snapshot stays in the worker: only what is shown crosses over, so that the page stays responsive with large ones.
 */
import type {
  CrmRecord,
  Decision,
  Level,
  Mailbox,
  Problem,
  Surface,
  Thread,
  ThreadQuery,
  User,
  WhoCanView,
} from "mailveil";

/** Where, when and for whom. Members that do not matter are absent. */
export interface Question {
  readonly viewer: string;
  readonly now: string;
  readonly surface?: Surface;
  readonly record?: string;
}

/** Which threads the list shows. */
export type Show = "all" | "visible" | Level;

export interface ListRequest {
  readonly question: Question;
  readonly show: Show;
  /** Part of a subject, a participant or an id. */
  readonly find: string;
  readonly page: number;
}

export interface ExplainRequest {
  readonly question: Question;
  readonly thread: string;
}

/** What a loaded snapshot holds, as far as the page needs it at all times. */
export interface Summary {
  readonly bytes: number;
  readonly parseMilliseconds: number;
  readonly licensedUserCount: number;
  readonly threadCount: number;
  readonly mailboxCount: number;
  readonly users: readonly User[];
  readonly records: readonly CrmRecord[];
  readonly roleNames: ReadonlyMap<string, string>;
  /** The latest `lastMessageAt`, when there is one. */
  readonly latestMessageAt?: string;
}

/** One line of the list. */
export interface Row {
  readonly level: Level;
  readonly thread: Thread;
  readonly mailbox: Mailbox;
}

export type Counts = Readonly<Record<Level, number>>;

export interface Listing {
  readonly counts: Counts;
  /** How many threads are shown, over all pages. */
  readonly matching: number;
  readonly page: number;
  readonly rows: readonly Row[];
  readonly milliseconds: number;
}

export interface ActionAnswer {
  readonly action: ThreadQuery["action"];
  readonly decision: Decision;
}

export interface Explanation {
  readonly thread: Thread;
  readonly mailbox: Mailbox;
  readonly records: readonly CrmRecord[];
  readonly view: Decision;
  readonly actions: readonly ActionAnswer[];
  readonly whoCanView: WhoCanView;
}

/** A failure, as it crosses over: an `Error` would lose its `code`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly path?: string;
  readonly problems?: readonly Problem[];
  readonly total?: number;
}

/** Every question by its name, with its answer. */
export interface Methods {
  load: { request: Uint8Array<ArrayBuffer>; answer: Summary };
  list: { request: ListRequest; answer: Listing };
  explain: { request: ExplainRequest; answer: Explanation };
}

export type Method = keyof Methods;

export type Call = {
  [M in Method]: { readonly id: number; readonly method: M; readonly request: Methods[M]["request"] };
}[Method];

export type Reply =
  | { readonly id: number; readonly answer: Methods[Method]["answer"] }
  | { readonly id: number; readonly failure: Failure };
