// What a viewer may do, in plain JavaScript with reasons: a few actions of section 4 of the rules.
import type { Decision, MailboxQuery, Reason, Thread, ThreadQuery } from "mailveil";
import { FULL, NONE, type PlainViewer } from "./plain.ts";
import { explain } from "./plain-reasons.ts";

export type MixedQuery =
  | (ThreadQuery & { readonly action: "reply" })
  | (MailboxQuery & { readonly action: "lock" | "configure" | "change-sharing" });

/** A decision about one of the actions. `find` knows the threads. */
export function decideAction(viewer: PlainViewer, query: MixedQuery, find: (thread: string) => Thread): Decision {
  if (viewer.user.status !== "active") return denied([{ code: "viewer-not-active", rule: "Z-17" }]);
  switch (query.action) {
    case "reply":
      return reply(viewer, find(query.thread));
    case "lock":
      return lock(viewer, query.mailbox);
    case "configure":
      return configure(viewer, query.mailbox);
    case "change-sharing":
      return changeSharing(viewer, query.mailbox);
    default:
      return query satisfies never;
  }
}

const denied = (reasons: Reason[]): Decision => ({ outcome: "denied", reasons, obligations: [] });

const no = (code: Reason["code"], rule: Reason["rule"]): Decision => denied([{ code, rule }]);

const yes = (code: Reason["code"], rule: Reason["rule"]): Decision => ({
  outcome: "allowed",
  reasons: [{ code, rule }],
  obligations: [],
});

function reply(viewer: PlainViewer, thread: Thread): Decision {
  const reasons: Reason[] = [];
  const level = explain(viewer, thread, undefined, reasons);
  if (level === NONE) return denied(reasons);
  const share = viewer.share(thread.mailbox);
  if (share.owned) return yes("mailbox-owner", "X-01");
  if (level !== FULL) return no("level-too-low", "Z-12");
  const [first] = reasons;
  switch (share.sharing.mode) {
    case "per-thread": {
      const own = viewer.plain.exclusions.ownOf(viewer.user.id);
      const isParticipant = thread.participants.some((participant) => own.has(participant.toLowerCase()));
      return isParticipant ? yes("participant", "P-05") : no("not-a-participant", "P-05");
    }
    case "shared-mailbox":
      if (share.send) return yes("send-right", "C-08");
      return denied([{ code: "no-send-right", rule: "C-08", ...share.missed.send }]);
    default:
      return { outcome: "allowed", reasons: first === undefined ? [] : [first], obligations: [] };
  }
}

function lock(viewer: PlainViewer, id: string): Decision {
  const { mailbox, sharing, owned } = viewer.share(id);
  if (!viewer.isAdministrator) return no("not-administrator", "M-02");
  const isSole = owned && viewer.plain.administratorCount === 1;
  const reasons: Reason[] = [];
  if (sharing.mode === "shared-mailbox") reasons.push({ code: "is-shared-mailbox", rule: "C-04" });
  if (sharing.mode === "private") reasons.push({ code: "mailbox-private", rule: "M-10" });
  if (owned && !isSole) reasons.push({ code: "own-mailbox", rule: "M-11" });
  if (mailbox.lock !== undefined) reasons.push({ code: "already-locked", rule: "M-13" });
  if (reasons.length > 0) return denied(reasons);
  return isSole ? yes("sole-administrator", "M-12") : yes("administrator", "M-02");
}

function configure(viewer: PlainViewer, id: string): Decision {
  const share = viewer.share(id);
  if (share.mailbox.lock !== undefined) return no("mailbox-locked", "M-09");
  if (share.owned) return yes("mailbox-owner", "X-01");
  if (share.sharing.mode !== "shared-mailbox") return no("not-mailbox-owner", "M-08");
  if (share.configure) return yes("configure-right", "C-09");
  return denied([{ code: "no-configure-right", rule: "C-09", ...share.missed.configure }]);
}

function changeSharing(viewer: PlainViewer, id: string): Decision {
  const { mailbox, sharing, owned } = viewer.share(id);
  if (sharing.mode === "shared-mailbox") return no("is-shared-mailbox", "C-04");
  if (mailbox.control === "administrator") {
    if (viewer.isAdministrator) return yes("administrator", "Z-02");
    return owned ? no("controlled-by-administrator", "Z-02") : no("not-administrator", "Z-02");
  }
  if (!owned) return no("not-mailbox-owner", "M-08");
  return mailbox.lock === undefined ? yes("mailbox-owner", "X-01") : no("mailbox-locked", "M-09");
}
