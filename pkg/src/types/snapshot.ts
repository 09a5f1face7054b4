// The facts that a policy is made of: what a CRM knows about its users, records, mailboxes and threads.
// `schema.json` is generated from this folder, so every comment here is read by editors of JSON snapshots too.

/**
 * An id of the CRM: at most 256 bytes of UTF-8, without U+FFFD, unique in its collection, compared byte for byte.
 * @minLength 1
 */
export type Id = string;

/** An RFC 3339 instant with an offset, such as `2026-11-21T09:30:00Z` or `2026-11-21T17:30:00+08:00`. */
export type Instant = string;

/** An e-mail address of at most 256 bytes, `local@domain` or `local@[192.0.2.1]`, without a display name or quotes. */
export type Address = string;

/** A host name of one or more labels, such as `example.com`. As an entry of a list it stands for itself and all its subdomains. */
export type Domain = string;

/** How much of a thread is seen: nothing, participants and times, also the subject, or everything. */
export type Level = "none" | "metadata" | "subject" | "full";

/** Where mail is about to appear: in the mail tab or communication panel, or on a record's detail view, timeline, history or related list. */
export type Surface = "mailbox" | "record";

/** Everything that is known, at one moment. Anything wrong in it makes all of it refused. */
export interface Snapshot {
  /** The version of this format. */
  readonly version: 1;
  /** What counts for all mailboxes. */
  readonly organization: Organization;
  /** Named sets of users, in a tree. */
  readonly roles: readonly Role[];
  /** Everyone with a login: members, and the vendor's support agents. */
  readonly users: readonly User[];
  /** What mail can be linked to. */
  readonly records: readonly CrmRecord[];
  /** Connected e-mail accounts. */
  readonly mailboxes: readonly Mailbox[];
  /** Conversations, each in one mailbox: the unit of visibility. */
  readonly threads: readonly Thread[];
  /** When support agents were let in. Two entries are never live at one moment (S-11). */
  readonly supportAccess?: readonly SupportAccess[];
}

/** The one organisation inside which mail is shared (Z-01). */
export interface Organization {
  /** The company's own mail domains (M-05). */
  readonly domains?: readonly Domain[];
  /** Domains whose mail is never shared from any personal mailbox. */
  readonly excludedDomains?: readonly Domain[];
  /** Whether `ann+news@example.com` is the own name of whoever has `ann@example.com`, in `domains` alone. Default: false. */
  readonly subaddressing?: boolean;
}

/** A named set of users; a user holds any number of roles. */
export interface Role {
  /** Unique in its collection. */
  readonly id: Id;
  /** For display; no rule reads it. */
  readonly name?: string;
  /** The role above this one. A cycle is refused. */
  readonly parent?: Id;
}

/** Only `active` users see anything (Z-17); `deactivated` ones are leavers (M-03). */
export type UserStatus = "active" | "unconfirmed" | "deactivated";

/** Both are needed to share a mailbox and to manage its grants (C-03). */
export type SystemOperation = "connect-shared-mailbox" | "synchronize-shared-mailbox";

/** Someone with a login in the CRM organisation. */
export interface User {
  /** Unique in its collection. */
  readonly id: Id;
  /** For display; no rule reads it. */
  readonly name?: string;
  /** Default: `member`. A `support-agent` is the vendor's, hidden and temporary (S-01, S-04). */
  readonly kind?: "member" | "support-agent";
  /** Only active users see anything (Z-17). */
  readonly status: UserStatus;
  /** Default: `standard`. Not given for a support agent. */
  readonly profile?: "standard" | "administrator";
  /** The roles that the user holds. None for a support agent. */
  readonly roles?: readonly Id[];
  /** The user's own addresses, besides those of the mailboxes owned. */
  readonly addresses?: readonly Address[];
  /** Own names in mail that are no addresses, such as X.500 names: any text of 1 to 1,024 bytes. ASCII letters of either case are equal. */
  readonly aliases?: readonly string[];
  /** What the user may do to share mailboxes (C-03). */
  readonly systemOperations?: readonly SystemOperation[];
  /** The latest time the user was made active again (M-14). */
  readonly reactivatedAt?: Instant;
}

/** Every active user. */
export interface EveryoneMember {
  /** Tells the members apart. */
  readonly kind: "everyone";
}

/** One user; never a support agent. */
export interface UserMember {
  /** Tells the members apart. */
  readonly kind: "user";
  /** The id of a user. */
  readonly id: Id;
}

/** All users who hold a role (C-05). */
export interface RoleMember {
  /** Tells the members apart. */
  readonly kind: "role";
  /** The id of a role. */
  readonly id: Id;
  /** Whether the roles below this one count too. Default: false. */
  readonly descendants?: boolean;
}

/** Whom a mailbox or record is open to. */
export type Member = EveryoneMember | UserMember | RoleMember;

/** A lead, contact, organization, deal or other row that mail can be linked to. */
export interface CrmRecord {
  /** Unique in its collection. */
  readonly id: Id;
  /** Modes differ in the types whose mail they share (Z-04, Z-05, P-03). */
  readonly type: "lead" | "contact" | "organization" | "deal" | "other";
  /** For display; no rule reads it. */
  readonly name?: string;
  /** The user who owns the record, and so can open it. */
  readonly owner?: Id;
  /** Who can open the record, besides its owner, administrators and a live support agent (S-03). */
  readonly access: readonly Member[];
}

