import type { ReasonCode } from "mailveil";
import type { View } from "../state/route.ts";

/** A place in the sample where a family of rules shows. */
export interface Story {
  readonly family: string;
  readonly title: string;
  readonly text: string;
  readonly view: View;
  readonly params: Readonly<Record<string, string>>;
  /** What the decision says there, for stories that lead to one: tests hold the sample to it. */
  readonly code?: ReasonCode;
}

const INES = "u-ines-okafor";

/** One story for each family of rules, and one for each thing that can be done. */
export const STORIES: readonly Story[] = [
  {
    family: "Zoho CRM: mail sharing (Z)",
    title: "Private means private, for administrators too",
    text: "Petra Vance is an administrator and can open every record. A private mailbox still shows nothing to an administrator, and no setting changes that.",
    view: "why",
    params: { as: "u-petra-vance", action: "view", thread: "t-3" },
    code: "mailbox-private",
  },
  {
    family: "Zoho CRM: mail sharing (Z)",
    title: "An audience may see the subject and no more",
    text: "A mailbox with complete sharing is open to Ines Okafor at the level “subject”: the thread is known, and cannot be read.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-162", on: "record" },
    code: "in-audience",
  },
  {
    family: "Creatio: shared mailboxes (C)",
    title: "Three rights, each by itself",
    text: "To have a shared mailbox in one’s mail tab takes the right to send. The right to read shows its mail on records only.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-5", on: "mailbox" },
    code: "no-send-right",
  },
  {
    family: "Pipedrive: sharing per thread (P)",
    title: "Shared, and still not for everyone",
    text: "The owner has shared this thread. Ines cannot open all the records that it is linked to, so the thread stays hidden.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-47", on: "record" },
    code: "record-access-missing",
  },
  {
    family: "Pipedrive: sharing per thread (P)",
    title: "Archived is not deleted",
    text: "An archived thread leaves its owner’s mail tab, and stays on the records that it is linked to.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-89", on: "mailbox" },
    code: "thread-archived",
  },
  {
    family: "Zoho Mail: leavers and backups (M)",
    title: "Without a backup, a leaver’s mail is gone",
    text: "The owner was deactivated, and no completed backup holds this thread. Drag the moment, and see when others could still read it.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-228", on: "record" },
    code: "owner-deactivated-without-backup",
  },
  {
    family: "Zoho CRM: technical support (S)",
    title: "The engineer whose visit has ended",
    text: "The vendor’s engineer saw this thread while the access was live. Since Wednesday, nothing at all is shown.",
    view: "why",
    params: { as: "agent-today", action: "view", thread: "t-111", at: "2026-11-05T09:00:00Z" },
    code: "support-access-not-live",
  },
  {
    family: "mailveil’s own rules (X)",
    title: "The lawyers’ domain is never shared",
    text: "The organisation excludes a law firm’s domain: mail with it stays with the owner of the mailbox, whatever the mailbox shares.",
    view: "why",
    params: { as: INES, action: "view", thread: "t-92", on: "record" },
    code: "excluded-domain",
  },
  {
    family: "To look at",
    title: "Priya’s mail tab and record pages",
    text: "As Priya Nandakumar has them: what is hidden is nowhere on the page, and each disabled button says why.",
    view: "viewer",
    params: { as: "u-priya-nandakumar" },
  },
  {
    family: "To look at",
    title: "Who sees what, all at once",
    text: "Every user and every mailbox in one picture. Point at a cell for its numbers; Enter zooms in to the threads.",
    view: "matrix",
    params: {},
  },
  {
    family: "To do",
    title: "Before you open a mailbox to everyone",
    text: "Set Rafael Montero’s mailbox to complete sharing with everyone, and read who would gain what before anything is applied.",
    view: "what-if",
    params: { mailbox: "m-rafael-montero" },
  },
  {
    family: "To do",
    title: "Lock a mailbox, or find out why not",
    text: "The administration page of a mailbox: buttons do what the module allows on the snapshot in hand, and the others say why not.",
    view: "administration",
    params: { by: "u-petra-vance", mailbox: "m-joost-veldkamp" },
  },
  {
    family: "To do",
    title: "What is wrong with these settings?",
    text: "Members whose time has ended, leavers without a backup, domains that match nobody: found, shown and, where a proposal can, mended.",
    view: "health",
    params: {},
  },
];
