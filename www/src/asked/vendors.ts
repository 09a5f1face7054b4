import type { DecisionQuestion, ImportReport, System } from "mailveil/import";

/** A file of an export, and its path in the folder that was chosen. */
export interface ExportFile {
  readonly path: string;
  readonly file: File;
}

/** What an export is, as far as one can tell without decisions. */
export interface ExportRead {
  readonly system: System;
  readonly files: number;
  /** Files whose names are no endpoints of the system. */
  readonly unknown: readonly string[];
  readonly questions: readonly DecisionQuestion[];
}

export interface ImportMade {
  readonly report: ImportReport;
  readonly users: number;
  readonly mailboxes: number;
  readonly records: number;
  readonly threads: number;
}

export interface VendorMethods {
  /** Without a system, the one whose endpoints fit the names best. */
  readExport: { request: { readonly files: readonly ExportFile[]; readonly system?: System }; answer: ExportRead };
  makeImport: { request: { readonly system: System; readonly decisions: unknown }; answer: ImportMade };
  /** What was imported, as the text of a snapshot. */
  importedText: { request: Readonly<Record<string, never>>; answer: Blob };
}
