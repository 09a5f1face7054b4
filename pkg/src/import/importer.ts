// What all importers have in common: read, ask, build.
import { type Api, Export } from "./answers.js";
import { Decisions } from "./decisions.js";
import { Draft } from "./draft.js";
import { Report } from "./report.js";
import type { DecisionQuestion, Imported, System } from "./types.js";

/** How one system is imported. */
export interface Importer<Facts, Chosen> {
  readonly system: System;
  readonly api: Api;
  /** What has to be known of the export before a question can be asked. */
  readonly read: (from: Export, report: Report) => Facts;
  /** Asks, and gives what can be had once every question is answered. */
  readonly ask: (facts: Facts, decisions: Decisions, from: Export) => () => Chosen;
  readonly build: (draft: Draft, from: Export, facts: Facts, chosen: Chosen) => void;
}

export function runImport<Facts, Chosen>(
  importer: Importer<Facts, Chosen>,
  exported: unknown,
  decided: unknown,
): Imported {
  const report = new Report();
  const decisions = new Decisions(decided);
  const from = new Export(exported, importer.api, report);
  const facts = importer.read(from, report);
  const chosen = importer.ask(facts, decisions, from);
  decisions.settle();
  const draft = new Draft(report);
  importer.build(draft, from, facts, chosen());
  const snapshot = draft.snapshot();
  return { snapshot, report: report.finish(importer.system, decisions.taken) };
}

/** An importer whose own types nobody has to know. */
export interface Bound {
  readonly api: Api;
  readonly run: (exported: unknown, decided: unknown) => Imported;
  readonly questions: (exported: unknown) => readonly DecisionQuestion[];
}

export function bound<Facts, Chosen>(importer: Importer<Facts, Chosen>): Bound {
  return {
    api: importer.api,
    run: (exported, decided) => runImport(importer, exported, decided),
    questions: (exported) => questionsOf(importer, exported),
  };
}

function questionsOf<Facts, Chosen>(importer: Importer<Facts, Chosen>, exported: unknown): readonly DecisionQuestion[] {
  const report = new Report();
  const decisions = new Decisions(undefined);
  const from = new Export(exported, importer.api, report);
  importer.ask(importer.read(from, report), decisions, from);
  return decisions.questions;
}
