// The snapshot of section 2, as far as section 3 reads it. Written out here, so that the reference depends on no type of the package.

export interface Organization {
  readonly organization: {
    readonly domains?: readonly string[];
    readonly excludedDomains?: readonly string[];
    readonly subaddressing?: boolean;
  };
  readonly roles: readonly { readonly id: string; readonly parent?: string }[];
  readonly users: readonly User[];
  readonly records: readonly CrmRecord[];
  readonly mailboxes: readonly Mailbox[];
  readonly threads: readonly Thread[];
  readonly supportAccess?: readonly SupportAccess[];
}

export interface User {
  readonly id: string;
  readonly kind?: "member" | "support-agent";
  readonly status: "active" | "unconfirmed" | "deactivated";
  readonly profile?: "standard" | "administrator";
  readonly roles?: readonly string[];
  readonly addresses?: readonly string[];
  readonly aliases?: readonly string[];
}

export type Member =
  | { readonly kind: "everyone" }
  | { readonly kind: "user"; readonly id: string }
  | { readonly kind: "role"; readonly id: string; readonly descendants?: boolean };

export interface Period {
  readonly from?: string;
  readonly until?: string;
}

export type AudienceMember = Member & Period & { readonly level?: "metadata" | "subject" | "full" };
export type Grant = Member & Period & { readonly rights: readonly ("read" | "send" | "configure")[] };

export interface CrmRecord {
  readonly id: string;
  readonly type: "lead" | "contact" | "organization" | "deal" | "other";
  readonly owner?: string;
  readonly access: readonly Member[];
}

export interface Mailbox {
  readonly id: string;
  readonly address: string;
  readonly owner: string;
  readonly sharing?: Sharing;
  readonly backups?: readonly { readonly takenAt: string; readonly status: "in-progress" | "completed" }[];
}

export type Sharing =
  | { readonly mode: "private" }
  | {
      readonly mode: "record-level";
      readonly audience: readonly AudienceMember[];
      readonly sharedRecords: readonly string[];
    }
  | {
      readonly mode: "complete";
      readonly audience: readonly AudienceMember[];
      readonly excludedDomains?: readonly string[];
    }
  | {
      readonly mode: "per-thread";
      readonly default: "private" | "shared";
      readonly defaultSince?: string;
      readonly linkedAccess?: "all" | "any";
    }
  | { readonly mode: "shared-mailbox"; readonly grants: readonly Grant[] };

export interface Thread {
  readonly id: string;
  readonly mailbox: string;
  readonly participants: readonly string[];
  readonly records?: readonly string[];
  readonly sharing?: "private" | "shared";
  readonly state?: "active" | "archived" | "deleted";
  readonly firstMessageAt?: string;
  readonly lastMessageAt?: string;
}

export interface SupportAccess {
  readonly agent: string;
  readonly activatedAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string;
}

/** The type of a record; nothing for one that is not known. */
export function typeOf({ records }: Organization, id: string): CrmRecord["type"] | undefined {
  return records.find((record) => record.id === id)?.type;
}
