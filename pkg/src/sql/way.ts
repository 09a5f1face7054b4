// What the predicate has to know of a sharing mode.

/** How threads of a mailbox come to be seen by others on a record. */
export interface Way {
  /** The list of the context with the mailboxes of which this is the way. */
  readonly list: string;
  /** Where backups count, the list with those of leavers: pairs of a mailbox and the latest moment that one holds. */
  readonly restored: string | undefined;
  /** The types of records that can show mail. */
  readonly types: readonly string[];
  /** Whether only records count that the owner ticked. */
  readonly ticked: boolean;
  /** What the owner's choice for a thread does. */
  readonly choice: "by-default" | "ignored" | "unless-private";
  /** Whether excluded domains apply. */
  readonly screened: boolean;
  /** Whether access to one record is needed, or to every linked one. */
  readonly access: "all" | "any";
}
