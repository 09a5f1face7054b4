/// <reference lib="esnext.disposable" preserve="true" />
import { type AskFor, AsViewer } from "./as-viewer.js";
import { allowsIn, answered, decideIn, exposureIn, listIn, type Question, sendFromIn } from "./ask/answers.js";
import { readDecisions } from "./ask/decision.js";
import { type Before, type Frame, writeFrame, writeFrames } from "./ask/frame.js";
import { writeExposure, writeProposal } from "./ask/proposal.js";
import { type VisibleThreads, withLazyIds } from "./ask/visible-threads.js";
import { MailveilError } from "./error.js";
import type { FilteredBody, FilteredObjects, FilterStream } from "./filter/filtered.js";
import { ObjectFilter } from "./filter/objects.js";
import { bodyBytes, flattenOptions } from "./filter/options.js";
import { FilterPassage } from "./filter/stream.js";
import { summaryOf } from "./filter/summary.js";
import { reached, reachThroughProxies } from "./input/receiver.js";
import { idsText, snapshotText, unwritable } from "./input/snapshot-input.js";
import { type Filtered, glue, type PolicyHandle } from "./module/glue.js";
import { release as takeBack } from "./module/exchange.js";
import {
  call,
  failure,
  type Life,
  living,
  release,
  requireAlive,
  requireFull,
  requireReady,
  unreachable,
} from "./module/instance.js";
import type {
  CrmRecord,
  Decision,
  Exposure,
  ExposureQuery,
  FilterOptions,
  Findings,
  Id,
  LintQuery,
  ListQuery,
  MailboxAdministration,
  Proposal,
  ProposeQuery,
  Query,
  Snapshot,
  SqlRows,
  Thread,
  ViewerQuery,
  WhoCanView,
  WhoCanViewQuery,
} from "./types/index.js";

// Taken once, before anything could replace it.
const { parse } = JSON;

/** A snapshot as JSON text, as UTF-8 bytes of JSON text, or as an object. */
export type SnapshotInput = string | Uint8Array | Snapshot;

/** Threads as JSON text, as UTF-8 bytes of JSON text, or as objects: in every form an array. */
export type ThreadsInput = string | Uint8Array | readonly Thread[];

/** Records as JSON text, as UTF-8 bytes of JSON text, or as objects: in every form an array. */
export type RecordsInput = string | Uint8Array | readonly CrmRecord[];

/**
 * A snapshot compiled once, to be asked often. Its threads and records can change; for other changes, parse a new snapshot.
 * It lives in the module's memory until `free()`, the end of a `using` block, or garbage collection.
 */
export class Policy {
  #handle: PolicyHandle | undefined;
  readonly #life: Life = living();
  #objects: ObjectFilter | undefined;

