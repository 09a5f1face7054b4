import type { SharingMode, Surface } from "mailveil";
import type { Step } from "./step.ts";

// Section 3 of docs/specification.md, step by step.

export const VIEWER: Step = {
  title: "The viewer is active, or a support agent whose access is live",
  rules: ["Z-17", "S-02"],
  unmet: ["viewer-not-active", "support-access-not-live"],
  ends: true,
};

const DELETED: Step = { title: "The thread is not deleted", rules: ["P-10"], unmet: ["thread-deleted"], ends: true };

const LEAVER: Step = {
  title: "The owner is still there, or a completed backup holds the thread, or the mode needs none",
  rules: ["M-03"],
  unmet: ["owner-deactivated-without-backup"],
  grants: ["backup-available"],
  ends: true,
};

const EXCLUDED: Step = {
  title: "No participant is of an excluded domain, and all can be read where domains are excluded",
  rules: ["X-03", "Z-15", "X-06"],
  unmet: ["excluded-domain", "unreadable-participant"],
  ends: true,
};

const SURFACE: Step = {
  title: "This mode shows others’ mail on this surface",
  rules: ["P-04"],
  unmet: ["surface-not-allowed"],
  ends: true,
};

const ON_RECORD: Step = {
  title: "The thread is linked to the record whose page it is",
  rules: ["P-03"],
  unmet: ["record-not-linked"],
  ends: true,
};

const AUDIENCE: Step = {
  title: "The viewer is in the audience at this moment",
  rules: ["Z-11"],
  unmet: ["not-in-audience"],
  grants: ["in-audience"],
};

const CHOICE: Step = {
  title: "The owner has not made this thread private",
  rules: ["P-03"],
  unmet: ["thread-private"],
};

function access(rule: Step["rules"][number], title = "The viewer can open one of those records"): Step {
  return { title, rules: [rule], unmet: ["record-access-missing"], needsBefore: true };
}

const MODES: Readonly<Record<SharingMode, readonly Step[]>> = {
  private: [{ title: "The mailbox is not private", rules: ["Z-06"], unmet: ["mailbox-private"], ends: true }],
  "record-level": [
    SURFACE,
    ON_RECORD,
    CHOICE,
    AUDIENCE,
    {
      title: "It is linked to a lead or contact that the owner ticked",
      rules: ["Z-05"],
      unmet: ["no-shared-record", "record-type-not-eligible", "thread-not-linked"],
    },
    access("Z-05"),
  ],
  complete: [
    SURFACE,
    ON_RECORD,
    CHOICE,
    AUDIENCE,
    {
      title: "It is linked to a lead or contact",
      rules: ["Z-04"],
      unmet: ["thread-not-linked", "record-type-not-eligible"],
    },
    access("Z-04"),
  ],
  "per-thread": [
    SURFACE,
    ON_RECORD,
    {
      title: "The thread is shared, by its owner or by the default",
      rules: ["P-03"],
      unmet: ["thread-private"],
      grants: ["shared-thread"],
    },
    {
      title: "It is linked to a deal, contact or organization",
      rules: ["P-03"],
      unmet: ["thread-not-linked", "record-type-not-eligible"],
    },
    access("P-03", "The viewer can open the linked records (all of them, or any, as the mailbox says)"),
  ],
  "shared-mailbox": [],
};

const SHARED_MAILBOX: Readonly<Record<Surface, readonly Step[]>> = {
  record: [
    ON_RECORD,
    {
      title: "The viewer has the right to read at this moment",
      rules: ["C-07"],
      unmet: ["no-read-right"],
      grants: ["read-right"],
    },
    { title: "It is linked to a record", rules: ["C-12"], unmet: ["thread-not-linked", "record-type-not-eligible"] },
    access("C-12"),
  ],
  mailbox: [
    {
      title: "The viewer has the right to send at this moment",
      rules: ["C-08"],
      unmet: ["no-send-right"],
      grants: ["send-right"],
    },
  ],
};

const OWNER: Readonly<Record<Surface, readonly Step[]>> = {
  mailbox: [{ title: "The thread is not archived", rules: ["P-11"], unmet: ["thread-archived"], ends: true }],
  record: [
    {
      title: "The thread is linked to the record, or to any where none is named",
      rules: ["X-01"],
      unmet: ["thread-not-linked", "record-not-linked"],
      ends: true,
    },
  ],
};

/** What the steps depend on, as the snapshot says it. */
export interface Case {
  readonly mode: SharingMode;
  readonly surface: Surface;
  readonly isOwner: boolean;
  /** The page of one record is looked at. */
  readonly hasRecord: boolean;
}

/** The steps of a view on one surface. */
export function viewSteps({ mode, surface, isOwner, hasRecord }: Case): readonly Step[] {
  if (isOwner) {
    const owner: Step = { title: "The viewer owns the mailbox", rules: ["X-01"], unmet: [], grants: ["mailbox-owner"] };
    return [VIEWER, DELETED, owner, ...OWNER[surface]];
  }
  const conditions = mode === "shared-mailbox" ? SHARED_MAILBOX[surface] : MODES[mode];
  const bars = mode === "private" || mode === "shared-mailbox" ? [LEAVER] : [LEAVER, EXCLUDED];
  return [VIEWER, DELETED, ...bars, ...conditions.filter((step) => hasRecord || step !== ON_RECORD)];
}
