// Rights of Creatio. A snapshot can only grant: where a right is denied, whoever could be meant is taken out by name.
import type { Grant, Member, Right } from "../types/index.js";
import type { Units } from "./creatio-units.js";
import { guid } from "./guid.js";
import { made } from "./made.js";
import { given, needed, type Place } from "./place.js";
import type { Report } from "./report.js";

interface RightRow {
  readonly place: Place;
  readonly unit: string;
  readonly operation: number;
  readonly isDenied: boolean;
}

type Rows = readonly RightRow[] | undefined;

/** Reading, editing, deleting. */
const operations: ReadonlyMap<string, number> = new Map([
  ["0", 0],
  ["1", 1],
  ["2", 2],
]);

/** Denied, granted, granted with the right to grant it. */
const levels: ReadonlyMap<string, "denied" | "granted"> = new Map([
  ["0", "denied"],
  ["1", "granted"],
  ["2", "granted"],
]);

/** The rows of a table of rights, by the id of what they are about. */
export function rightsOf(rows: readonly Place[]): ReadonlyMap<string, readonly RightRow[]> {
  const rights = new Map<string, RightRow[]>();
  for (const place of rows) {
    const about = needed(place.at("RecordId"), guid);
    const operation = needed(place.at("Operation"), (at) => at.word(operations));
    const isDenied = needed(place.at("RightLevel"), (at) => at.word(levels)) === "denied";
    const unit = needed(place.at("SysAdminUnitId"), guid);
    made(rights, about, (): RightRow[] => []).push({ place, unit, operation, isDenied });
  }
  return rights;
}

/** Who has one of the operations, and who is denied it. */
export function membersOf(
  rows: Rows,
  wanted: readonly number[],
  units: Units,
  inherit: boolean,
  report: Report,
): { members: Member[]; denied: ReadonlySet<string> } {
  const meant = (rows ?? []).filter(({ operation }) => wanted.includes(operation));
  const granted = new Set(meant.filter(({ isDenied }) => !isDenied).map(({ unit }) => unit));
  const denies = meant.filter(({ isDenied }) => isDenied);
  const [first] = denies;
  if (first === undefined)
    return { members: [...granted].map((unit) => memberOf(unit, units, inherit)), denied: new Set() };
  report.lose(
    "denied rights, and the order of rights",
    "whoever is denied is taken out of what is granted, whatever the order, and who holds a role is listed by name",
    first.place,
  );
  // Whom a unit means that the export lacks, nobody knows: everyone is denied.
  const isKnown = denies.every(({ unit }) => units.users.has(unit) || units.roles.has(unit));
  if (!isKnown) return { members: [], denied: new Set(units.users.keys()) };
  // The roles below a denied role count in any case, because that hides more.
  const denied = units.usersOfAny(
    denies.map(({ unit }) => unit),
    true,
  );
  const users = [...units.usersOfAny(granted, inherit)].filter((user) => !denied.has(user));
  return { members: users.map((id) => ({ kind: "user", id })), denied };
}

function memberOf(id: string, units: Units, inherit: boolean): Member {
  if (!units.roles.has(id)) return { kind: "user", id };
  return { kind: "role", id, ...given({ descendants: inherit || undefined }) };
}

/** What there is to know of one mailbox. */
export interface Rights {
  /** Rights on the mailbox itself. */
  readonly settings: Rows;
  /** Rights that its mail gets. */
  readonly letters: Rows;
}

/** The right of a grant, by the operations of which rows. */
const sources: readonly (readonly [Right, keyof Rights, readonly number[]])[] = [
  ["read", "letters", [0, 1]],
  ["send", "settings", [0]],
  ["configure", "settings", [1]],
];

export function grantsOf(rights: Rights, owner: string, units: Units, inherit: boolean, report: Report): Grant[] {
  const grants = new Map<string, { readonly who: Exclude<Member, { kind: "everyone" }>; readonly rights: Right[] }>();
  for (const [right, source, wanted] of sources) {
    for (const who of membersOf(rights[source], wanted, units, inherit, report).members) {
      // The owner needs no grant, and may have none.
      if (who.kind === "everyone" || who.id === owner) continue;
      if (!units.users.has(who.id) && !units.roles.has(who.id)) {
        report.lose("rights of users and roles that the export lacks", "nobody gets them", rights[source]?.[0]?.place);
        continue;
      }
      made(grants, who.id, () => ({ who, rights: [] as Right[] })).rights.push(right);
    }
  }
  return [...grants.values()].map(({ who, rights: given }) => ({ ...who, rights: given }));
}
