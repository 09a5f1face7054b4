// What every host's entry offers, besides its own `init`.
export { MailveilError, type MailveilErrorJson } from "./error.js";
export type * from "./filter/filtered.js";
export type { AsViewer, ViewerFilterOptions } from "./as-viewer.js";
export type { VisibleThreads } from "./ask/visible-threads.js";
export { Policy, type SnapshotInput, type RecordsInput, type ThreadsInput } from "./policy.js";
export { decide, diagnose, redactDecision, supportRestrictions, visibleThreads } from "./questions.js";
export type * from "./types/index.js";
