// Records of Pipedrive: who may open them is one number, whose meaning depends on the plan.
import type { CrmRecord, Member } from "../types/index.js";
import type { Export } from "./answers.js";
import type { Draft } from "./draft.js";
import { made } from "./made.js";
import { given, neededId, type Place } from "./place.js";
import type { Report } from "./report.js";

type Visibility = "company" | "group" | "group-and-below" | "owner";

/** What each value of `visible_to` means. */
export type Visibilities = ReadonlyMap<string, Visibility>;

/** On plans with one visibility group for all. */
export const companyWide: Visibilities = new Map([
  ["1", "owner"],
  ["3", "company"],
]);

/** On plans with visibility groups. */
export const groupWide: Visibilities = new Map([
  ["1", "owner"],
  ["3", "group"],
  ["5", "group-and-below"],
  ["7", "company"],
]);

interface Table {
  readonly endpoint: string;
  readonly type: CrmRecord["type"];
  /** Each table counts from 1, and a snapshot has one name space. */
  readonly prefix: string;
  readonly name: string;
}

export const tables: readonly Table[] = [
  { endpoint: "deals", type: "deal", prefix: "deal:", name: "title" },
  { endpoint: "deals/archived", type: "deal", prefix: "deal:", name: "title" },
  { endpoint: "leads", type: "lead", prefix: "lead:", name: "title" },
  { endpoint: "leads/archived", type: "lead", prefix: "lead:", name: "title" },
  { endpoint: "organizations", type: "organization", prefix: "organization:", name: "name" },
  { endpoint: "persons", type: "contact", prefix: "person:", name: "name" },
];

/** Tables whose records have followers and mail. */
export const routed = ["deals", "organizations", "persons"];

/** With the group of each user, by id. */
export function addRecords(
  draft: Draft,
  from: Export,
  visibilities: Visibilities,
  groups: ReadonlyMap<string, string>,
): void {
  const { report } = draft;
  const followers = followersOf(from);
  if (followers.size === 0) report.lose("followers of records", "the export has none: they open nothing by following");
  for (const table of tables) {
    for (const row of from.rows(table.endpoint)) {
      const id = neededId(row, "id", table.prefix);
      const following = [...(followers.get(id) ?? [])].map((user) => ({ kind: "user", id: user }) as const);
      const access = [...accessOf(report, row, visibilities, groups), ...following];
      draft.record(row, recordOf(report, row, id, table, access));
    }
  }
}

function recordOf(report: Report, row: Place, id: string, table: Table, access: readonly Member[]): CrmRecord {
  const isDeleted = row.at("is_deleted").flag() || row.at("deleted").flag() || row.at("active_flag").flag() === false;
  if (isDeleted) {
    report.lose("deleted records", "they stay as placeholders, because mail may link to them: nobody has access", row);
    return { id, type: "other", access: [] };
  }
  return { id, type: table.type, access, ...given({ name: row.at(table.name).name(), owner: ownerOf(row) }) };
}

/** An id, or an object with one, as the first version of the API has it. */
function ownerOf(row: Place): string | undefined {
  const place = row.at("owner_id").isAbsent ? row.at("user_id") : row.at("owner_id");
  return typeof place.value === "object" ? place.at("id").id() : place.id();
}

function accessOf(
  report: Report,
  row: Place,
  visibilities: Visibilities,
  groups: ReadonlyMap<string, string>,
): Member[] {
  const visibility = row.at("visible_to").word(visibilities);
  switch (visibility) {
    case undefined:
      report.lose("records without `visible_to`", "only owner and followers can open them", row);
      return [];
    case "company":
      return [{ kind: "everyone" }];
    case "owner":
      return [];
    case "group":
    case "group-and-below": {
      const group = groups.get(ownerOf(row) ?? "");
      if (group !== undefined) return [{ kind: "role", id: group, ...given({ descendants: belowOf(visibility) }) }];
      report.lose("visibility by the group of an owner who has none", "nobody gets access by it", row);
      return [];
    }
    default:
      return visibility satisfies never;
  }
}

const belowOf = (visibility: "group" | "group-and-below"): true | undefined =>
  visibility === "group-and-below" ? true : undefined;

function followersOf(from: Export): ReadonlyMap<string | undefined, ReadonlySet<string>> {
  const followers = new Map<string | undefined, Set<string>>();
  for (const { endpoint, prefix } of tables) {
    for (const { ids, rows } of from.routes(`${endpoint}/*/followers`)) {
      const users = made(followers, ids[0]?.id(prefix), () => new Set<string>());
      for (const row of rows) users.add(neededId(row, "user_id"));
    }
  }
  return followers;
}
