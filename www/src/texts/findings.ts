import type { FindingCode, Severity } from "mailveil";

export const SEVERITIES: readonly (readonly [Severity, string])[] = [
  ["risk", "Risks"],
  ["waste", "Waste"],
  ["hint", "Hints"],
];

/** What a severity means, as the module has it. */
export const SEVERITY_MEANINGS: Readonly<Record<Severity, string>> = {
  risk: "Mail may be shown, hidden or lost against what was meant.",
  waste: "A setting that does nothing.",
  hint: "It may well be meant so.",
};

/** Each finding in a few words. */
export const FINDING_NAMES: Readonly<Record<FindingCode, string>> = {
  "address-of-two": "An address of two users",
  "audience-reaches-nobody": "An audience that reaches nobody",
  "backup-behind": "A backup behind the mail",
  "choice-without-effect": "Shared threads without effect",
  "domain-covered": "A domain that is covered already",
  "domain-one-label": "A domain of one label",
  "domain-unmatched": "A domain that matches nobody",
  "everyone-sees-all": "Everyone sees all of it",
  "grant-reaches-nobody": "A grant that reaches nobody",
  "leaver-without-backup": "A leaver without a backup",
  "member-ended": "A member whose time has ended",
  "member-inactive": "A member who has left",
  "no-administrator": "No active administrator",
  "nobody-configures": "Nobody can configure it",
  "participants-unreadable": "Participants that cannot be read",
  "record-unreachable": "A record that nobody can open",
  "send-without-read": "Sending without reading",
  "shared-but-unseen": "Shared threads that nobody sees",
  "sole-administrator": "A single administrator",
  "support-access-live": "Support access is live",
  "support-access-long": "Long support access",
  "tick-not-eligible": "A tick without effect",
};
