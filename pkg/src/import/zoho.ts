// Zoho CRM: the hierarchy opens records to those above their owner, and each user has a mailbox of the user's own id.
import type { CrmRecord, Member, User } from "../types/index.js";
import { ownAddress, unknownAddress } from "./address.js";
import type { Api, Export } from "./answers.js";
import type { DecidedSharing } from "./decided.js";
import type { Decisions, Question } from "./decisions.js";
import type { Draft } from "./draft.js";
import type { Importer } from "./importer.js";
import { given, needed, neededId, type Place, some } from "./place.js";
import { readSharing } from "./sharing.js";
import { type Above, askAbove, membersAbove } from "./zoho-hierarchy.js";
import { addMail } from "./zoho-mail.js";

const modules: ReadonlyMap<string, CrmRecord["type"]> = new Map([
  ["Leads", "lead"],
  ["Contacts", "contact"],
  ["Accounts", "organization"],
  ["Deals", "deal"],
]);

const emails = "*/*/Emails";
const sharers = "*/*/__emails_sharing_details";
const envelopes: ReadonlyMap<string, readonly string[]> = new Map([
  ["users", ["users"]],
  ["roles", ["roles"]],
  ["profiles", ["profiles"]],
  ["emails_sharing_details", ["__emails_sharing_details"]],
  [sharers, ["__emails_sharing_details"]],
  [emails, ["Emails", "email_related_list"]],
]);

const api: Api = {
  endpoints: ["users", "roles", "profiles", ...modules.keys(), "emails_sharing_details", sharers, emails],
  mail: new Set([emails, sharers, "emails_sharing_details"]),
  envelopes: (endpoint) => envelopes.get(endpoint) ?? ["data"],
  hasMore: (answer) => answer.at("info").at("more_records").flag() === true,
};

const statuses: ReadonlyMap<string, "deactivated" | "here"> = new Map([
  ["active", "here"],
  ["disabled", "deactivated"],
  ["deleted", "deactivated"],
]);

/** Of profiles: the one that may do everything. */
const permissions: ReadonlyMap<string, boolean> = new Map([
  ["administrator", true],
  ["standard", false],
]);

interface Facts {
  readonly users: readonly Place[];
  /** Which profiles are those of administrators; `undefined`: no profile tells. */
  readonly administrators: ReadonlySet<string> | undefined;
}

function read(from: Export): Facts {
  const told = from.rows("profiles").filter((row) => !row.at("permission_type").isAbsent);
  const ids = told.filter((row) => row.at("permission_type").word(permissions)).map((row) => neededId(row, "id"));
  return { users: from.neededRows("users"), administrators: told.length === 0 ? undefined : new Set(ids) };
}

interface Chosen {
  readonly sharing: ReadonlyMap<string, DecidedSharing>;
  readonly above: Above;
  readonly administrators: ReadonlySet<string>;
}

function ask({ users, administrators }: Facts, decisions: Decisions, from: Export): () => Chosen {
  const [roles, people, records] = [idsOf(from.rows("roles")), idsOf(users), new Set<string>()];
  for (const name of modules.keys()) for (const row of from.rows(name)) records.add(neededId(row, "id"));
  const known = {
    hasRole: (id: string) => roles.has(id),
    hasUser: (id: string) => people.has(id),
    hasRecord: (id: string) => records.has(id),
  };
  const each = new Map(users.map((row) => [neededId(row, "id"), sharingQuestion(row)]));
  const sharing = decisions.askEach(
    "sharing",
    each,
    (place) => place.has("mode"),
    (place) => readSharing(place, known),
  );
  const above = askAbove(decisions, from.rows("roles"), users);
  const profiles = administrators === undefined ? askProfiles(decisions, users) : () => administrators;
  return () => ({ sharing: sharing(), above: above(), administrators: profiles() });
}

const idsOf = (rows: readonly Place[]): Set<string> => new Set(rows.map((row) => neededId(row, "id")));

