// The rules in plain JavaScript, with reasons: what somebody would write who has to explain a denial.
import type { Decision, Level, Reason, Thread } from "mailveil";
import { FULL, isBackedUp, isShared, NONE, type PlainViewer, type Share } from "./plain.ts";

const NAMES: readonly Level[] = ["none", "metadata", "subject", "full"];
const RULE_OF_LINKS = { complete: "Z-04", "record-level": "Z-05", "per-thread": "P-03", "shared-mailbox": "C-12" };

/** A decision about `view`, no surface named. */
export function decideView(viewer: PlainViewer, thread: Thread): Decision {
  const reasons: Reason[] = [];
  const level = explain(viewer, thread, reasons);
  return { outcome: level === NONE ? "denied" : "allowed", level: NAMES[level] ?? "none", reasons, obligations: [] };
}

/** Every unmet condition goes into `reasons`, or what allows. */
function explain(viewer: PlainViewer, thread: Thread, reasons: Reason[]): number {
  const settled = (level: number, code: Reason["code"], rule: Reason["rule"]): number => {
    reasons.push({ code, rule });
    return level;
  };
  if (viewer.user.status !== "active") return settled(NONE, "viewer-not-active", "Z-17");
  if (thread.state === "deleted") return settled(NONE, "thread-deleted", "P-10");
  const share = viewer.share(thread.mailbox);
  if (share.owned) return settled(FULL, "mailbox-owner", "X-01");
  const needsBackup = share.until < Number.POSITIVE_INFINITY;
  if (needsBackup && !isBackedUp(share, thread)) return settled(NONE, "owner-deactivated-without-backup", "M-03");
  const { mode } = share.sharing;
  if (mode === "private") return settled(NONE, "mailbox-private", "Z-06");
  if (mode === "shared-mailbox") return explainShared(viewer, share, thread, reasons);
  const exclusion = viewer.plain.exclusions.of(share.mailbox, thread.participants);
  if (exclusion?.kind === "unreadable") return settled(NONE, "unreadable-participant", "X-06");
  if (exclusion?.kind === "domain") {
    reasons.push({ code: "excluded-domain", rule: exclusion.rule, domain: exclusion.domain });
    return NONE;
  }
  if (!isShared(share, thread)) reasons.push({ code: "thread-private", rule: "P-03" });
  if (share.level === NONE) reasons.push({ code: "not-in-audience", rule: "Z-11" });
  explainLinks(viewer, share, thread, reasons);
  if (reasons.length > 0) return NONE;
  if (mode === "per-thread") return settled(FULL, "shared-thread", "P-03");
  reasons.push({ code: "in-audience", rule: "Z-11" });
  if (needsBackup) reasons.push({ code: "backup-available", rule: "M-03" });
  return share.level;
}

/** The better of both surfaces; a denial has the reasons of both. */
function explainShared(viewer: PlainViewer, share: Share, thread: Thread, reasons: Reason[]): number {
  if (!share.read) reasons.push({ code: "no-read-right", rule: "C-07" });
  explainLinks(viewer, share, thread, reasons);
  if (reasons.length === 0) {
    reasons.push({ code: "read-right", rule: "C-07" });
    return FULL;
  }
  if (share.send) {
    reasons.splice(0, reasons.length, { code: "send-right", rule: "C-08" });
    return FULL;
  }
  reasons.push({ code: "no-send-right", rule: "C-08" });
  return NONE;
}

function explainLinks(viewer: PlainViewer, share: Share, thread: Thread, reasons: Reason[]): void {
  const { sharing } = share;
  if (sharing.mode === "private" || viewer.reachesLinks(share, thread)) return;
  const links = thread.records ?? [];
  const rule = RULE_OF_LINKS[sharing.mode] as Reason["rule"];
  const candidates = links.filter((id) => viewer.isCandidate(share, id));
  if (candidates.length === 0) {
    reasons.push({ code: sharing.mode === "record-level" ? "no-shared-record" : "thread-not-linked", rule });
    return;
  }
  const asked = sharing.mode === "per-thread" && sharing.linkedAccess !== "any" ? links : candidates;
  for (const record of asked) {
    if (!viewer.canAccess(record)) reasons.push({ code: "record-access-missing", rule, record });
  }
}
