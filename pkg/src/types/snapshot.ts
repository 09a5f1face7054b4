// The facts that a policy is made of: what a CRM knows about its users, records, mailboxes and threads.
// `schema.json` is generated from this folder, so every comment here is read by editors of JSON snapshots too.

/**
 * An id of the CRM: at most 256 bytes of UTF-8, without U+FFFD, unique in its collection, compared byte for byte.
 * @minLength 1
 */
export type Id = string;

/** An RFC 3339 instant with an offset, such as `2026-11-21T09:30:00Z` or `2026-11-21T17:30:00+08:00`. */
export type Instant = string;

/** An e-mail address, `local@domain`, of at most 256 bytes, without a display name. */
export type Address = string;

/** A host name of at least two labels. As an entry of a list it stands for itself and all its subdomains. */
export type Domain = string;

/** How much of a thread is seen: nothing, participants and times, also the subject, or everything. */
export type Level = "none" | "metadata" | "subject" | "full";

/** Where mail is about to appear: in the mail tab or communication panel, or on a record's detail view, timeline, history or related list. */
export type Surface = "mailbox" | "record";

/** Everything that is known, at one moment. Anything wrong in it makes all of it refused. */
export interface Snapshot {
  readonly version: 1;
  readonly organization: Organization;
  /** Named sets of users, in a tree. */
  readonly roles: readonly Role[];
  /** Everyone with a login: members, and the vendor's support agents. */
  readonly users: readonly User[];
  /** What mail can be linked to. */
  readonly records: readonly CrmRecord[];
  readonly mailboxes: readonly Mailbox[];
  /** Conversations, each in one mailbox: the unit of visibility. */
  readonly threads: readonly Thread[];
  /** When support agents were let in. Two entries are never live at one moment (S-11). */
  readonly supportAccess?: readonly SupportAccess[];
}

export interface Organization {
  /** The company's own mail domains (M-05). */
  readonly domains?: readonly Domain[];
  /** Domains whose mail is never shared from any personal mailbox. */
  readonly excludedDomains?: readonly Domain[];
}

/** A named set of users; a user holds any number of roles. */
export interface Role {
  readonly id: Id;
  readonly name?: string;
  /** The role above this one. A cycle is refused. */
  readonly parent?: Id;
}

export type UserStatus = "active" | "unconfirmed" | "deactivated";

/** Both are needed to share a mailbox and to manage its grants (C-03). */
export type SystemOperation = "connect-shared-mailbox" | "synchronize-shared-mailbox";

export interface User {
  readonly id: Id;
  readonly name?: string;
  /** Default: `member`. A `support-agent` is the vendor's, hidden and temporary (S-01, S-04). */
  readonly kind?: "member" | "support-agent";
  /** Only active users see anything (Z-17). */
  readonly status: UserStatus;
  /** Default: `standard`. Not given for a support agent. */
  readonly profile?: "standard" | "administrator";
  readonly roles?: readonly Id[];
  /** The user's own addresses and aliases, besides those of the mailboxes owned. */
  readonly addresses?: readonly Address[];
  readonly systemOperations?: readonly SystemOperation[];
  /** The latest time the user was made active again (M-14). */
  readonly reactivatedAt?: Instant;
}

/** Every active user. */
export interface EveryoneMember {
  readonly kind: "everyone";
}

export interface UserMember {
  readonly kind: "user";
  readonly id: Id;
}

export interface RoleMember {
  readonly kind: "role";
  readonly id: Id;
  /** Whether the roles below this one count too. Default: false. */
  readonly descendants?: boolean;
}

export type Member = EveryoneMember | UserMember | RoleMember;

/** A lead, contact, organization, deal or other row that mail can be linked to. */
export interface CrmRecord {
  readonly id: Id;
  readonly type: "lead" | "contact" | "organization" | "deal" | "other";
  readonly name?: string;
  readonly owner?: Id;
  /** Who can open the record, besides its owner, administrators and a live support agent (S-03). */
  readonly access: readonly Member[];
}