function sharingQuestion(row: Place): Question {
  return {
    question: "How is the mail of this user shared? No API tells it.",
    ...given({ about: row.at("full_name").name() }),
    answer: "open",
    choices: [
      { value: { mode: "private" }, meaning: "with nobody" },
      { value: { mode: "complete", audience: [{ kind: "everyone" }] }, meaning: "mail of all leads and contacts" },
      {
        value: { mode: "record-level", audience: [{ kind: "everyone" }], sharedRecords: [] },
        meaning: "mail of the leads and contacts that are listed",
      },
    ],
  };
}

function askProfiles(decisions: Decisions, users: readonly Place[]): () => ReadonlySet<string> {
  const profiles = new Map(
    users.map((row) => [row.at("profile").at("id").id(), row.at("profile").at("name").name()] as const),
  );
  profiles.delete(undefined);
  if (profiles.size === 0) return () => new Set();
  const choices = [...profiles].flatMap(([id, name]) =>
    id === undefined ? [] : [{ value: id, meaning: name ?? "a profile" }],
  );
  const question = "Which profiles are those of administrators, who open every record? No profile of the export tells.";
  const answer = decisions.ask("administratorProfiles", { question, answer: "list", choices }, (place) =>
    place.items().map((item) => {
      const id = needed(item, (at) => at.id());
      if (profiles.has(id)) return id;
      throw item.refuse("unknown-value", "no user of the export has this profile", "give ids of profiles");
    }),
  );
  return () => new Set(answer());
}

export const zoho: Importer<Facts, Chosen> = {
  system: "zoho",
  api,
  read,
  ask,
  build: (draft, from, { users }, { sharing, above, administrators }) => {
    for (const row of from.rows("roles")) addRole(draft, row);
    for (const row of users) addUser(draft, row, administrators, sharing);
    for (const [name, type] of modules) for (const row of from.rows(name)) addRecord(draft, row, type, above);
    addMail(draft, from.routes(emails));
    const { report } = draft;
    report.lose("sharing rules, organisation-wide shares, territories and groups", "they open no record");
    report.lose("who shares mail with whom, and record ticks", "no API tells: the decisions do");
  },
};

function addRole(draft: Draft, row: Place): void {
  const [name, parent] = [row.at("name").name(), row.at("reporting_to").at("id").id()];
  draft.role(row, { id: neededId(row, "id"), ...given({ name, parent }) });
}

function addUser(
  draft: Draft,
  row: Place,
  administrators: ReadonlySet<string>,
  sharing: ReadonlyMap<string, DecidedSharing>,
): void {
  const [id, name, role] = [neededId(row, "id"), row.at("full_name").name(), row.at("role").at("id").id()];
  const address = ownAddress(row.at("email"), draft.report);
  const profile = administrators.has(row.at("profile").at("id").id() ?? "") ? ("administrator" as const) : undefined;
  const lists = { roles: some(role), addresses: some(address) };
  draft.user(row, { id, status: statusOf(row), ...lists, ...given({ name, profile }) });
  if (address === undefined) draft.report.invent("addresses of mailboxes", "the user has none that can be read", id);
  draft.mailbox(row, { id, address: address ?? unknownAddress, owner: id, ...given({ sharing: sharing.get(id) }) });
}

function statusOf(row: Place): User["status"] {
  if (needed(row.at("status"), (place) => place.word(statuses)) === "deactivated") return "deactivated";
  return needed(row.at("confirm"), (place) => place.flag()) ? "active" : "unconfirmed";
}

function addRecord(draft: Draft, row: Place, type: CrmRecord["type"], above: Above): void {
  const owner = row.at("Owner").at("id").id();
  const name = ["Full_Name", "Account_Name", "Deal_Name", "Last_Name"].map((at) => nameAt(row, at)).find(Boolean);
  const access: Member[] = owner === undefined ? [] : [...membersAbove(above, owner)];
  draft.record(row, { id: neededId(row, "id"), type, access, ...given({ name, owner }) });
}

/** A contact names its account by an object. */
function nameAt(row: Place, name: string): string | undefined {
  return typeof row.at(name).value === "string" ? row.at(name).name() : undefined;
}
