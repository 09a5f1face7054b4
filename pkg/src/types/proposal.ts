// What an action would do, and what a change exposes.
import type { Decision } from "./decision.js";
import type { Problem } from "./problem.js";
import type {
  Asked,
  MailboxQuery,
  Moment,
  OperateQuery,
  RecordTickQuery,
  SupportEndQuery,
  SupportPeriodQuery,
  ThreadQuery,
  ViewQuery,
} from "./query.js";
import type { Domain, Grant, Id, Level, Sharing, SharedMailboxSharing, Surface } from "./snapshot.js";

/** What every proposal may be asked besides. */
export interface ProposalTerms {
  /** Whether to tell what the change exposes, too. Default: false. */
  readonly exposure?: boolean | undefined;
}

/** An action that takes no value. */
export interface WithoutValue extends ProposalTerms {
  /** There is none. */
  readonly value?: undefined;
}

/** How a mailbox of one person shares. To make it a shared mailbox, propose `share-mailbox`. */
export type PersonalSharing = Exclude<Sharing, SharedMailboxSharing>;

/** Another way of sharing, chosen by whoever controls it (Z-02, M-08), or by an administrator, to whom control then passes. */
export interface SharingProposalQuery extends Asked, ProposalTerms {
  /** Tells the questions apart. */
  readonly action: "change-sharing" | "assign-sharing";
  /** The mailbox to act on. One that the snapshot does not have: error `unknown-mailbox`. */
  readonly mailbox: Id;
  /** The sharing. A new per-thread default without `defaultSince` begins now (P-08). */
  readonly value: PersonalSharing;
}

/** The grants of a mailbox that becomes a shared one, or is one (C-03, C-05). */
export interface GrantsProposalQuery extends Asked, ProposalTerms {
  /** Tells the questions apart. */
  readonly action: "share-mailbox" | "manage-grants";
  /** The mailbox to act on. One that the snapshot does not have: error `unknown-mailbox`. */
  readonly mailbox: Id;
  /** All its grants from then on. */
  readonly value: readonly Grant[];
}

/** The domains that a mailbox of mode `complete` excludes (Z-09). */
export interface ExclusionsProposalQuery extends Asked, ProposalTerms {
  /** Tells the questions apart. */
  readonly action: "edit-excluded-domains";
  /** The mailbox to act on. One that the snapshot does not have: error `unknown-mailbox`. */
  readonly mailbox: Id;
  /** All of them from then on: at most 5. */
  readonly value: readonly Domain[];
}

/** Whom support access is for. */
export interface SupportAgentValue {
  /** A support agent. */
  readonly agent: Id;
}

/** Support access for an agent, until then (S-02, S-11). */
export interface SupportGrantProposalQuery extends Asked, ProposalTerms {
  /** Tells the questions apart. */
  readonly action: "grant-support-access";
  /** The end: at least 24 hours after the start (S-02). No such instant: error `invalid-time`. */
  readonly expiresAt: Moment;
  /** The agent. */
  readonly value: SupportAgentValue;
}

/** An action on a mailbox that takes no value. */
export type MailboxProposalQuery = MailboxQuery &
  WithoutValue & {
    /** Tells the questions apart. */
    readonly action:
      | "send-from"
      | "configure"
      | "save-settings-unchanged"
      | "lock"
      | "unlock"
      | "back-up"
      | "back-up-latest";
  };

/** Another end for the support access that is live. */
export type SupportEditProposalQuery = SupportPeriodQuery &
  WithoutValue & {
    /** Tells the questions apart. */
    readonly action: "edit-support-access";
  };

/** What would an action do? The question of `decide`, with the value that the action takes, told apart by `action`. */
export type ProposeQuery =
  | SharingProposalQuery
  | GrantsProposalQuery
  | ExclusionsProposalQuery
  | SupportGrantProposalQuery
  | MailboxProposalQuery
  | SupportEditProposalQuery
  | ((ViewQuery | ThreadQuery | RecordTickQuery | SupportEndQuery | OperateQuery) & WithoutValue);

/** Puts a value in place of the one that is there, or where there is none; behind the last one for a path ending in `/-`. */
export interface AddOperation {
  /** Tells the operations apart. */
  readonly op: "add";
  /** JSON Pointer into the snapshot. */
  readonly path: string;
  /** The value, as it was given; times are in UTC. */
  readonly value: unknown;
}

/** Takes away what is there. */
export interface RemoveOperation {
  /** Tells the operations apart. */
  readonly op: "remove";
  /** JSON Pointer into the snapshot. */
  readonly path: string;
}

/** One operation of a JSON Patch (RFC 6902). */
export type PatchOperation = AddOperation | RemoveOperation;

/** What an action would do, before it is done. */
export interface Proposal {
  /** May the viewer do this? As `decide` says, whatever the value. */
  readonly decision: Decision;
  /** What is wrong with the value, with paths under `/value`: the first 1,000, in its order. */
  readonly problems: readonly Problem[];
  /**
   * Applied to the snapshot that was parsed, it gives the one after the action. Empty unless the decision is allowed and there
   * are no problems. Rows are those of the policy: threads that came later are behind those of the snapshot.
   */
  readonly patch: readonly PatchOperation[];
  /** What that changes for whom, if it was asked; also when the decision is denied. Absent where nothing would change. */
  readonly exposure?: Exposure;
}

/** How are two policies compared? */
export interface ExposureQuery {
  /** The moment, of both. Default: the present. */
  readonly now?: Moment | undefined;
  /** Where mail appears. Absent: the better of both surfaces. */
  readonly surface?: Surface | undefined;
  /** How many examples each user has at most: 0 to 100. Default: 3. */
  readonly examples?: number | undefined;
}

/** What a change shows and hides. */
export interface Exposure {
  /** Those for whom something differs, support agents too: in the order after the change, then those who are gone. */
  readonly users: readonly ExposedUser[];
  /** How many pairs of a user and a thread differ. */
  readonly pairs: number;
}

/** For how many threads a user's level differs. */
export interface ExposedUser {
  /** The user. */
  readonly user: Id;
  /** Threads not seen before. */
  readonly gained: number;
  /** Threads not seen any more. */
  readonly lost: number;
  /** Threads of which more is seen. */
  readonly raised: number;
  /** Threads of which less is seen, but something. */
  readonly lowered: number;
  /** Those gained and raised that are now seen in full. */
  readonly toFull: number;
  /** Those that reach the highest level first, then in the order of rows. */
  readonly examples: readonly ExposedThread[];
}

/** A thread whose level differs for a user. */
export interface ExposedThread {
  /** The thread. */
  readonly thread: Id;
  /** The level before the change. */
  readonly before: Level;
  /** The level after it. */
  readonly after: Level;
}
