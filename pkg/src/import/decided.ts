// What a person decides, by system.
import type { CompleteSharing, Id, Instant, PrivateSharing, RecordLevelSharing } from "../types/index.js";

/** The name of a plan of Pipedrive. */
export type PipedrivePlan =
  | "advanced"
  | "enterprise"
  | "essential"
  | "growth"
  | "lite"
  | "power"
  | "premium"
  | "professional"
  | "ultimate";

/** What a mailbox does with threads for which nobody chose: hides them, or shares those that began since then. */
export type PipedriveDefault = "private" | PipedriveSharedDefault;

/** What comes is shared, unless its owner says otherwise. */
export interface PipedriveSharedDefault {
  /** Since when: a default is for mail to come (P-08). */
  readonly sharedSince: Instant;
}

/** What Pipedrive's API does not tell. */
export interface PipedriveDecisions {
  /** The plan of the company: `visible_to: 3` means all of it on some plans, and the owner's group on others. */
  readonly plan: PipedrivePlan;
  /** For all mailboxes, or by `account_id`; `*` stands for those that are not named. Needed where there is mail. */
  readonly threadDefault?: PipedriveDefault | Readonly<Record<string, PipedriveDefault>>;
}

/** The ways in which a mailbox of Zoho's kind shares. */
export type DecidedSharing = CompleteSharing | PrivateSharing | RecordLevelSharing;

/**
 * The hierarchy preference of the organisation: `roles` (whoever holds a role above the owner's), `managers` (those whom
 * the owner reports to), `nobody`; or for each role of an owner the roles that open its records, `*` for all others.
 */
export type AboveOwner = "managers" | "nobody" | "roles" | Readonly<Record<string, readonly Id[]>>;

/** What Zoho's API does not tell. */
export interface ZohoDecisions {
  /** How mail is shared: for all mailboxes, or by the id of the user; `*` stands for those that are not named. */
  readonly sharing: DecidedSharing | Readonly<Record<string, DecidedSharing>>;
  /** Who opens what somebody below them owns. */
  readonly aboveOwner: AboveOwner;
  /** The ids of the profiles of administrators. Needed only where no profile says its `permission_type`. */
  readonly administratorProfiles?: readonly Id[];
}

/** What Creatio's tables do not tell. */
export interface CreatioDecisions {
  /** The ids of the roles whose members open every record. */
  readonly administrators: readonly Id[];
  /** Whether what a role may is for the members of the roles below it too. */
  readonly childRolesInherit: boolean;
}

/** What a snapshot cannot say in Twenty's way. */
export interface TwentyDecisions {
  /** Messages of nobody known are visible in Twenty. `visible` links those of the export to a record that all open. */
  readonly unlinkedMessages: "hidden" | "visible";
}