/** How much a member of an audience sees, and when. */
export interface AudienceTerms {
  /** How much this member sees. Default: `full`. With several live members that match, the highest counts. */
  readonly level?: "metadata" | "subject" | "full";
  /** Live from then on: `from <= now`. Default: always. */
  readonly from?: Instant;
  /** Live until then: `now < until`, which is later than `from`. Default: without an end. */
  readonly until?: Instant;
}

/** Members that a mailbox is shared with (Z-11). */
export type AudienceMember = Member & AudienceTerms;

/** What a grant of a shared mailbox gives: three rights, each by itself (C-06). */
export type Right = "read" | "send" | "configure";

/** What a grantee may do, and when. */
export interface GrantTerms {
  /** Read: on records (C-07). Send: from it, and in the mail tab (C-08). Configure: its settings, no mail (C-09). */
  readonly rights: readonly Right[];
  /** Live from then on: `from <= now`. Default: always. */
  readonly from?: Instant;
  /** Live until then: `now < until`, which is later than `from`. Default: without an end. */
  readonly until?: Instant;
}

/** What one user or role may do with a shared mailbox: one grant per grantee, never for the owner (C-11). */
export type Grant = (UserMember | RoleMember) & GrantTerms;

/** Nobody but the owner sees the mail, without exception (Z-06). */
export interface PrivateSharing {
  /** Tells the modes apart. */
  readonly mode: "private";
}

/** Mail of the leads and contacts that the owner ticked (Z-05). */
export interface RecordLevelSharing {
  /** Tells the modes apart. */
  readonly mode: "record-level";
  /** Who sees that mail; at least one member (Z-11). */
  readonly audience: readonly AudienceMember[];
  /** The leads and contacts that the owner ticked; may be empty. */
  readonly sharedRecords: readonly Id[];
}

/** Mail of all leads and contacts (Z-04). */
export interface CompleteSharing {
  /** Tells the modes apart. */
  readonly mode: "complete";
  /** Who sees that mail; at least one member (Z-11). */
  readonly audience: readonly AudienceMember[];
  /** At most 5 domains whose mail stays the owner's alone (Z-09, Z-15). */
  readonly excludedDomains?: readonly Domain[];
}

/** The owner chooses for each thread (P-03, P-06). */
export interface PerThreadSharing {
  /** Tells the modes apart. */
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
  /** Tells the modes apart. */
  readonly mode: "shared-mailbox";
  /** Who may use the mailbox besides its owner; may be empty. */
  readonly grants: readonly Grant[];
}

/** How a mailbox shares, with what its mode needs. */
export type Sharing = PrivateSharing | RecordLevelSharing | CompleteSharing | PerThreadSharing | SharedMailboxSharing;

/** How a mailbox shares. */
export type SharingMode = Sharing["mode"];

/** A lock that an administrator put on a mailbox (M-01). */
export interface Lock {
  /** The user who locked it; never a support agent. */
  readonly by: Id;
  /** When. */
  readonly at: Instant;
}

/** A backup of a leaver's mailbox (M-01). */
export interface Backup {
  /** A backup counts once `takenAt <= now`. */
  readonly takenAt: Instant;
  /** Only `completed` ones hold mail (M-06). */
  readonly status: "in-progress" | "completed";
}

/** A connected e-mail account. */
export interface Mailbox {
  /** Unique in its collection. */
  readonly id: Id;
  /** Also one of its owner's own addresses. Its domain counts for backups (M-05). */
  readonly address: Address;
  /** Of a shared mailbox: who registered it. */
  readonly owner: Id;
  /** Who chose `sharing` (Z-02, Z-03). Default: `owner`. */
  readonly control?: "owner" | "administrator";
  /** Absent: never chosen, so private (Z-16). */
  readonly sharing?: Sharing;
  /** While locked, nobody changes the settings (M-09). */
  readonly lock?: Lock;
  /** The latest time its settings were saved (M-14). */
  readonly settingsSavedAt?: Instant;
  /** Every backup that was made or is being made; may be empty. */
  readonly backups?: readonly Backup[];
}

/** One conversation in one mailbox: the unit of visibility. */
export interface Thread {
  /** Unique in its collection. */
  readonly id: Id;
  /** The id of the mailbox it is in. */
  readonly mailbox: Id;
  /**
   * Every address in from, sender, reply-to, to, cc, bcc and x-original-from, each of at most 1,024 bytes.
   * Where domains are excluded, one that is no address and no own name of the owner hides the thread, and so does an empty list.
   */
  readonly participants: readonly string[];
  /** Linked records. */
  readonly records?: readonly Id[];
  /** The owner's explicit choice for this thread (P-06, P-09). */
  readonly sharing?: "shared" | "private";
  /** Default: `active`. Deleted is gone for all (P-10); archived leaves the owner's inbox only (P-11). */
  readonly state?: "active" | "archived" | "deleted";
  /** When it began. Absent: too early for a default with `defaultSince` (P-08). */
  readonly firstMessageAt?: Instant;
  /** When its latest message came or went. Absent: later than every backup (M-03). */
  readonly lastMessageAt?: Instant;
  /** For display; no rule reads it. */
  readonly subject?: string;
}

/** One time that support was let in (S-01, S-02). */
export interface SupportAccess {
  /** The support agent who was let in. */
  readonly agent: Id;
  /** The member who let them in; that member may have left since. */
  readonly grantedBy: Id;
  /** From when. */
  readonly activatedAt: Instant;
  /** At least 24 hours after `activatedAt` (S-02). */
  readonly expiresAt: Instant;
  /** The moment at which it was ended early (S-05). */
  readonly revokedAt?: Instant;
}
