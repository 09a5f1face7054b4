import type { Action } from "mailveil";
import type { Step } from "./step.ts";
import { VIEWER } from "./view-steps.ts";

// Section 4 of docs/specification.md: what each action is denied with, in its order.

const SUPPORT: Step = {
  title: "Support agents may do this",
  rules: ["S-07", "S-12"],
  unmet: ["support-restricted"],
  ends: true,
};

const SEEN: Step = {
  title: "The viewer sees the thread",
  rules: ["Z-12"],
  unmet: "rest",
  grants: ["backup-available", "in-audience", "read-right", "shared-thread"],
  ends: true,
};
const FULL: Step = { title: "They see all of it", rules: ["Z-12"], unmet: ["level-too-low"] };
const PARTICIPANT: Step = {
  title: "They take part in it, where mail is shared thread by thread",
  rules: ["P-05"],
  unmet: ["not-a-participant"],
  grants: ["participant", "mailbox-owner"],
};
const SEND: Step = {
  title: "They have the right to send, where the mailbox is a shared one",
  rules: ["C-08"],
  unmet: ["no-send-right"],
  grants: ["send-right"],
};

function owner(rule: Step["rules"][number], ends = true): Step {
  return {
    title: "The viewer owns the mailbox",
    rules: [rule],
    unmet: ["not-mailbox-owner"],
    grants: ["mailbox-owner"],
    ends,
  };
}
function administrator(rule: Step["rules"][number]): Step {
  return {
    title: "The viewer is an administrator",
    rules: [rule],
    unmet: ["not-administrator"],
    grants: ["administrator"],
    ends: true,
  };
}

const NOT_DELETED: Step = { title: "The thread is not deleted", rules: ["P-10"], unmet: ["thread-deleted"] };
const NOT_LOCKED: Step = { title: "The mailbox is not locked", rules: ["M-09"], unmet: ["mailbox-locked"] };
const OWNERS_CHOICE: Step = {
  title: "Its owner, not an administrator, chooses how it shares",
  rules: ["Z-02"],
  unmet: ["controlled-by-administrator"],
};
const PERSONAL: Step = {
  title: "It is a personal mailbox, not a shared one",
  rules: ["C-04"],
  unmet: ["is-shared-mailbox"],
  ends: true,
};
const OPERATIONS: Step = {
  title: "They have both system operations",
  rules: ["C-03"],
  unmet: ["system-operation-missing"],
};
const CONFIGURE: Step = {
  title: "They own the mailbox, or have the right to configure it",
  rules: ["C-09"],
  unmet: ["no-configure-right", "not-mailbox-owner"],
  grants: ["configure-right", "mailbox-owner"],
};
const OTHERS_MAILBOX: Step = {
  title: "It is not their own mailbox, unless they are the only administrator",
  rules: ["M-11", "M-12"],
  unmet: ["own-mailbox"],
  grants: ["sole-administrator"],
};

const BACK_UP: readonly Step[] = [
  administrator("M-02"),
  { title: "The owner is deactivated", rules: ["M-01"], unmet: ["owner-not-deactivated"] },
  { title: "The mode is record-level or complete", rules: ["M-04"], unmet: ["mailbox-private", "mode-without-backup"] },
  { title: "The address is of the organisation’s own domains", rules: ["M-05"], unmet: ["foreign-domain"] },
  { title: "No backup is being made", rules: ["M-06"], unmet: ["backup-in-progress"] },
];

const THREAD_SHARING: readonly Step[] = [
  owner("P-06"),
  { title: "The mode has a choice per thread", rules: ["P-06"], unmet: ["mode-without-thread-sharing"] },
  NOT_DELETED,
];

const RECORD_SHARING: readonly Step[] = [
  owner("Z-05"),
  {
    title: "The mode shares record by record",
    rules: ["Z-05", "Z-14"],
    unmet: ["mode-without-record-sharing", "everything-already-shared"],
    ends: true,
  },
  { title: "The record is a lead or contact", rules: ["Z-05"], unmet: ["record-type-not-eligible"] },
  { title: "They can open the record", rules: ["Z-05"], unmet: ["record-access-missing"] },
];

