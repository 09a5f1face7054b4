// The questions that a policy answers.
import type { Id, Instant, Surface } from "./snapshot.js";

/**
 * JSON has no dates, so the schema leaves it out.
 * @hidden
 */
type DateObject = Date;

/** An instant: RFC 3339 text with an offset, or a `Date`. */
export type Moment = Instant | DateObject;

/** What every question about a viewer carries. A member that is `undefined` is absent. */
export interface Asked {
  /** The user for whom the question is answered. */
  readonly viewer: Id;
  /** The moment of the question. Default: the present. */
  readonly now?: Moment | undefined;
}

/** Where the mail would appear. */
export interface Place {
  /** Absent: the better of both surfaces. */
  readonly surface?: Surface | undefined;
  /** The record that is being looked at. It implies the surface `record`; with `mailbox` it is refused. */
  readonly record?: Id | undefined;
}

/** May the viewer see this thread, and how much of it (section 3 of the rules)? */
export interface ViewQuery extends Asked, Place {
  /** Tells the questions apart. */
  readonly action: "view";
  /** The thread to look at. One that the snapshot does not have: error `unknown-thread`. */
  readonly thread: Id;
}

/** May the viewer answer this thread (Z-12, P-05, C-08), or do what only its mailbox's owner does (P-06, P-09, X-05)? */
export interface ThreadQuery extends Asked {
  /** Tells the questions apart. */
  readonly action: "reply" | "forward" | "share-thread" | "unshare-thread" | "archive" | "delete";
  /** The thread to act on. One that the snapshot does not have: error `unknown-thread`. */
  readonly thread: Id;
}

/** May the viewer use, configure or administer this mailbox? */
export interface MailboxQuery extends Asked {
  /** Tells the questions apart. */
  readonly action:
    | "send-from"
    | "configure"
    | "save-settings-unchanged"
    | "change-sharing"
    | "share-mailbox"
    | "assign-sharing"
    | "edit-excluded-domains"
    | "manage-grants"
    | "lock"
    | "unlock"
    | "back-up"
    | "back-up-latest";
  /** The mailbox to act on. One that the snapshot does not have: error `unknown-mailbox`. */
  readonly mailbox: Id;
}

/** May the viewer tick or untick this record (Z-05)? */
export interface RecordTickQuery extends Asked {
  /** Tells the questions apart. */
  readonly action: "share-record-mail" | "unshare-record-mail";
  /** The mailbox whose mail would be shared. One that the snapshot does not have: error `unknown-mailbox`. */
  readonly mailbox: Id;
  /** The record to tick or untick. One that the snapshot does not have: error `unknown-record`. */
  readonly record: Id;
}

/** May the viewer let support in until then (S-02, S-11)? */
export interface SupportPeriodQuery extends Asked {
  /** Tells the questions apart. */
  readonly action: "grant-support-access" | "edit-support-access";
  /** The end that is asked for: at least 24 hours after the start (S-02). No such instant: error `invalid-time`. */
  readonly expiresAt: Moment;
}

/** May the viewer end support access (S-05)? */
export interface SupportEndQuery extends Asked {
  /** Tells the questions apart. */
  readonly action: "revoke-support-access";
}

/** May this support agent do that (S-03, S-07, S-08)? */
export interface OperateQuery extends Asked {
  /** Tells the questions apart. */
  readonly action: "operate";
  /** What the agent is about to do. One that there is not: error `unknown-operation`; a viewer who is no agent: `not-a-support-agent`. */
  readonly operation: Operation;
}

/** One question, told apart by `action`. */
export type Query =
  | ViewQuery
  | ThreadQuery
  | MailboxQuery
  | RecordTickQuery
  | SupportPeriodQuery
  | SupportEndQuery
  | OperateQuery;

/** Everything that `decide` can be asked about. */
export type Action = Query["action"];

/** A query that has this action. */
type QueryOf<Name extends Action, Any extends Query = Query> = Any extends unknown
  ? Name extends Any["action"]
    ? Any
    : never
  : never;

/** What a query names besides the action, for a viewer and a moment that were said before (`policy.as`). */
export type Targets<Name extends Action> =
  QueryOf<Name> extends infer Any ? (Any extends Query ? Omit<Any, "action" | "viewer" | "now"> : never) : never;

/** Which threads does the viewer see there? */
export interface ListQuery extends Asked, Place {}

/** Who sees this thread there? */
export interface WhoCanViewQuery extends Place {
  /** The thread to look at. One that the snapshot does not have: error `unknown-thread`. */
  readonly thread: Id;
  /** The moment of the question. Default: the present. */
  readonly now?: Moment | undefined;
}

/** Which mailboxes can the viewer send from, or administer? */
export interface ViewerQuery extends Asked {}

/** What a support agent may be about to do: the first four are allowed (S-08), the others are restrictions (S-07, S-12). */
export type Operation = "view-record" | "create-record" | "edit-record" | "view-connector" | RestrictedOperation;

/** Operations that no support agent may perform (S-07, S-12). */
export type RestrictedOperation =
  | "delete-record"
  | "manage-support-access"
  | "edit-user-details"
  | "manage-tab-groups"
  | "use-mail-merge"
  | "manage-trusted-domains"
  | "use-flow-workflow-actions"
  | "manage-subscription"
  | "send-mail"
  | "change-mail-permissions"
  | "export-data"
  | "back-up-data"
  | "export-reports"
  | "export-audit-log"
  | "generate-zsc-key"
  | "access-company-settings"
  | "change-administrator-permissions"
  | "configure-integrations"
  | "copy-customization"
  | "edit-connector"
  | "access-marketplace"
  | "be-assigned-by-rule"
  | "access-channels-tab"
  | "access-sheet-and-print-views"
  | "select-dates-beyond-5-years"
  | "use-zia-chatbot"
  | "use-zia-conversational-ai"
  | "use-developer-zia-voice"
  | "create-online-meeting"
  | "use-data-enrichment"
  | "access-voice-of-customer"
  | "use-zia-vision"
  | "use-zia-voice"
  | "access-survey"
  | "create-connector"
  | "use-client-script"
  | "access-social";
