// Section 3 in the most obvious way: the level at which a viewer sees a thread. Nothing here is shared with the product.
import { addressOf, domainOf, isWithin, lower } from "./domains.ts";
import {
  type AudienceMember,
  type Mailbox,
  type Member,
  type Organization,
  type Period,
  type Sharing,
  typeOf,
  type User,
} from "./organization.ts";
import { type Instant, parseInstant } from "./times.ts";

export const levels = ["none", "metadata", "subject", "full"] as const;
export type Level = (typeof levels)[number];

/** What section 3 reads of a thread. */
export interface ThreadFacts {
  readonly mailbox: string;
  readonly participants: readonly string[];
  /** Known or not. */
  readonly records: readonly string[];
  readonly sharing: "private" | "shared" | undefined;
  readonly state: "deleted" | "archived" | "active" | undefined;
  readonly firstMessageAt: Instant | undefined;
  readonly lastMessageAt: Instant | undefined;
}

export interface Question {
  readonly viewer: string;
  readonly surface: "mailbox" | "record" | undefined;
  readonly record: string | undefined;
  readonly now: string;
}

/** An oracle: at which level a viewer sees a thread with these facts. */
export type View = (thread: ThreadFacts, question: Question) => Level;

export function viewBySection3(organization: Organization): View {
  return (thread, question) => {
    const { surface, record } = question;
    if (record !== undefined) return new Case(organization, thread, question, "record").level();
    if (surface !== undefined) return new Case(organization, thread, question, surface).level();
    return best(places.map((place) => new Case(organization, thread, question, place).level()));
  };
}

export function best(several: readonly Level[]): Level {
  return levels.findLast((level) => several.includes(level)) ?? "none";
}

type Place = "mailbox" | "record" | undefined;
const places: readonly Place[] = [undefined, "mailbox", "record"];

/** One question about one thread on one surface; on none, only the owner's answer counts. */
class Case {
  readonly #organization: Organization;
  readonly #thread: ThreadFacts;
  readonly #mailbox: Mailbox;
  readonly #viewer: User;
  readonly #owner: User;
  readonly #record: string | undefined;
  readonly #place: Place;
  readonly #now: Instant;

  constructor(organization: Organization, thread: ThreadFacts, { viewer, record, now }: Question, place: Place) {
    this.#organization = organization;
    this.#thread = thread;
    this.#mailbox = byId(organization.mailboxes, thread.mailbox);
    this.#viewer = byId(organization.users, viewer);
    this.#owner = byId(organization.users, this.#mailbox.owner);
    this.#record = record;
    this.#place = place;
    this.#now = instant(now);
  }

