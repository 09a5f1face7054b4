// What goes into an import, and what comes out of it.
import type { Snapshot } from "../types/index.js";

/** A system that can be imported. */
export type System = "creatio" | "pipedrive" | "twenty" | "zoho";

/**
 * What the vendor's API answered, by the name of the endpoint: one answer, or an array of answers (pages).
 * Rows without the answer around them do too. The page of each system in `docs/import/` lists its endpoints.
 */
export type Exported = Readonly<Record<string, unknown>>;

/** A snapshot, and what became of the export. */
export interface Imported {
  /** Has no problems: `Policy.parse` takes it. */
  readonly snapshot: Snapshot;
  /** To be read by a person before the snapshot is used. */
  readonly report: ImportReport;
}

/** What became of an export. */
export interface ImportReport {
  /** Where the export came from. */
  readonly system: System;
  /** How many rows were read, by endpoint. */
  readonly taken: readonly TakenRows[];
  /** What the export says, or lacks, and the snapshot cannot say. Wherever there was a choice, it hides mail. */
  readonly lost: readonly Lost[];
  /** What the snapshot has, and the export does not. */
  readonly invented: readonly Invented[];
  /** What a person decided. */
  readonly decisions: readonly TakenDecision[];
}

/** Rows that were read. */
export interface TakenRows {
  /** The name of the endpoint. */
  readonly endpoint: string;
  /** How many rows all its answers have. */
  readonly rows: number;
}

/** Something that is not in the snapshot. */
export interface Lost {
  /** What is lost. */
  readonly what: string;
  /** Why, and what that means. */
  readonly why: string;
  /** How often it was met. 0: it concerns the whole export. */
  readonly count: number;
  /** JSON Pointer into the export, to the first of them; empty for the whole. */
  readonly path: string;
}

/** Something that was added to the snapshot. */
export interface Invented {
  /** What was added. */
  readonly what: string;
  /** Why. */
  readonly why: string;
  /** The ids of the rows of the snapshot that were added, or to which it was added. */
  readonly ids: readonly string[];
}

/** A decision as it was given. */
export interface TakenDecision {
  /** JSON Pointer, such as `/decisions/plan`. */
  readonly path: string;
  /** Plain data. */
  readonly value: unknown;
}

/** Something that an export does not say and only a person can tell. */
export interface DecisionQuestion {
  /** Where the answer goes: a JSON Pointer, such as `/decisions/plan`. */
  readonly path: string;
  /** What to decide. */
  readonly question: string;
  /** Whom it is about, by name or id, where it is about somebody. */
  readonly about?: string;
  /** `one`: the value of a choice. `list`: an array of such values. `open`: the choices are examples. */
  readonly answer: "list" | "one" | "open";
  /** What can be answered. */
  readonly choices: readonly DecisionChoice[];
}

/** One answer to a question. */
export interface DecisionChoice {
  /** Plain data: what goes into the decisions. */
  readonly value: unknown;
  /** What it means. */
  readonly meaning: string;
}
