// The entry `mailveil/import`: directories of CRMs become snapshots. Pure functions on plain values: no file is read, and
// nothing of the module is needed.
import { MailveilError } from "../error.js";
import { endpointOf } from "./answers.js";
import { creatio } from "./creatio.js";
import type { CreatioDecisions, PipedriveDecisions, TwentyDecisions, ZohoDecisions } from "./decided.js";
import { type Bound, bound, runImport } from "./importer.js";
import { pipedrive } from "./pipedrive.js";
import { twenty } from "./twenty.js";
import type { DecisionQuestion, Exported, Imported, System } from "./types.js";
import { zoho } from "./zoho.js";

export type * from "./decided.js";
export type * from "./types.js";

/**
 * Users, visibility groups, records and mail of Pipedrive.
 *
 * Throws a `MailveilError` whose `path` is the place in the export, or below `/decisions`: `unknown-value` for a value that
 * has no known meaning; `missing-field` for what is not there. Where decisions are missing, its `problems` have all of them.
 */
export function importPipedrive(exported: Exported, decisions: PipedriveDecisions): Imported {
  return runImport(pipedrive, exported, decisions);
}

/** Users, roles, records and mail of Zoho CRM. Throws as `importPipedrive` does. */
export function importZoho(exported: Exported, decisions: ZohoDecisions): Imported {
  return runImport(zoho, exported, decisions);
}

/** Users, roles, records, shared mailboxes and mail of Creatio. Throws as `importPipedrive` does. */
export function importCreatio(exported: Exported, decisions: CreatioDecisions): Imported {
  return runImport(creatio, exported, decisions);
}

/** Members, people, channels and messages of Twenty. Throws as `importPipedrive` does. */
export function importTwenty(exported: Exported, decisions: TwentyDecisions): Imported {
  return runImport(twenty, exported, decisions);
}

/** The importer of a system whose name comes from elsewhere, such as a form. */
export function importFrom(system: System, exported: unknown, decisions: unknown): Imported {
  return importerOf(system).run(exported, decisions);
}

/** Everything that a person has to decide before this export can be imported, such as for a form. */
export function decisionsNeeded(system: System, exported: unknown): readonly DecisionQuestion[] {
  return importerOf(system).questions(exported);
}

/** Whether what was exported under this name, such as `deals/42/followers`, is read. */
export function isEndpoint(system: System, name: string): boolean {
  return endpointOf(importerOf(system).api, name) !== undefined;
}

/** The systems that there are. */
export const systems: readonly System[] = ["creatio", "pipedrive", "twenty", "zoho"];

const importers: ReadonlyMap<string, Bound> = new Map([
  ["creatio", bound(creatio)],
  ["pipedrive", bound(pipedrive)],
  ["twenty", bound(twenty)],
  ["zoho", bound(zoho)],
]);

function importerOf(system: string): Bound {
  const importer = importers.get(system);
  if (importer !== undefined) return importer;
  const help = `there are importers for ${systems.map((name) => `\`${name}\``).join(", ")}`;
  throw new MailveilError({ code: "unknown-value", path: "", message: "there is no importer for this system", help });
}
