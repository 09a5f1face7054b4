// An organisation to ask about: everything of a snapshot but its threads, which `threads.ts` makes.
import type { AudienceMember, CrmRecord, Grant, Mailbox, Member, Role, Sharing, Snapshot, User } from "mailveil";
import { type Dice, dice } from "./dice.ts";

/** What can be made larger, to see what it costs. */
export interface Size {
  readonly users: number;
  readonly roles: number;
  /** Levels of the tree of roles. */
  readonly depth: number;
  readonly records: number;
  readonly mailboxes: number;
  /** At most so many members of an audience, grants of a shared mailbox, or members with access to a record. */
  readonly grants: number;
}

export const NORMAL: Size = { users: 1_000, roles: 200, depth: 4, records: 10_000, mailboxes: 1_200, grants: 3 };

/** The moment of every question. */
export const NOW = "2026-06-01T12:00:00Z";

export interface Organization {
  readonly size: Size;
  /** Without threads. */
  readonly snapshot: Snapshot;
  /** The measured viewer, a member without special rights. */
  readonly viewer: string;
  /** The records that mail of a mailbox is about, by mailbox id; mostly its owner's. */
  readonly customers: ReadonlyMap<string, readonly string[]>;
}

const EXCLUDED = ["bank.example", "clinic.example", "law.example"];
const NAMES = ["anna", "bruno", "chen", "dora", "emil", "fatima", "goran", "hana", "ivan", "julia", "kofi", "lena"];
const VIEWER_ROW = 7;

const id = (kind: string, row: number, digits: number): string => `${kind}-${String(row).padStart(digits, "0")}`;
export const userId = (row: number): string => id("user", row, 5);
const roleId = (row: number): string => id("role", row, 4);

export function organization(size: Size = NORMAL): Organization {
  const chance = dice(1);
  const roles = Array.from({ length: size.roles }, (_, row) => role(size, row, chance));
  const users = Array.from({ length: size.users }, (_, row) => user(size, row, chance));
  const records = Array.from({ length: size.records }, (_, row) => record(size, row, chance));
  const owned = Map.groupBy(records, (row) => row.owner ?? "");
  const mailboxes = Array.from({ length: size.mailboxes }, (_, row) => mailbox(size, row, owned, chance));
  const pool = () => Array.from({ length: 50 }, () => chance.pick(records));
  const customersOf = (box: Mailbox) => {
    const shared = box.sharing?.mode === "shared-mailbox";
    return (shared ? pool() : (owned.get(box.owner) ?? pool())).map((row) => row.id);
  };
  return {
    size,
    snapshot: {
      version: 1,
      organization: { domains: ["acme.example"], excludedDomains: EXCLUDED },
      roles,
      users,
      records,
      mailboxes,
      threads: [],
    },
    viewer: userId(VIEWER_ROW),
    customers: new Map(mailboxes.map((box) => [box.id, customersOf(box)])),
  };
}

/** Roles in levels of the same width; each but the top ones below one of the level above. */
function role(size: Size, row: number, chance: Dice): Role {
  const width = Math.ceil(size.roles / size.depth);
  const level = Math.floor(row / width);
  const name = `Team ${row}`;
  return level === 0
    ? { id: roleId(row), name }
    : { id: roleId(row), name, parent: roleId((level - 1) * width + chance.below(width)) };
}

export const addressOf = (row: number): string => `${NAMES[row % NAMES.length]}.${row}@acme.example`;

function user(size: Size, row: number, chance: Dice): User {
  const roles = [roleId(chance.below(size.roles)), ...(chance.percent(40) ? [roleId(chance.below(size.roles))] : [])];
  const base = { id: userId(row), name: `User ${row}`, roles, addresses: [`alias.${row}@acme.example`] };
  if (row === VIEWER_ROW) return { ...base, status: "active" };
  if (row % 100 === 0) return { ...base, status: "active", profile: "administrator" };
  const status = chance.percent(92) ? "active" : chance.percent(50) ? "unconfirmed" : "deactivated";
  return { ...base, status };
}

