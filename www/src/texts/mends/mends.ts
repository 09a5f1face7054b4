import type { ReasonCode } from "mailveil";

/** Reasons that deny: those for which something would have to change. */
export type DenyingCode = Exclude<
  ReasonCode,
  | "administrator"
  | "backup-available"
  | "configure-right"
  | "in-audience"
  | "mailbox-owner"
  | "participant"
  | "read-right"
  | "send-right"
  | "shared-thread"
  | "sole-administrator"
  | "support-operation"
>;

/** What would have to change for a reason to go away, as one sentence each. */
export interface Mends {
  /** The words above these sentences. */
  readonly title: string;
  readonly sentences: Readonly<Record<DenyingCode, string>>;
}
