// The rules in plain JavaScript, with reasons: what somebody would write who has to explain a denial.
import type { Decision, Level, Reason, SharingMode, Thread } from "mailveil";
import { FULL, isBackedUp, isShared, NONE, type PlainViewer, type Share } from "./plain.ts";

const NAMES: readonly Level[] = ["none", "metadata", "subject", "full"];
const RULE_OF_LINKS = {
  private: "P-03",
  complete: "Z-04",
  "record-level": "Z-05",
  "per-thread": "P-03",
  "shared-mailbox": "C-12",
} as const satisfies Record<SharingMode, Reason["rule"]>;
const NO_LINKS: readonly string[] = [];

/** A decision about `view`: on the page of a record, or no surface named. */
export function decideView(viewer: PlainViewer, thread: Thread, page?: string): Decision {
  const reasons: Reason[] = [];
  const level = explain(viewer, thread, page, reasons);
  return { outcome: level === NONE ? "denied" : "allowed", level: NAMES[level] ?? "none", reasons, obligations: [] };
}

/** Every unmet condition goes into `reasons`, or what allows. */
export function explain(viewer: PlainViewer, thread: Thread, page: string | undefined, reasons: Reason[]): number {
  const settled = (level: number, code: Reason["code"], rule: Reason["rule"]): number => {
    reasons.push({ code, rule });
    return level;
  };
  if (viewer.user.status !== "active") return settled(NONE, "viewer-not-active", "Z-17");
  if (thread.state === "deleted") return settled(NONE, "thread-deleted", "P-10");
  const share = viewer.share(thread.mailbox);
  const { mode } = share.sharing;
  const isOffPage = page !== undefined && !(thread.records ?? NO_LINKS).includes(page);
  if (share.owned && !isOffPage) return settled(FULL, "mailbox-owner", "X-01");
  if (!share.owned) {
    const needsBackup = share.until < Number.POSITIVE_INFINITY;
    if (needsBackup && !isBackedUp(share, thread)) return settled(NONE, "owner-deactivated-without-backup", "M-03");
    if (mode === "private") return settled(NONE, "mailbox-private", "Z-06");
    if (mode !== "shared-mailbox" && explainExclusion(viewer, share, thread, reasons)) return NONE;
  }
  if (isOffPage) {
    reasons.push({ code: "record-not-linked", rule: RULE_OF_LINKS[mode], record: page });
    return NONE;
  }
  if (mode === "shared-mailbox") return explainShared(viewer, share, thread, page, reasons);
  if (!isShared(share, thread)) reasons.push({ code: "thread-private", rule: "P-03" });
  if (share.level === NONE) reasons.push({ code: "not-in-audience", rule: "Z-11", ...share.missed.audience });
  explainLinks(viewer, share, thread, page, reasons);
  if (reasons.length > 0) return NONE;
  if (mode === "per-thread") return settled(FULL, "shared-thread", "P-03");
  reasons.push({ code: "in-audience", rule: "Z-11" });
  if (share.until < Number.POSITIVE_INFINITY) reasons.push({ code: "backup-available", rule: "M-03" });
  return share.level;
}

/** Whether a participant keeps the thread from being shared. */
function explainExclusion(viewer: PlainViewer, share: Share, thread: Thread, reasons: Reason[]): boolean {
  const exclusion = viewer.plain.exclusions.of(share.mailbox, thread.participants);
  if (exclusion === undefined) return false;
  if (exclusion.kind === "unreadable") reasons.push({ code: "unreadable-participant", rule: "X-06" });
  else reasons.push({ code: "excluded-domain", rule: exclusion.rule, domain: exclusion.domain });
  return true;
}

/** The better of both surfaces, or that of the page alone; a denial has the reasons of all that were tried. */
function explainShared(
  viewer: PlainViewer,
  share: Share,
  thread: Thread,
  page: string | undefined,
  reasons: Reason[],
): number {
  if (!share.read) reasons.push({ code: "no-read-right", rule: "C-07", ...share.missed.read });
  explainLinks(viewer, share, thread, page, reasons);
  if (reasons.length === 0) {
    reasons.push({ code: "read-right", rule: "C-07" });
    return FULL;
  }
  if (page !== undefined) return NONE;
  if (share.send) {
    reasons.splice(0, reasons.length, { code: "send-right", rule: "C-08" });
    return FULL;
  }
  reasons.push({ code: "no-send-right", rule: "C-08", ...share.missed.send });
  return NONE;
}

function explainLinks(
  viewer: PlainViewer,
  share: Share,
  thread: Thread,
  page: string | undefined,
  reasons: Reason[],
): void {
  const rule = RULE_OF_LINKS[share.sharing.mode];
  const links = thread.records ?? NO_LINKS;
  if (page !== undefined) {
    if (!viewer.isCandidate(share, page)) {
      const code = isUnticked(viewer, share, page) ? "no-shared-record" : "record-type-not-eligible";
      reasons.push({ code, rule, record: page });
      return;
    }
  } else if (viewer.reachesLinks(share, thread)) return;
  const candidates = page === undefined ? links.filter((id) => viewer.isCandidate(share, id)) : [page];
  if (candidates.length === 0) {
    reasons.push({ code: share.sharing.mode === "record-level" ? "no-shared-record" : "thread-not-linked", rule });
    return;
  }
  for (const record of needsAll(share) ? links : candidates) {
    if (!viewer.canAccess(record)) reasons.push({ code: "record-access-missing", rule, record });
  }
}

const needsAll = ({ sharing }: Share): boolean => sharing.mode === "per-thread" && sharing.linkedAccess !== "any";

/** Whether a record is of the right type, and was not ticked by the owner. */
function isUnticked(viewer: PlainViewer, { sharing }: Share, record: string): boolean {
  const type = viewer.plain.records.get(record)?.type;
  return sharing.mode === "record-level" && (type === "lead" || type === "contact");
}
