// The generated glue, as this package sees it: the one place that names what crosses the edge.
import * as generated from "../wasm/mailveil.js";
import type { FlatQuery } from "./input.js";

/** JSON text of an answer. */
type Json = string;

/** A policy that lives in the module's memory. What it refuses, it throws as JSON text. */
export interface PolicyHandle {
  decide(query: FlatQuery): Json;
  decideAll(queries: string): Json;
  visibleThreads(query: FlatQuery): RowLists;
  /** The ids of these threads, joined by U+FFFD, which no id can contain. */
  threadIds(rows: Uint32Array): string;
  whoCanView(query: FlatQuery): Json;
  sendFromMailboxes(query: FlatQuery): Json;
  mailboxAdministration(query: FlatQuery): Json;
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

interface Glue {
  readonly PolicyHandle: { parse(text: Uint8Array): PolicyHandle };
  diagnose(text: Uint8Array): Json;
  supportRestrictions(): Json;
  initSync(source: { module: WebAssembly.Module }): unknown;
  default(source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

export const glue: Glue = generated;
