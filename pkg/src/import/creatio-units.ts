// Who there is in Creatio: users and roles are rows of one table.
import type { Export } from "./answers.js";
import { guid } from "./guid.js";
import { made } from "./made.js";
import { needed, neededId, type Place } from "./place.js";
import type { Report } from "./report.js";

interface Role {
  readonly place: Place;
  readonly name: string | undefined;
  readonly parent: string | undefined;
}

interface User {
  readonly place: Place;
  readonly name: string | undefined;
  readonly contact: string | undefined;
  readonly isActive: boolean;
}

/** Organisation, division, managers, team, user, portal user, functional role. */
const kinds: ReadonlyMap<string, "role" | "user"> = new Map([
  ["0", "role"],
  ["1", "role"],
  ["2", "role"],
  ["3", "role"],
  ["4", "user"],
  ["5", "user"],
  ["6", "role"],
]);

export class Units {
  readonly roles = new Map<string, Role>();
  readonly users = new Map<string, User>();
  readonly #held = new Map<string, Set<string>>();
  readonly #holders = new Map<string, Set<string>>();
  readonly #below = new Map<string, string[]>();
  readonly #contacts = new Map<string, string>();

  addRole(id: string, role: Role): void {
    this.roles.set(id, role);
    if (role.parent !== undefined) made(this.#below, role.parent, (): string[] => []).push(id);
  }

  addUser(id: string, user: User): void {
    this.users.set(id, user);
    if (user.contact !== undefined) this.#contacts.set(user.contact, id);
  }

  hold(user: string, role: string): void {
    made(this.#held, user, () => new Set<string>()).add(role);
    made(this.#holders, role, () => new Set<string>()).add(user);
  }

  rolesOf(user: string): string[] {
    return [...(this.#held.get(user) ?? [])];
  }

  userOfContact(contact: string | undefined): string | undefined {
    return contact === undefined ? undefined : this.#contacts.get(contact);
  }

  /** A user is itself; a role is whoever holds it or, with `below`, a role below it. */
  usersOfAny(units: Iterable<string>, below: boolean): Set<string> {
    const users = new Set<string>();
    const seen = new Set<string>(units);
    for (const unit of seen) {
      if (this.users.has(unit)) users.add(unit);
      for (const user of this.#holders.get(unit) ?? []) users.add(user);
      // What is added to a set while it is walked through is met too.
      if (below) for (const child of this.#below.get(unit) ?? []) seen.add(child);
    }
    return users;
  }
}

export function readUnits(from: Export, report: Report): Units {
  const units = new Units();
  for (const row of from.neededRows("SysAdminUnit")) {
    const [id, name] = [neededId(row, "Id"), row.at("Name").name()];
    if (needed(row.at("SysAdminUnitTypeValue"), (place) => place.word(kinds)) === "role") {
      units.addRole(id, { place: row, name, parent: guid(row.at("ParentRoleId")) });
    } else {
      const isActive = needed(row.at("Active"), (place) => place.flag());
      units.addUser(id, { place: row, name, contact: guid(row.at("ContactId")), isActive });
    }
  }
  for (const row of from.rows("SysUserInRole")) takeMembership(units, row, report);
  return units;
}

function takeMembership(units: Units, row: Place, report: Report): void {
  const [user, role] = [needed(row.at("SysUserId"), guid), needed(row.at("SysRoleId"), guid)];
  if (units.users.has(user) && units.roles.has(role)) units.hold(user, role);
  else report.lose("memberships of users or roles that the export lacks", "nobody holds the role by them", row);
}
