// What every host's entry offers, besides its own `init`.
export { MailveilError, type MailveilErrorJson } from "./error.js";
export type * from "./filter/filtered.js";
export { Policy, type SnapshotInput, type ThreadsInput, type VisibleThreads } from "./policy.js";
export { decide, diagnose, redactDecision, supportRestrictions, visibleThreads } from "./questions.js";
export type * from "./types/index.js";
