// The generated glue, as this package sees it: the one place that names what crosses the edge.
import { createGlue as create } from "../../wasm/mailveil.js";

/** JSON text. */
type Json = string;

/** A policy that lives in the module's memory. What it refuses, it throws as JSON text. */
export interface PolicyHandle {
  /** A question stands in the exchange between two places; the answer comes in its place, and its length is given. */
  decide(from: number, to: number, present: number): number;
  /** 0 denied, 1 allowed; from 2 on, an error stands there, of so many bytes less 2. */
  allows(from: number, to: number, present: number): number;
  /** Several questions, one behind the other; the answers likewise, or one error. */
  decideAll(from: number, to: number, present: number): number;
  /** Whether there is such a viewer: the length of the error, 0 if there is none. */
  admit(from: number, to: number, present: number): number;
  visibleThreads(from: number, to: number, present: number): RowLists;
  whoCanView(from: number, to: number, present: number): unknown;
  sendFromMailboxes(from: number, to: number, present: number): unknown;
  mailboxAdministration(from: number, to: number, present: number): unknown;
  /** In the full module alone, as `exposure` and `lint`. */
  propose(from: number, to: number, present: number, value: Json | undefined): unknown;
  exposure(from: number, to: number, present: number, after: PolicyHandle): unknown;
  lint(from: number, to: number, present: number): unknown;
  /** The ids of these threads, joined by U+FFFD, which no id can contain. */
  threadIds(rows: Uint32Array): string;
  /** Options come as two texts, of the shape and of the question, and as the moment for a question that names none. */
  filterThreads(body: Uint8Array, shape: Json, question: Json, present: number): Filtered;
  filterStream(shape: Json, question: Json, present: number): StreamHandle;
  /** Throws what is wrong with options for objects. The paths that an item keeps, for each level below full. */
  keptPaths(shape: Json, question: Json, present: number): Json;
  /**
   * One byte an item of a JSON array: 255 unreadable, else 0 none, 1 metadata, 2 subject, 3 full, and more 4 where it names an
   * unknown record, 8 where nothing says `sharing`, 16 where nothing says `state`.
   */
  judgeThreads(items: Uint8Array, shape: Json, question: Json, present: number): Uint8Array;
  /** Levels of items in columns (src/filter/read/columns.rs); nothing if they have to come as JSON. */
  judgeColumns(
    lengths: Uint32Array,
    text: Uint8Array,
    shape: Json,
    question: Json,
    present: number,
  ): Uint8Array | undefined;
  upsertThreads(text: Uint8Array): void;
  upsertRecords(text: Uint8Array): void;
  removeThreads(ids: Json): void;
  /** Only in the full module. */
  sqlContext(from: number, to: number, present: number): Json;
  sqlRows(threads: Uint8Array | undefined): Json;
  readonly licensedUserCount: number;
  readonly threadCount: number;
  free(): void;
}

/** Two lists in the module's memory; reading one copies it. */
export interface RowLists {
  readonly rows: Uint32Array;
  readonly levels: Uint8Array;
  free(): void;
}

/** How many items are shown, hidden, unreadable, name unknown records, do not say `sharing`, do not say `state`. */
export type Counts = Uint32Array;

/** A filtered body in the module's memory; reading it copies it. */
export interface Filtered {
  readonly body: Bytes;
  readonly counts: Counts;
  free(): void;
}

/** A body on its way through the module. After a refusal it can only be freed. */
export interface StreamHandle {
  /** So far. */
  readonly counts: Counts;
  push(chunk: Uint8Array): Bytes;
  finish(): Bytes;
  free(): void;
}

/** Copied out of the module, so that nothing shares them. */
type Bytes = Uint8Array<ArrayBuffer>;

/** The glue of one instance, which it starts. */
export interface Glue {
  readonly PolicyHandle: { parse(text: Uint8Array): PolicyHandle };
  diagnose(text: Uint8Array): unknown;
  supportRestrictions(): unknown;
  /** Whether the module has proposals, exposure, lint and SQL. */
  isFull(): boolean;
  /** JSON text of the words that cross as numbers. */
  vocabulary(): Json;
  /** Makes room in the exchange; gives its address. */
  room(bytes: number): number;
  /** The module's memory. Not to be kept: it may move. */
  bytes(): Uint8Array;
  initSync(source: { module: WebAssembly.Module }): unknown;
  init(source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  /** Cuts the glue off from its instance: what is left of it may be freed, without effect, and cannot be asked. */
  abandon(): void;
}

/** The glue of an instance that is to be started. Nothing of it reaches another one's memory. */
export const createGlue = create as () => Glue;

/** The glue of the instance that answers now. Nobody asks before there is one. */
export let glue: Glue;

export function adopt(started: Glue): void {
  glue = started;
}
