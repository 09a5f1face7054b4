import type { Action, Query } from "mailveil";
import type { Route } from "../../state/route.ts";

/** What an action is done to. */
export type Target = "mailbox" | "mailbox-and-record" | "none" | "operation" | "period" | "thread" | "view";

export const TARGETS: Readonly<Record<Action, Target>> = {
  view: "view",
  reply: "thread",
  forward: "thread",
  archive: "thread",
  delete: "thread",
  "share-thread": "thread",
  "unshare-thread": "thread",
  "send-from": "mailbox",
  configure: "mailbox",
  "save-settings-unchanged": "mailbox",
  "change-sharing": "mailbox",
  "share-mailbox": "mailbox",
  "assign-sharing": "mailbox",
  "edit-excluded-domains": "mailbox",
  "manage-grants": "mailbox",
  lock: "mailbox",
  unlock: "mailbox",
  "back-up": "mailbox",
  "back-up-latest": "mailbox",
  "share-record-mail": "mailbox-and-record",
  "unshare-record-mail": "mailbox-and-record",
  "grant-support-access": "period",
  "edit-support-access": "period",
  "revoke-support-access": "none",
  operate: "operation",
};

export const ACTIONS = Object.keys(TARGETS) as readonly Action[];

export interface Said {
  readonly viewer: string;
  readonly now: string;
  /** The ids that the address means in this snapshot; empty where it names none. */
  readonly thread: string;
  readonly mailbox: string;
  readonly record: string;
}

export function actionOf(params: Route["params"]): Action {
  return ACTIONS.find((action) => action === params["action"]) ?? "view";
}

/** The question that the address asks, as far as it is complete. The module says what is wrong with it. */
export function queryOf(params: Route["params"], { viewer, now, thread, mailbox, record }: Said): Query | undefined {
  const action = actionOf(params);
  const target = TARGETS[action];
  const missing = (target === "thread" || target === "view") && thread === "";
  if (missing || (target === "mailbox-and-record" && record === "")) return undefined;
  const fields: Readonly<Record<Target, object>> = {
    mailbox: { mailbox },
    "mailbox-and-record": { mailbox, record },
    none: {},
    operation: { operation: params["operation"] ?? "view-record" },
    period: { expiresAt: params["until"] ?? now },
    thread: { thread },
    view: { thread, ...placeOf(params, record) },
  };
  return { action, viewer, now, ...fields[target] } as Query;
}

export function placeOf(params: Route["params"], record: string): { surface?: "mailbox" | "record"; record?: string } {
  const on = params["on"];
  if (on === "record" && record !== "") return { surface: "record", record };
  return on === "record" || on === "mailbox" ? { surface: on } : {};
}
