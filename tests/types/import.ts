// Importers as types: each system has its own decisions, and the result is a snapshot.
import { Policy, type Snapshot } from "mailveil";
import {
  type AboveOwner,
  type DecisionQuestion,
  decisionsNeeded,
  type ImportReport,
  importCreatio,
  importFrom,
  importPipedrive,
  importTwenty,
  importZoho,
  type PipedriveDefault,
  type System,
} from "mailveil/import";

const accepts = <Type>(_: Type): void => {};

declare const exported: Readonly<Record<string, unknown>>;

const { snapshot, report } = importPipedrive(exported, { plan: "premium", threadDefault: "private" });
accepts<Snapshot>(snapshot);
accepts<ImportReport>(report);
Policy.parse(snapshot).free();
accepts<readonly DecisionQuestion[]>(decisionsNeeded("zoho", exported));

importPipedrive(exported, { plan: "lite" });
importPipedrive(exported, {
  plan: "lite",
  threadDefault: { "acc-1": { sharedSince: "2026-01-01T00:00:00Z" }, "*": "private" },
});
// @ts-expect-error the plan is never guessed
importPipedrive(exported, { threadDefault: "private" });
// @ts-expect-error no plan of this name
importPipedrive(exported, { plan: "gold" });
// @ts-expect-error shared since when?
accepts<PipedriveDefault>("shared");

importZoho(exported, { sharing: { mode: "private" }, aboveOwner: "roles" });
importZoho(exported, {
  sharing: { u1: { mode: "private" } },
  aboveOwner: { r1: ["r2"] },
  administratorProfiles: ["p1"],
});
// @ts-expect-error no mode of Zoho's
importZoho(exported, { sharing: { mode: "per-thread", default: "shared" }, aboveOwner: "roles" });
// @ts-expect-error who is above is never guessed
importZoho(exported, { sharing: { mode: "private" } });
// @ts-expect-error no hierarchy of this name
accepts<AboveOwner>("everyone");

importCreatio(exported, { administrators: [], childRolesInherit: false });
// @ts-expect-error the list may be empty, and not be left out
importCreatio(exported, { childRolesInherit: false });

importTwenty(exported, { unlinkedMessages: "hidden" });
// @ts-expect-error a misspelt decision
importTwenty(exported, { unlinkedMessages: "hidden", unlinked: "visible" });

// What comes from a form is examined, whatever it is.
importFrom("twenty", JSON.parse("{}"), undefined);
// @ts-expect-error no importer
accepts<System>("hubspot");