function roleMember(size: Size, chance: Dice): Member {
  const member = { kind: "role" as const, id: roleId(chance.below(size.roles)) };
  return chance.percent(50) ? { ...member, descendants: true } : member;
}

const userMember = (size: Size, chance: Dice): Member => ({ kind: "user", id: userId(chance.below(size.users)) });

const members = (size: Size, chance: Dice): Member[] =>
  Array.from({ length: 1 + chance.below(size.grants) }, () =>
    chance.percent(60) ? roleMember(size, chance) : userMember(size, chance),
  );

const TYPES = ["lead", "lead", "lead", "contact", "contact", "contact", "contact", "organization", "deal", "deal"];

function record(size: Size, row: number, chance: Dice): CrmRecord {
  const type = chance.percent(3) ? "other" : (chance.pick(TYPES) as CrmRecord["type"]);
  const access: Member[] = chance.percent(50) ? [{ kind: "everyone" }] : members(size, chance);
  const owner = userId(row % size.users);
  return { id: id(type, row, 6), type, name: `Record ${row}`, owner, access };
}

function mailbox(size: Size, row: number, owned: ReadonlyMap<string, readonly CrmRecord[]>, chance: Dice): Mailbox {
  // Five of six have one user; the others are worked by several.
  const personal = row < (size.mailboxes * 5) / 6;
  const owner = userId(row % size.users);
  const sharing = personal ? personalSharing(size, owned.get(owner) ?? [], chance) : sharedMailbox(size, owner, chance);
  const base = { id: id("mailbox", row, 5), owner, address: personal ? addressOf(row) : `team.${row}@acme.example` };
  const control: Mailbox["control"] = personal && chance.percent(30) ? "administrator" : "owner";
  const backups: Mailbox["backups"] = chance.percent(70)
    ? [{ takenAt: "2026-04-01T00:00:00Z", status: "completed" }]
    : [];
  return sharing === undefined ? { ...base, backups } : { ...base, control, sharing, backups };
}

function personalSharing(size: Size, owned: readonly CrmRecord[], chance: Dice): Sharing | undefined {
  const throw100 = chance.below(100);
  if (throw100 < 10) return undefined;
  if (throw100 < 25) return { mode: "private" };
  if (throw100 < 45) return { mode: "record-level", audience: audience(size, chance), sharedRecords: ticks(owned) };
  if (throw100 < 75) {
    const base = { mode: "complete" as const, audience: audience(size, chance) };
    return chance.percent(30) ? { ...base, excludedDomains: ["partner.example", "customer-17.example"] } : base;
  }
  return {
    mode: "per-thread",
    default: chance.percent(50) ? "shared" : "private",
    defaultSince: "2025-09-01T00:00:00Z",
    linkedAccess: chance.percent(50) ? "any" : "all",
  };
}

/** The owner shares every other lead or contact. */
function ticks(owned: readonly CrmRecord[]): string[] {
  const people = owned.filter(({ type }) => type === "lead" || type === "contact");
  return people.filter((_, row) => row % 2 === 0).map((row) => row.id);
}

function audience(size: Size, chance: Dice): AudienceMember[] {
  if (chance.percent(15)) return [{ kind: "everyone", level: chance.percent(70) ? "full" : "metadata" }];
  return members(size, chance).map((member) => {
    if (chance.percent(15)) return { ...member, level: chance.percent(60) ? "subject" : "metadata" };
    return chance.percent(10) ? { ...member, until: `202${5 + chance.below(3)}-12-31T00:00:00Z` } : member;
  });
}

/** C-11: one grant per grantee, none for the owner. */
function sharedMailbox(size: Size, owner: string, chance: Dice): Sharing {
  const grants = new Map<string, Grant>();
  for (const member of members(size, chance)) {
    if (member.kind === "everyone" || member.id === owner) continue;
    const rights: Grant["rights"] = chance.percent(50) ? ["read"] : chance.percent(60) ? ["read", "send"] : ["send"];
    grants.set(`${member.kind} ${member.id}`, { ...member, rights });
  }
  return { mode: "shared-mailbox", grants: [...grants.values()] };
}
