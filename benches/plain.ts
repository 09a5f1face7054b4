// Good plain JavaScript for section 3 of the rules, as somebody would write who knows the language but not us: Maps, Sets,
// caches for each viewer, cheap conditions first. A competitor: it answers levels, `plain-reasons.ts` also says why.
import type {
  AudienceMember,
  CrmRecord,
  Grant,
  Mailbox,
  Member,
  Reason,
  Sharing,
  Snapshot,
  Thread,
  User,
} from "mailveil";
import { Exclusions } from "./plain-exclusions.ts";

export const NONE = 0;
export const METADATA = 1;
export const SUBJECT = 2;
export const FULL = 3;

const LEVELS = { metadata: METADATA, subject: SUBJECT, full: FULL };

/** The facts that no viewer changes. */
export class Plain {
  readonly users: ReadonlyMap<string, User>;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly exclusions: Exclusions;
  /** Active members with this profile. */
  readonly administratorCount: number;
  /** The roles above each role, and itself. */
  readonly #lineage = new Map<string, ReadonlySet<string>>();
  readonly #viewers = new Map<string, PlainViewer>();

  constructor(snapshot: Snapshot) {
    this.users = new Map(snapshot.users.map((user) => [user.id, user]));
    this.mailboxes = new Map(snapshot.mailboxes.map((mailbox) => [mailbox.id, mailbox]));
    this.records = new Map(snapshot.records.map((record) => [record.id, record]));
    this.exclusions = new Exclusions(snapshot);
    const active = snapshot.users.filter(({ status }) => status === "active");
    this.administratorCount = active.filter(({ profile }) => profile === "administrator").length;
    const parents = new Map(snapshot.roles.map((role) => [role.id, role.parent]));
    for (const role of parents.keys()) {
      const line = new Set<string>();
      for (let above: string | undefined = role; above !== undefined; above = parents.get(above)) line.add(above);
      this.#lineage.set(role, line);
    }
  }

  /** Kept while the moment is the same, as somebody would who is asked often for the same viewers. */
  viewer(id: string, now: string): PlainViewer {
    const known = this.#viewers.get(id);
    if (known !== undefined && known.moment === now) return known;
    const viewer = this.newViewer(id, now);
    this.#viewers.set(id, viewer);
    return viewer;
  }