export interface AudienceTerms {
  /** How much this member sees. Default: `full`. With several live members that match, the highest counts. */
  readonly level?: "metadata" | "subject" | "full";
  /** Live while `now < until`. Default: for ever. */
  readonly until?: Instant;
}

/** Members that a mailbox is shared with (Z-11). */
export type AudienceMember = Member & AudienceTerms;

export type Right = "read" | "send" | "configure";

export interface GrantTerms {
  /** Read: on records (C-07). Send: from it, and in the mail tab (C-08). Configure: its settings, no mail (C-09). */
  readonly rights: readonly Right[];
  /** Live while `now < until`. Default: for ever. */
  readonly until?: Instant;
}

/** What one user or role may do with a shared mailbox: one grant per grantee, never for the owner (C-11). */
export type Grant = (UserMember | RoleMember) & GrantTerms;

/** Nobody but the owner sees the mail, without exception (Z-06). */
export interface PrivateSharing {
  readonly mode: "private";
}

/** Mail of the leads and contacts that the owner ticked (Z-05). */
export interface RecordLevelSharing {
  readonly mode: "record-level";
  readonly audience: readonly AudienceMember[];
  readonly sharedRecords: readonly Id[];
}

/** Mail of all leads and contacts (Z-04). */
export interface CompleteSharing {
  readonly mode: "complete";
  readonly audience: readonly AudienceMember[];
  /** At most 5 domains whose mail stays the owner's alone (Z-09, Z-15). */
  readonly excludedDomains?: readonly Domain[];
}

/** The owner chooses for each thread (P-03, P-06). */
export interface PerThreadSharing {
  readonly mode: "per-thread";
  /** What counts for a thread without a choice of its own. */
  readonly default: "private" | "shared";
  /** The default `shared` covers only threads whose first message is not older than this (P-08). */
  readonly defaultSince?: Instant;
  /** Whether a viewer must be able to open all linked records or any of them. Default: `all`. */
  readonly linkedAccess?: "all" | "any";
}

/** Several users work one mailbox (C-01). */
export interface SharedMailboxSharing {
  readonly mode: "shared-mailbox";
  readonly grants: readonly Grant[];
}

export type Sharing = PrivateSharing | RecordLevelSharing | CompleteSharing | PerThreadSharing | SharedMailboxSharing;

/** How a mailbox shares. */
export type SharingMode = Sharing["mode"];

export interface Lock {
  readonly by: Id;
  readonly at: Instant;
}

export interface Backup {
  /** A backup counts once `takenAt <= now`. */
  readonly takenAt: Instant;
  readonly status: "in-progress" | "completed";
}

/** A connected e-mail account. */
export interface Mailbox {
  readonly id: Id;
  readonly address: Address;
  /** Of a shared mailbox: who registered it. */
  readonly owner: Id;
  /** Who chose `sharing` (Z-02, Z-03). Default: `owner`. */
  readonly control?: "owner" | "administrator";
  /** Absent: never chosen, so private (Z-16). */
  readonly sharing?: Sharing;
  /** While locked, nobody changes the settings (M-09). */
  readonly lock?: Lock;
  readonly settingsSavedAt?: Instant;
  readonly backups?: readonly Backup[];
}

export interface Thread {
  readonly id: Id;
  readonly mailbox: Id;
  /** Every address in from, to, cc and bcc, each of at most 1,024 bytes. What is no address equals nobody's. */
  readonly participants: readonly string[];
  /** Linked records. */
  readonly records?: readonly Id[];
  /** The owner's explicit choice for this thread (P-06, P-09). */
  readonly sharing?: "shared" | "private";
  /** Default: `active`. Deleted is gone for all (P-10); archived leaves the owner's inbox only (P-11). */
  readonly state?: "active" | "archived" | "deleted";
  readonly firstMessageAt?: Instant;
  readonly lastMessageAt?: Instant;
  /** For display; no rule reads it. */
  readonly subject?: string;
}

/** One time that support was let in (S-01, S-02). */
export interface SupportAccess {
  readonly agent: Id;
  readonly grantedBy: Id;
  readonly activatedAt: Instant;
  /** At least 24 hours after `activatedAt` (S-02). */
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
}