  private constructor(handle: PolicyHandle) {
    this.#handle = handle;
    reachThroughProxies(this, Policy.prototype, (policy: Policy) => policy.#handle);
    unreachable.register(this, handle, this);
  }

  /** Compiles a snapshot. Throws `invalid-snapshot`, with every problem, when anything is wrong with it. */
  static parse(snapshot: SnapshotInput): Policy {
    return new Policy(parseHandle(snapshot));
  }

  /** May the viewer do this, and why? Throws when the question is malformed or names what does not exist. */
  decide(query: Query): Decision {
    return this.#ask(query, decideIn);
  }

  /** May the viewer do this? The outcome of `decide` and nothing else, in a fraction of the time. */
  allows(query: Query): boolean {
    return this.#ask(query, allowsIn);
  }

  /** Answers all questions in one crossing, or throws for the first bad one, its path under the index (`/3/viewer`). */
  decideAll(queries: readonly Query[]): Decision[] {
    this.#alive();
    const frames = writeFrames(queries);
    const decisions = this.#answer(frames, (handle, { start, end, present }) => {
      const length = answered(start, handle.decideAll(start, end, present));
      return readDecisions(start, length, frames.count);
    });
    // Those before the first that is no question were asked all the same: theirs may have been the first error.
    if (frames.error !== undefined) throw frames.error;
    return decisions;
  }

  /** All threads whose level is above none (X-04: the same as asking one by one). */
  visibleThreads(query: ListQuery): VisibleThreads {
    return this.#list(query);
  }

  /** Every user who sees the thread, with level and reasons; support agents apart. */
  whoCanView(query: WhoCanViewQuery): WhoCanView {
    return this.#ask(query, (handle, { start, end, present }) => handle.whoCanView(start, end, present) as WhoCanView);
  }

  /** The mailboxes that the viewer may write from (C-08), in snapshot order. */
  sendFromMailboxes(query: ViewerQuery): Id[] {
    return this.#ask(query, sendFromIn);
  }

  /** For an administrator, every mailbox and what may be done with it (Z-08, M-07). */
  mailboxAdministration(query: ViewerQuery): MailboxAdministration {
    return this.#ask(
      query,
      (handle, { start, end, present }) => handle.mailboxAdministration(start, end, present) as MailboxAdministration,
    );
  }

  /**
   * What an action would do, before it is done: the decision, what is wrong with the value, a JSON Patch (RFC 6902) of the
   * snapshot, and with `exposure: true` who would gain and lose how many threads. Nothing is changed.
   */
  propose(query: ProposeQuery): Proposal {
    this.#alive();
    requireFull();
    const { frame, value } = writeProposal(query);
    const text = value.kind === "text" ? value.text : undefined;
    const proposal = this.#answer(
      frame,
      (handle, { start, end, present }) => handle.propose(start, end, present, text) as Proposal,
    );
    if (value.kind !== "unwritable") return proposal;
    return { decision: proposal.decision, problems: [value.problem], patch: [] };
  }

  /**
   * What everyone would see more or less of in another policy, such as one of the same organisation after a change: counted
   * for each user, with examples. Threads and users are matched by their ids.
   */
  exposure(after: Policy, query: ExposureQuery = {}): Exposure {
    this.#alive();
    requireFull();
    const other = reached(after, (policy: Policy) => policy.#handle, notAPolicy);
    other.#alive();
    return this.#answer(writeExposure(query), exposureIn, other);
  }

  /**
   * What looks like a mistake in the snapshot, or is a risk that somebody should know of; `docs/lint.md` explains each code.
   * Only where the full module is loaded: on Node, Bun and Deno, and by `mailveil/full`. Elsewhere it throws `not-initialized`.
   */
  lint(query: LintQuery = {}): Findings {
    this.#alive();
    requireFull();
    return this.#ask(query, (handle, { start, end, present }) => handle.lint(start, end, present) as Findings);
  }

  /**
   * One viewer, many questions: `policy.as({ viewer }).allows("reply", { thread })`. Throws `unknown-viewer` here, and not
   * with every question. Without `now`, each question is of its own moment.
   */
  as(who: ViewerQuery): AsViewer {
    this.#ask(who, (handle, { start, end, present }) => answered(start, handle.admit(start, end, present)));
    return new AsViewer(this.#askFor, who);
  }

  readonly #askFor: AskFor = {
    decide: (targets, before) => this.#ask(targets, decideIn, before),
    allows: (targets, before) => this.#ask(targets, allowsIn, before),
    visibleThreads: (query, before) => this.#list(query, before),
    sendFromMailboxes: (query, before) => this.#ask(query, sendFromIn, before),
    filterThreads: (body, options, before) => this.#filterBody(body, options, before),
    filterObjects: (items, options, before) => this.#filterItems(items, options, before),
    filterStream: (options, before) => this.#filterPieces(options, before),
  };

  /**
   * Filters a response: bytes of JSON in, those that the viewer may see out, byte for byte as they were: what is shown of a
   * thread is what `decide` says. Items below full are cut to what `keep` names; those that cannot be judged are hidden.
   * Throws when the body is not JSON or has no array where `at` says.
   *
   * What stands outside the array is copied too: a count such as `"total": 57` tells the viewer how much was hidden.
   */
  filterThreads(body: Uint8Array | string, options: FilterOptions): FilteredBody {
    return this.#filterBody(body, options);
  }

  /** Filters objects as `filterThreads` does bodies, without `at`. An item's `toJSON` counts, as it would in its JSON text. */
  filterObjects<Item extends object>(items: readonly Item[], options: FilterOptions): FilteredObjects<Item> {
    return this.#filterItems(items, options);
  }

  /**
   * Filters a stream as `filterThreads` does bodies, in memory bounded by the largest item: `response.body.pipeThrough(policy.filterStream(options))`.
   * A body that is refused errors the stream, after what was judged before; nothing is emitted that was not judged.
   */
  filterStream(options: FilterOptions): FilterStream {
    return this.#filterPieces(options);
  }

  /**
   * Replaces the threads that have these ids, and appends the others. A thread keeps its row for life.
   * Anything wrong refuses all of them, with `invalid-threads` and every problem, and changes nothing.
   */
  upsertThreads(threads: ThreadsInput): void {
    const { handle, input } = this.#take(() => snapshotText(threads));
    if (input.kind === "unwritable") throw unwritable("invalid-threads", input);
    call(() => handle.upsertThreads(input.bytes));
  }

  /**
   * Replaces the records that have these ids, and adds the others: every later answer is that of a policy parsed with these
   * records, threads that link them included. A record is not removed: give it an empty `access`.
   * Anything wrong refuses all of them, with `invalid-records` and every problem, and changes nothing.
   */
  upsertRecords(records: RecordsInput): void {
    const { handle, input } = this.#take(() => snapshotText(records));
    if (input.kind === "unwritable") throw unwritable("invalid-records", input);
    call(() => handle.upsertRecords(input.bytes));
  }

  /**
   * Removes threads. Their rows are never listed again; an id that comes back has a new row, behind all others.
   * An unknown id throws `unknown-thread` with its path (`/1`), and changes nothing.
   */
  removeThreads(ids: readonly Id[]): void {
    const { handle, input } = this.#take(() => idsText(ids));
    call(() => handle.removeThreads(input.text), input.faults);
  }

  /**
   * What a predicate of `mailveil/sql` has to know of one viewer at one moment: JSON text, to be bound as `context`.
   * Of a viewer who may not act, it shows nothing. Only in the full module.
   */
  sqlContext(query: ViewerQuery): string {
    this.#alive();
    requireFull();
    return this.#ask(query, (handle, { start, end, present }) => handle.sqlContext(start, end, present));
  }

  /**
   * The rows of the tables that such a predicate reads: of these threads, or of all that the policy has; and of its records
   * and ticks. Threads are those of `upsertThreads`; nothing is changed. Anything wrong with them throws `invalid-threads`.
   * Many threads take several calls: the rows of a call are one text first. Only in the full module.
   */
  sqlRows(threads?: ThreadsInput): SqlRows {
    const { handle, input } = this.#take(() => (threads === undefined ? undefined : snapshotText(threads)));
    requireFull();
    if (input?.kind === "unwritable") throw unwritable("invalid-threads", input);
    return parse(call(() => handle.sqlRows(input?.bytes))) as SqlRows;
  }

  /** Members that are active or unconfirmed; support agents are free (S-04). */
  get licensedUserCount(): number {
    const handle = this.#alive();
    return call(() => handle.licensedUserCount);
  }

  /** How many threads there are now. */
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

  /** `free()`, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.free();
  }

  #list(query: unknown, before?: Before): VisibleThreads {
    const { rows, levels } = this.#ask(query, listIn, before);
    // Kept apart, because the caller may sort or transfer the rows before reading the ids.
    const own = rows.slice();
    return withLazyIds(rows, levels, () => threadIds(this.#alive(), own));
  }

  #filterBody(body: unknown, options: unknown, before?: Before): FilteredBody {
    const { handle, input } = this.#take(() => ({ ...flattenOptions(options, before), bytes: bodyBytes(body) }));
    const { shape, question, present } = input.written;
    return call(() => takeFiltered(handle.filterThreads(input.bytes, shape, question, present)), input.faults);
  }

  #filterItems<Item extends object>(items: unknown, options: unknown, before?: Before): FilteredObjects<Item> {
    this.#objects = this.#objects ?? new ObjectFilter(() => this.#alive());
    return this.#objects.filter(items, options, before);
  }

  #filterPieces(options: unknown, before?: Before): FilterStream {
    const { handle, input } = this.#take(() => flattenOptions(options, before));
    const { shape, question, present } = input.written;
    return new FilterPassage(call(() => handle.filterStream(shape, question, present), input.faults));
  }

  /** Reading the question may run code of the caller's, which may even free this policy. */
  #ask<Answer>(query: unknown, question: Question<Answer>, before?: Before): Answer {
    this.#alive();
    return this.#answer(writeFrame(query, "", before), question);
  }

  /** `other` is another policy that the question is about, too. */
  #answer<Answer>(frame: Frame, question: Question<Answer>, other: Policy = this): Answer {
    try {
      const handle = this.#alive();
      const beside = other.#alive();
      try {
        return question(handle, frame, beside);
      } catch (thrown) {
        throw failure(thrown, this.#life, frame.faults);
      }
    } finally {
      takeBack(frame.start);
    }
  }

  /** Reads what the caller gives. That may run code of the caller's, which may even free this policy. */
  #take<Input>(read: () => Input): { handle: PolicyHandle; input: Input } {
    this.#alive();
    const input = read();
    return { handle: this.#alive(), input };
  }

  #alive(): PolicyHandle {
    if (this.#handle === undefined) {
      throw new MailveilError({
        code: "freed",
        message: "this policy was freed",
        help: "parse the snapshot again, or free the policy later",
      });
    }
    requireAlive(this.#life);
    return this.#handle;
  }
}

function notAPolicy(): MailveilError {
  const help =
    "give the policy after the change, parsed by this copy of the package, as `Policy.parse(changedSnapshot)`";
  return new MailveilError({ code: "wrong-type", message: "what is compared with is no policy", help });
}

/** Copies a body out of the module, and gives its memory back. */
function takeFiltered(filtered: Filtered): FilteredBody {
  const { body, counts } = filtered;
  filtered.free();
  return { body, ...summaryOf(counts) };
}

function threadIds(handle: PolicyHandle, rows: Uint32Array): Id[] {
  // The text of no ids would split into one empty id.
  return rows.length === 0 ? [] : call(() => handle.threadIds(rows)).split("\u{FFFD}");
}

function parseHandle(snapshot: unknown): PolicyHandle {
  requireReady();
  const text = snapshotText(snapshot);
  if (text.kind === "unwritable") throw unwritable("invalid-snapshot", text);
  return call(() => glue.PolicyHandle.parse(text.bytes));
}