const LONG_ENOUGH: Step = {
  title: "It lasts at least a day, and ends in the future",
  rules: ["S-02"],
  unmet: ["support-access-too-short"],
};
const SLOT: Step = { title: "No other support access is live then", rules: ["S-11"], unmet: ["support-slot-taken"] };
const LIVE: Step = { title: "Support access is live", rules: ["S-05"], unmet: ["no-live-support-access"], ends: true };

const STEPS: Readonly<Record<Exclude<Action, "view">, readonly Step[]>> = {
  reply: [SEEN, FULL, PARTICIPANT, SEND],
  forward: [SEEN, FULL, PARTICIPANT, SEND],
  "send-from": [
    {
      ...SEND,
      title: "They own the mailbox, or have the right to send from it",
      unmet: ["no-send-right", "not-mailbox-owner"],
      grants: ["send-right", "mailbox-owner"],
    },
  ],
  configure: [{ ...NOT_LOCKED, ends: true }, CONFIGURE],
  "save-settings-unchanged": [owner("M-08")],
  "change-sharing": [
    PERSONAL,
    {
      title: "The choice is theirs: the owner’s, or an administrator’s where administrators control the mailbox",
      rules: ["M-08", "Z-02"],
      unmet: ["not-mailbox-owner", "controlled-by-administrator", "not-administrator"],
      grants: ["mailbox-owner", "administrator"],
      ends: true,
    },
    NOT_LOCKED,
  ],
  "share-mailbox": [owner("M-08"), PERSONAL, OWNERS_CHOICE, NOT_LOCKED, OPERATIONS],
  "assign-sharing": [administrator("Z-02"), PERSONAL],
  "edit-excluded-domains": [
    { title: "The mode has a list of excluded domains", rules: ["Z-09"], unmet: ["mode-without-exclusions"] },
    {
      title: "The viewer is an administrator, or owns the mailbox",
      rules: ["Z-02", "M-08"],
      unmet: ["not-mailbox-owner"],
      grants: ["administrator", "mailbox-owner"],
      ends: true,
    },
    OWNERS_CHOICE,
    NOT_LOCKED,
  ],
  "share-record-mail": RECORD_SHARING,
  "unshare-record-mail": RECORD_SHARING,
  "share-thread": THREAD_SHARING,
  "unshare-thread": THREAD_SHARING,
  archive: [owner("P-06"), NOT_DELETED],
  delete: [owner("P-06"), NOT_DELETED],
  "manage-grants": [
    { title: "It is a shared mailbox", rules: ["C-04"], unmet: ["not-a-shared-mailbox"], ends: true },
    CONFIGURE,
    OPERATIONS,
  ],
  lock: [
    administrator("M-02"),
    { ...PERSONAL, ends: false },
    { title: "It is not private", rules: ["M-10"], unmet: ["mailbox-private"] },
    OTHERS_MAILBOX,
    { title: "It is not locked yet", rules: ["M-13"], unmet: ["already-locked"] },
  ],
  unlock: [administrator("M-02"), OTHERS_MAILBOX, { title: "It is locked", rules: ["M-13"], unmet: ["not-locked"] }],
  "back-up": [...BACK_UP, { title: "There is no backup yet", rules: ["M-06"], unmet: ["backup-exists"] }],
  "back-up-latest": [
    ...BACK_UP,
    {
      title: "There is an earlier backup, and the owner came back and saved the settings since",
      rules: ["M-14"],
      unmet: ["no-earlier-backup", "not-reactivated-since-backup", "settings-not-saved-since-reactivation"],
    },
  ],
  "grant-support-access": [administrator("S-05"), SLOT, LONG_ENOUGH],
  "edit-support-access": [administrator("S-05"), LIVE, LONG_ENOUGH, SLOT],
  "revoke-support-access": [administrator("S-05"), LIVE],
  operate: [{ ...SUPPORT, grants: ["support-operation"] }],
};

/** The steps of an action that is no view. */
export function actionSteps(action: Exclude<Action, "view">): readonly Step[] {
  return action === "operate" ? [VIEWER, ...STEPS.operate] : [VIEWER, SUPPORT, ...STEPS[action]];
}