  /** One who is not kept, for whoever keeps something else of them. */
  newViewer(id: string, now: string): PlainViewer {
    const user = this.users.get(id);
    if (user === undefined) throw new RangeError("unknown viewer");
    const held = user.roles ?? [];
    const below = new Set(held.flatMap((role) => [...(this.#lineage.get(role) ?? [])]));
    return new PlainViewer(this, user, new Set(held), below, now);
  }
}

/** What a mailbox comes to for one viewer. */
export interface Share {
  readonly mailbox: Mailbox;
  readonly sharing: Sharing;
  readonly owned: boolean;
  /** The level at which its threads are seen where all conditions of the single thread hold. */
  readonly level: number;
  /** Shared mailboxes only. */
  readonly read: boolean;
  readonly send: boolean;
  readonly configure: boolean;
  /** A leaver's mail is seen up to the latest completed backup (M-03); infinite for others. */
  readonly until: number;
  /** Ticked records (Z-05). */
  readonly ticks: ReadonlySet<string>;
  /** When a default begins to count (P-08). */
  readonly since: number;
  /** When the viewer was, or will be, in the audience; or had, or will have, a right. */
  readonly missed: {
    readonly audience: Missed;
    readonly read: Missed;
    readonly send: Missed;
    readonly configure: Missed;
  };
}

type Missed = Pick<Reason, "from" | "until">;
type Entry = Member & { readonly from?: string; readonly until?: string };

export class PlainViewer {
  readonly plain: Plain;
  readonly user: User;
  /** As it was asked. */
  readonly moment: string;
  readonly now: number;
  readonly isAdministrator: boolean;
  readonly #roles: ReadonlySet<string>;
  readonly #rolesAndAbove: ReadonlySet<string>;
  readonly #shares = new Map<string, Share>();
  readonly #access = new Map<string, boolean>();

  constructor(plain: Plain, user: User, roles: ReadonlySet<string>, above: ReadonlySet<string>, now: string) {
    this.plain = plain;
    this.user = user;
    this.moment = now;
    this.now = Date.parse(now);
    this.isAdministrator = user.status === "active" && user.profile === "administrator";
    this.#roles = roles;
    this.#rolesAndAbove = above;
  }

  /** How much of a thread is seen, no surface named. */
  level(thread: Thread): number {
    if (thread.state === "deleted") return NONE;
    const share = this.share(thread.mailbox);
    if (share.level === NONE) return NONE;
    if (share.owned) return FULL;
    const { mode } = share.sharing;
    if (mode === "shared-mailbox") return share.send || this.reachesLinks(share, thread) ? share.level : NONE;
    if (!this.reachesLinks(share, thread) || !isShared(share, thread)) return NONE;
    if (share.until < Number.POSITIVE_INFINITY && !isBackedUp(share, thread)) return NONE;
    return this.plain.exclusions.of(share.mailbox, thread.participants) === undefined ? share.level : NONE;
  }

  /** How much of a thread is seen on the page of a record. */
  levelOnPage(thread: Thread, page: string): number {
    if (thread.state === "deleted" || thread.records?.includes(page) !== true) return NONE;
    const share = this.share(thread.mailbox);
    if (share.level === NONE) return NONE;
    if (share.owned) return FULL;
    const { sharing } = share;
    if (sharing.mode === "shared-mailbox") return share.read && this.canAccess(page) ? FULL : NONE;
    if (!this.isCandidate(share, page) || !this.canAccess(page)) return NONE;
    const needsAll = sharing.mode === "per-thread" && sharing.linkedAccess !== "any";
    if (needsAll && !this.reachesLinks(share, thread)) return NONE;
    if (!isShared(share, thread)) return NONE;
    if (share.until < Number.POSITIVE_INFINITY && !isBackedUp(share, thread)) return NONE;
    return this.plain.exclusions.of(share.mailbox, thread.participants) === undefined ? share.level : NONE;
  }

  share(mailbox: string): Share {
    let share = this.#shares.get(mailbox);
    if (share === undefined) {
      share = this.#shareOf(mailbox);
      this.#shares.set(mailbox, share);
    }
    return share;
  }

  /** Conditions c) and d). */
  reachesLinks(share: Share, thread: Thread): boolean {
    const { records } = thread;
    if (records === undefined || records.length === 0) return false;
    const needsAll = share.sharing.mode === "per-thread" && share.sharing.linkedAccess !== "any";
    let candidates = false;
    for (const id of records) {
      if (this.isCandidate(share, id)) {
        if (!needsAll && this.canAccess(id)) return true;
        candidates = true;
      }
      if (needsAll && !this.canAccess(id)) return false;
    }
    return needsAll && candidates;
  }

  /** Whether a linked record can show mail of the mailbox. */
  isCandidate(share: Share, id: string): boolean {
    switch (share.sharing.mode) {
      case "record-level":
        return share.ticks.has(id);
      case "complete":
        return isPerson(this.plain.records.get(id)?.type);
      case "per-thread":
        return isDealOrContact(this.plain.records.get(id)?.type);
      default:
        return true;
    }
  }

  canAccess(id: string): boolean {
    let access = this.#access.get(id);
    if (access === undefined) {
      const record = this.plain.records.get(id);
      access =
        record !== undefined && (record.owner === this.user.id || this.isAdministrator || this.#isOneOf(record.access));
      this.#access.set(id, access);
    }
    return access;
  }

  #shareOf(id: string): Share {
    const mailbox = this.plain.mailboxes.get(id);
    if (mailbox === undefined) throw new RangeError("unknown mailbox");
    const sharing = mailbox.sharing ?? ({ mode: "private" } as const);
    const owned = mailbox.owner === this.user.id;
    const grants = sharing.mode === "shared-mailbox" ? sharing.grants : [];
    const giving = (right: Grant["rights"][number]) => grants.filter(({ rights }) => rights.includes(right));
    const has = (right: Grant["rights"][number]) =>
      giving(right).some((grant) => this.#isLive(grant) && this.#isOneOf([grant]));
    const audience = "audience" in sharing ? sharing.audience : [];
    const since = sharing.mode === "per-thread" ? sharing.defaultSince : undefined;
    return {
      mailbox,
      sharing,
      owned,
      read: has("read"),
      send: has("send"),
      configure: has("configure"),
      level: this.user.status !== "active" ? NONE : owned ? FULL : this.#levelOf(sharing, has("read") || has("send")),
      until: this.#backedUpUntil(mailbox, sharing),
      ticks: leadsAndContacts(this.plain, sharing),
      since: since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since),
      missed: {
        audience: this.#missed(audience),
        read: this.#missed(giving("read")),
        send: this.#missed(giving("send")),
        configure: this.#missed(giving("configure")),
      },
    };
  }

  #levelOf(sharing: Sharing, granted: boolean): number {
    switch (sharing.mode) {
      case "private":
        return NONE;
      case "per-thread":
        return FULL;
      case "shared-mailbox":
        return granted ? FULL : NONE;
      default: {
        const counts = (member: AudienceMember) => this.#isLive(member) && this.#isOneOf([member]);
        return Math.max(NONE, ...sharing.audience.filter(counts).map((member) => LEVELS[member.level ?? "full"]));
      }
    }
  }

  #backedUpUntil(mailbox: Mailbox, { mode }: Sharing): number {
    const left = this.plain.users.get(mailbox.owner)?.status === "deactivated";
    if (!left || (mode !== "record-level" && mode !== "complete")) return Number.POSITIVE_INFINITY;
    const completed = (mailbox.backups ?? []).filter(({ status }) => status === "completed");
    const taken = completed.map(({ takenAt }) => Date.parse(takenAt)).filter((time) => time <= this.now);
    return Math.max(Number.NEGATIVE_INFINITY, ...taken);
  }

  #isLive({ from, until }: { readonly from?: string; readonly until?: string }): boolean {
    return (
      (from === undefined || Date.parse(from) <= this.now) && (until === undefined || this.now < Date.parse(until))
    );
  }

  /** The latest end that has passed, or else the earliest beginning to come, of entries none of which is live. */
  #missed(entries: readonly Entry[]): Missed {
    const meant = entries.filter((entry) => this.#isOneOf([entry]));
    const ends = meant.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
    const past = ends.filter((end) => end <= this.now);
    if (past.length > 0) return { until: written(Math.max(...past)) };
    const beginnings = meant.flatMap(({ from }) => (from === undefined ? [] : [Date.parse(from)]));
    const toCome = beginnings.filter((beginning) => beginning > this.now);
    return toCome.length > 0 ? { from: written(Math.min(...toCome)) } : {};
  }

  #isOneOf(members: readonly Member[]): boolean {
    return members.some((member) => {
      if (member.kind === "everyone") return true;
      if (member.kind === "user") return member.id === this.user.id;
      return (member.descendants === true ? this.#rolesAndAbove : this.#roles).has(member.id);
    });
  }
}

/** Condition a). */
export function isShared(share: Share, thread: Thread): boolean {
  if (thread.sharing !== undefined && (thread.sharing === "private" || share.sharing.mode === "per-thread")) {
    return thread.sharing === "shared";
  }
  if (share.sharing.mode !== "per-thread") return true;
  if (share.sharing.default !== "shared") return false;
  if (share.sharing.defaultSince === undefined) return true;
  return thread.firstMessageAt !== undefined && Date.parse(thread.firstMessageAt) >= share.since;
}

/** M-03. */
export function isBackedUp(share: Share, thread: Thread): boolean {
  return thread.lastMessageAt !== undefined && Date.parse(thread.lastMessageAt) <= share.until;
}

/** In UTC, without a fraction if it has none; the generated data has no finer one than milliseconds. */
const written = (time: number): string => new Date(time).toISOString().replace(/\.?0*Z$/, "Z");

const isPerson = (type: CrmRecord["type"] | undefined): boolean => type === "lead" || type === "contact";

const isDealOrContact = (type: CrmRecord["type"] | undefined): boolean =>
  type === "deal" || type === "contact" || type === "organization";

function leadsAndContacts(plain: Plain, sharing: Sharing): ReadonlySet<string> {
  const ticked = sharing.mode === "record-level" ? sharing.sharedRecords : [];
  return new Set(ticked.filter((id) => isPerson(plain.records.get(id)?.type)));
}
