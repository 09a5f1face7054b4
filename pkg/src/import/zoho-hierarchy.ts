// Who stands above the owner of a record, listed role by role: a snapshot has no word for "above".
import type { Member } from "../types/index.js";
import type { Decisions, Question } from "./decisions.js";
import { made } from "./made.js";
import { needed, neededId, type Place } from "./place.js";

/** By the id of an owner. */
export type Above = ReadonlyMap<string, readonly Member[]>;

const question: Question = {
  question: "Who opens the records of those below: which hierarchy does the organisation use?",
  answer: "open",
  choices: [
    { value: "roles", meaning: "whoever holds a role above the owner's" },
    { value: "managers", meaning: "those whom the owner reports to, all the way up" },
    { value: "nobody", meaning: "the owner alone" },
    { value: { "*": [] }, meaning: "for the id of each role a list of the ids of roles that see its records" },
  ],
};

export function askAbove(decisions: Decisions, roles: readonly Place[], users: readonly Place[]): () => Above {
  const parents = new Map(roles.map((row) => [neededId(row, "id"), row.at("reporting_to").at("id").id()]));
  const managers = new Map(users.map((row) => [neededId(row, "id"), row.at("Reporting_To").at("id").id()]));
  const held = new Map(users.map((row) => [neededId(row, "id"), row.at("role").at("id").id()]));
  const answer = decisions.ask("aboveOwner", question, (place) => {
    if (place.value === "nobody" || place.value === "roles" || place.value === "managers") return place.value;
    if (typeof place.value !== "string") return readLists(place, parents, new Set(held.values()));
    throw place.refuse("unknown-value", "this is no hierarchy", 'give "roles", "managers", "nobody", or lists by role');
  });
  return () => {
    const chosen = answer();
    const peers = peerRoles(roles);
    const memo = new Map<string, readonly string[]>();
    const rolesAbove = (role: string): readonly string[] => {
      if (chosen === "roles") return made(memo, role, () => chain(parents, role));
      return typeof chosen === "string" ? [] : (chosen.get(role) ?? []);
    };
    const above = (user: string, role: string | undefined): Member[] => [
      ...(role !== undefined && peers.has(role) ? [{ kind: "role", id: role } as const] : []),
      ...(role === undefined ? [] : rolesAbove(role)).map((id) => ({ kind: "role", id }) as const),
      ...(chosen === "managers" ? chain(managers, user) : []).map((id) => ({ kind: "user", id }) as const),
    ];
    return new Map([...held].map(([user, role]) => [user, above(user, role)]));
  };
}

export const membersAbove = (above: Above, owner: string): readonly Member[] => above.get(owner) ?? [];

/** Roles whose members see each other's records. */
function peerRoles(roles: readonly Place[]): Set<string> {
  return new Set(roles.filter((row) => row.at("share_with_peers").flag()).map((row) => neededId(row, "id")));
}

/** Everything above, from the nearest on, as long as it is there. A circle ends where it began. */
function chain(parents: ReadonlyMap<string, string | undefined>, from: string): string[] {
  const ids = new Set<string>([from]);
  for (let id = parents.get(from); id !== undefined && !ids.has(id); id = parents.get(id)) ids.add(id);
  return [...ids].slice(1);
}

type Lists = ReadonlyMap<string, readonly string[]>;

function readLists(place: Place, roles: ReadonlyMap<string, unknown>, held: ReadonlySet<string | undefined>): Lists {
  for (const name of place.names()) {
    if (name !== "*" && !roles.has(name)) {
      throw place.at(name).refuse("unknown-field", "the export has no role of this id", "name its roles, or `*`");
    }
  }
  const lists = new Map<string, readonly string[]>();
  for (const role of held) {
    if (role === undefined) continue;
    const own = place.at(role).isAbsent ? place.at("*") : place.at(role);
    if (own.isAbsent)
      throw place.at(role).refuse("missing-field", "this role is not listed", "list it, maybe empty, or `*`");
    lists.set(
      role,
      own.items().map((item) => knownRole(item, roles)),
    );
  }
  return lists;
}

function knownRole(item: Place, roles: ReadonlyMap<string, unknown>): string {
  const id = needed(item, (at) => at.id());
  if (roles.has(id)) return id;
  throw item.refuse("unknown-value", "the export has no role of this id", "give ids of its roles");
}
