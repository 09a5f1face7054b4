/// <reference lib="esnext.disposable" preserve="true" />
import { MailveilError } from "./error.js";
import { glue, type PolicyHandle, type RowLists } from "./glue.js";
import { type FlatQuery, flattenQueries, flattenQuery } from "./input.js";
import { ask, call, release, requireReady } from "./instance.js";
import { snapshotText, unwritableSnapshot } from "./snapshot-input.js";
import type {
  Decision,
  Id,
  ListQuery,
  MailboxAdministration,
  Query,
  Snapshot,
  ViewerQuery,
  WhoCanView,
  WhoCanViewQuery,
} from "./types.js";

/** A snapshot as JSON text, as UTF-8 bytes of JSON text, or as an object. */
export type SnapshotInput = string | Uint8Array | Snapshot;

/** The threads that a viewer sees, in snapshot order: the same place in all three lists is the same thread. */
export interface VisibleThreads {
  /** Positions in `snapshot.threads`. */
  readonly rows: Uint32Array;
  /** 1 metadata, 2 subject, 3 full. */
  readonly levels: Uint8Array;
  /** Built when first read, because many callers need only rows. */
  readonly ids: Id[];
}

/** Gives back the memory of policies that nobody freed. */
const unreachable = new FinalizationRegistry<PolicyHandle>(release);

/**
 * A snapshot compiled once, to be asked often. Nothing changes it.
 * It lives in the module's memory until `free()`, the end of a `using` block, or garbage collection.
 */
export class Policy {
  #handle: PolicyHandle | undefined;

  private constructor(handle: PolicyHandle) {
    this.#handle = handle;
    unreachable.register(this, handle, this);
  }

  /** Compiles a snapshot. Throws `invalid-snapshot`, with every problem, when anything is wrong with it. */
  static parse(snapshot: SnapshotInput): Policy {
    return new Policy(parseHandle(snapshot));
  }

  /** May the viewer do this, and why? Throws when the question is malformed or names what does not exist. */
  decide(query: Query): Decision {
    return this.#ask(query, (handle, flat) => handle.decide(flat));
  }

  /** Answers all questions in one crossing, or throws for the first bad one, its path under the index (`/3/viewer`). */
  decideAll(queries: readonly Query[]): Decision[] {
    const handle = this.#alive();
    const { flat, faults, error } = flattenQueries(queries);
    // Those before the first that is no question are asked all the same: theirs may be the first error.
    const decisions = ask<Decision[]>(() => handle.decideAll(flat), faults);
    if (error !== undefined) throw error;
    return decisions;
  }

  /** All threads whose level is above none (X-04: the same as asking one by one). */
  visibleThreads(query: ListQuery): VisibleThreads {
    const handle = this.#alive();
    const { flat, faults } = flattenQuery(query);
    const { rows, levels } = call(() => takeRows(handle.visibleThreads(flat)), faults);
    // Kept apart, because the caller may sort or transfer the rows before reading the ids.
    const own = rows.slice();
    return withLazyIds(rows, levels, () => threadIds(this.#alive(), own));
  }

  /** Every user who sees the thread, with level and reasons; support agents apart. */
  whoCanView(query: WhoCanViewQuery): WhoCanView {
    return this.#ask(query, (handle, flat) => handle.whoCanView(flat));
  }

  /** The mailboxes that the viewer may write from (C-08), in snapshot order. */
  sendFromMailboxes(query: ViewerQuery): Id[] {
    return this.#ask(query, (handle, flat) => handle.sendFromMailboxes(flat));
  }

  /** For an administrator, every mailbox and what may be done with it (Z-08, M-07). */
  mailboxAdministration(query: ViewerQuery): MailboxAdministration {
    return this.#ask(query, (handle, flat) => handle.mailboxAdministration(flat));
  }

  /** Members that are active or unconfirmed; support agents are free (S-04). */
  get licensedUserCount(): number {
    const handle = this.#alive();
    return call(() => handle.licensedUserCount);
  }

  get threadCount(): number {
    const handle = this.#alive();
    return call(() => handle.threadCount);
  }

  /** Gives the memory back. Any call after it throws `freed`; freeing twice does nothing. */
  free(): void {
    const handle = this.#handle;
    if (handle === undefined) return;
    this.#handle = undefined;
    unreachable.unregister(this);
    release(handle);
  }

  [Symbol.dispose](): void {
    this.free();
  }

  #ask<Answer>(query: unknown, question: (handle: PolicyHandle, flat: FlatQuery) => string): Answer {
    const handle = this.#alive();
    const { flat, faults } = flattenQuery(query);
    return ask<Answer>(() => question(handle, flat), faults);
  }

  #alive(): PolicyHandle {
    if (this.#handle === undefined) {
      throw new MailveilError({
        code: "freed",
        message: "this policy was freed",
        help: "parse the snapshot again, or free the policy later",
      });
    }
    return this.#handle;
  }
}

/** Copies the lists out of the module, and gives their memory back. */
function takeRows(lists: RowLists): { rows: Uint32Array; levels: Uint8Array } {
  const { rows, levels } = lists;
  lists.free();
  return { rows, levels };
}

/** The lists of `visibleThreads`; once the ids are built, nothing holds the policy any more. */
function withLazyIds(rows: Uint32Array, levels: Uint8Array, build: () => Id[]): VisibleThreads {
  let pending: (() => Id[]) | undefined = build;
  let ids: Id[] = [];
  return {
    rows,
    levels,
    get ids() {
      if (pending !== undefined) {
        ids = pending();
        pending = undefined;
      }
      return ids;
    },
  };
}

function threadIds(handle: PolicyHandle, rows: Uint32Array): Id[] {
  // The text of no ids would split into one empty id.
  return rows.length === 0 ? [] : call(() => handle.threadIds(rows)).split("\u{FFFD}");
}

function parseHandle(snapshot: unknown): PolicyHandle {
  requireReady();
  const text = snapshotText(snapshot);
  if (text.kind === "unwritable") throw unwritableSnapshot(text);
  return call(() => glue.PolicyHandle.parse(text.bytes));
}
