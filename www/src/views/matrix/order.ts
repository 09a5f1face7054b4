import type { Role, SharingMode } from "mailveil";
import type { Names } from "../../state/names.ts";
import { MODE_NAMES } from "../../texts/words.ts";

/** Neighbours that belong together. */
export interface Band {
  readonly label: string;
  readonly from: number;
  readonly count: number;
}

/** The order in which rows or columns stand: at each place the number in the snapshot. */
export interface Order {
  readonly places: readonly number[];
  readonly bands: readonly Band[];
}

function ordered(groups: readonly (readonly [string, readonly number[]])[]): Order {
  const places: number[] = [];
  const bands: Band[] = [];
  for (const [label, members] of groups) {
    if (members.length > 0) bands.push({ label, from: places.length, count: members.length });
    places.push(...members);
  }
  return { places, bands };
}

/** Every role with its depth, each behind the one above it. */
export function roleTree(roles: readonly Role[]): { readonly role: Role; readonly depth: number }[] {
  const below = Map.groupBy(roles, ({ parent }) => parent);
  const walk = (parent: string | undefined, depth: number): { role: Role; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((role) => [{ role, depth }, ...walk(role.id, depth + 1)]);
  return walk(undefined, 0);
}

/** Users by the role tree: each stands with the first of the roles held. Support agents come last. */
export function userOrder(names: Names): Order {
  const { users, roles } = names;
  const rows = users.all.map((user, row) => ({ user, row }));
  const by = Map.groupBy(rows, ({ user }) => (user.kind === "support-agent" ? "\0" : (user.roles?.[0] ?? "")));
  const rowsOf = (key: string): number[] => (by.get(key) ?? []).map(({ row }) => row);
  return ordered([
    ...roleTree(roles.all).map(({ role }) => [names.role(role.id), rowsOf(role.id)] as const),
    ["No role", rowsOf("")],
    ["Support agents", rowsOf("\0")],
  ]);
}

const MODES: readonly SharingMode[] = ["complete", "record-level", "per-thread", "shared-mailbox", "private"];

/** Mailboxes by mode, within a mode in the order of their owners, so that owners lie on a diagonal. */
export function mailboxOrder({ mailboxes, users }: Names, owners: Order): Order {
  const placeOf = new Map(owners.places.map((row, place) => [row, place]));
  const place = (mailbox: number): number =>
    placeOf.get(users.row(mailboxes.all[mailbox]?.owner ?? "")) ?? owners.places.length;
  const groups = MODES.map((mode) => {
    const rows = mailboxes.all.flatMap((mailbox, row) => ((mailbox.mode ?? "private") === mode ? [row] : []));
    return [MODE_NAMES[mode], rows.sort((a, b) => place(a) - place(b))] as const;
  });
  return ordered(groups);
}