  level(): Level {
    if (this.#viewer.status !== "active") return "none";
    if (this.#viewer.kind === "support-agent" && !this.#isLiveAgent()) return "none";
    if (this.#thread.state === "deleted") return "none";
    if (this.#viewer.id === this.#owner.id) return this.#ownersLevel();
    if (this.#place === undefined) return "none";
    const sharing = this.#mailbox.sharing ?? { mode: "private" };
    if (this.#lacksBackup(sharing) || this.#isExcluded(sharing)) return "none";
    return this.#levelIn(sharing);
  }

  #isLiveAgent(): boolean {
    return (this.#organization.supportAccess ?? []).some(
      ({ agent, activatedAt, expiresAt, revokedAt }) =>
        agent === this.#viewer.id &&
        instant(activatedAt) <= this.#now &&
        this.#now < instant(expiresAt) &&
        !(revokedAt !== undefined && instant(revokedAt) <= this.#now),
    );
  }

  #ownersLevel(): Level {
    const { state, records } = this.#thread;
    if (this.#place === "mailbox") return state === "archived" ? "none" : "full";
    if (this.#place === undefined) return "full";
    const isLinked = this.#record === undefined ? records.length > 0 : records.includes(this.#record);
    return isLinked ? "full" : "none";
  }

  /** Of a leaver's mail, only what a backup holds is left. */
  #lacksBackup({ mode }: Sharing): boolean {
    if (this.#owner.status !== "deactivated" || (mode !== "record-level" && mode !== "complete")) return false;
    const last = this.#thread.lastMessageAt;
    const holds = ({ status, takenAt }: { status: string; takenAt: string }) =>
      status === "completed" && last !== undefined && last <= instant(takenAt) && instant(takenAt) <= this.#now;
    return !(this.#mailbox.backups ?? []).some(holds);
  }

  #isExcluded(sharing: Sharing): boolean {
    if (sharing.mode === "private" || sharing.mode === "shared-mailbox") return false;
    const own = sharing.mode === "complete" ? (sharing.excludedDomains ?? []) : [];
    const entries = [...(this.#organization.organization.excludedDomains ?? []), ...own].map((entry) =>
      domainOf(entry),
    );
    if (entries.length === 0) return false;
    if (this.#thread.participants.length === 0) return true;
    const others = this.#thread.participants.filter((text) => !this.#isOwnName(text)).map((text) => addressOf(text));
    return others.some(
      (address) =>
        address === undefined ||
        entries.some((entry) => entry !== undefined && address.domain !== undefined && isWithin(address.domain, entry)),
    );
  }

  /** Whether a participant is the owner's own. */
  #isOwnName(text: string): boolean {
    const { users, mailboxes, organization } = this.#organization;
    const owner = byId(users, this.#owner.id);
    if ((owner.aliases ?? []).some((alias) => lower(alias) === lower(text))) return true;
    const address = addressOf(text);
    if (address === undefined) return false;
    const owned = mailboxes.filter((mailbox) => mailbox.owner === owner.id).map((mailbox) => mailbox.address);
    const own = [...(owner.addresses ?? []), ...owned].map((name) => addressOf(name)?.text);
    const isCompany = (organization.domains ?? []).some((domain) => domainOf(domain) === address.domain);
    const base = address.text.replace(/^([^@+]+)\+[^@]*@/, "$1@");
    const forms = organization.subaddressing === true && isCompany ? [address.text, base] : [address.text];
    return own.some((name) => name !== undefined && forms.includes(name));
  }

  #levelIn(sharing: Sharing): Level {
    const { sharing: choice, records } = this.#thread;
    switch (sharing.mode) {
      case "private":
        return "none";
      case "record-level": {
        const ticked = this.#linked("lead", "contact").filter((record) => sharing.sharedRecords.includes(record));
        const isShown = choice !== "private" && this.#place === "record" && this.#accessesOne(ticked);
        return isShown ? this.#audienceLevel(sharing.audience) : "none";
      }
      case "complete": {
        const isShown =
          choice !== "private" && this.#place === "record" && this.#accessesOne(this.#linked("lead", "contact"));
        return isShown ? this.#audienceLevel(sharing.audience) : "none";
      }
      case "per-thread": {
        const linked = this.#linked("deal", "contact", "organization");
        const all = sharing.linkedAccess !== "any";
        const accesses = this.#accessesOne(linked) && (!all || records.every((record) => this.#canAccess(record)));
        return this.#place === "record" && this.#isShared(sharing) && accesses ? "full" : "none";
      }
      case "shared-mailbox": {
        const right = this.#place === "mailbox" ? "send" : "read";
        const may = sharing.grants.some((grant) => grant.rights.includes(right) && this.#isLiveIn(grant));
        return may && (this.#place === "mailbox" || this.#accessesOne(this.#linked())) ? "full" : "none";
      }
      default: {
        const never: never = sharing;
        return never;
      }
    }
  }

  #isShared({ default: usual, defaultSince }: Extract<Sharing, { mode: "per-thread" }>): boolean {
    const { sharing, firstMessageAt } = this.#thread;
    if (sharing !== undefined) return sharing === "shared";
    if (usual !== "shared") return false;
    return defaultSince === undefined || (firstMessageAt !== undefined && firstMessageAt >= instant(defaultSince));
  }

  /** The linked records of these types (of any, if none is named) that count where the question is asked. */
  #linked(...types: readonly string[]): string[] {
    const counts = (record: string) => this.#record === undefined || record === this.#record;
    const isOf = (record: string) => types.length === 0 || types.includes(typeOf(this.#organization, record) ?? "none");
    return this.#thread.records.filter((record) => counts(record) && isOf(record));
  }

  #accessesOne(records: readonly string[]): boolean {
    return records.some((record) => this.#canAccess(record));
  }

  /** Nobody can access a record that is not known. */
  #canAccess(id: string): boolean {
    const record = this.#organization.records.find((record) => record.id === id);
    if (record === undefined) return false;
    if (record.owner === this.#viewer.id || this.#viewer.profile === "administrator") return true;
    return this.#viewer.kind === "support-agent" || record.access.some((member) => this.#isIn(member));
  }

  #audienceLevel(audience: readonly AudienceMember[]): Level {
    return best(audience.filter((member) => this.#isLiveIn(member)).map(({ level = "full" }) => level));
  }

  #isLiveIn(member: Member & Period): boolean {
    const { from, until } = member;
    const isLive =
      (from === undefined || instant(from) <= this.#now) && (until === undefined || this.#now < instant(until));
    return isLive && this.#isIn(member);
  }

  #isIn(member: Member): boolean {
    if (member.kind === "everyone") return true;
    if (this.#viewer.kind === "support-agent") return false;
    if (member.kind === "user") return member.id === this.#viewer.id;
    const held = this.#viewer.roles ?? [];
    const roles = member.descendants === true ? held.flatMap((role) => this.#withAncestors(role)) : held;
    return roles.includes(member.id);
  }

  #withAncestors(role: string): string[] {
    const { parent } = byId(this.#organization.roles, role);
    return parent === undefined ? [role] : [role, ...this.#withAncestors(parent)];
  }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[], id: string): Row {
  const row = rows.find((row) => row.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

const instants = new Map<string, Instant>();

function instant(text: string): Instant {
  const known = instants.get(text) ?? parseInstant(text);
  if (known === undefined) throw new Error(`no time: ${text}`);
  instants.set(text, known);
  return known;
}
