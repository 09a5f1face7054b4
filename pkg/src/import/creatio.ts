// Creatio: units of administration are users and roles, rights are rows of tables, and a shared mailbox has grants.
import type { CrmRecord, Mailbox } from "../types/index.js";
import { ownAddress, unknownAddress } from "./address.js";
import type { Api, Export } from "./answers.js";
import { addMail } from "./creatio-mail.js";
import { grantsOf, membersOf, type Rights, rightsOf } from "./creatio-rights.js";
import { readUnits, type Units } from "./creatio-units.js";
import type { Answer, Decisions, Question } from "./decisions.js";
import type { Draft } from "./draft.js";
import { guid } from "./guid.js";
import type { Importer } from "./importer.js";
import { given, needed, neededId, type Place, some } from "./place.js";
import type { Report } from "./report.js";

interface Table {
  readonly endpoint: string;
  readonly type: CrmRecord["type"];
  readonly name: string;
}

const tables: readonly Table[] = [
  { endpoint: "Contact", type: "contact", name: "Name" },
  { endpoint: "Account", type: "organization", name: "Name" },
  { endpoint: "Lead", type: "lead", name: "LeadName" },
  { endpoint: "Opportunity", type: "deal", name: "Title" },
  { endpoint: "Case", type: "other", name: "Number" },
];

const rightsTable = (endpoint: string): string => `Sys${endpoint}Right`;
const mail: readonly string[] = ["EmailMessageData", "Activity"];

const api: Api = {
  endpoints: [
    "SysAdminUnit",
    "SysUserInRole",
    "MailboxSyncSettings",
    "SysMailboxSyncSettingsRight",
    "EmailDefRights",
    ...tables.flatMap(({ endpoint }) => [endpoint, rightsTable(endpoint)]),
    ...mail,
  ],
  mail: new Set(mail),
  envelopes: () => ["value"],
  hasMore: (answer) => !answer.at("@odata.nextLink").isAbsent,
};

interface Chosen {
  readonly administrators: ReadonlySet<string>;
  readonly inherit: boolean;
}

function ask(units: Units, decisions: Decisions): () => Chosen {
  const choices = [...units.roles].map(([id, { name }]) => ({ value: id, meaning: name ?? "a role" }));
  const who = "Which roles are those of administrators, who open every record?";
  const roles = decisions.ask("administrators", { question: who, answer: "list", choices }, (place) =>
    needed(place, (at) => (at.isAbsent ? undefined : at.items())).map((item) => knownRole(item, units)),
  );
  const inherit = askInherit(decisions);
  return () => ({ administrators: new Set(roles()), inherit: inherit() });
}

function knownRole(item: Place, units: Units): string {
  const id = needed(item, (at) => at.id());
  if (units.roles.has(id)) return id;
  throw item.refuse("unknown-value", "the export has no role of this id", "give ids of its roles");
}

const inheritQuestion: Question = {
  question: "Is what a role may also for the members of the roles below it?",
  answer: "one",
  choices: [
    { value: true, meaning: "yes" },
    { value: false, meaning: "no, for its own members alone" },
  ],
};

function askInherit(decisions: Decisions): Answer<boolean> {
  return decisions.ask("childRolesInherit", inheritQuestion, (place) => {
    if (typeof place.value === "boolean") return place.value;
    throw place.refuse("wrong-type", "this is neither true nor false", "give true or false");
  });
}

export const creatio: Importer<Units, Chosen> = {
  system: "creatio",
  api,
  read: readUnits,
  ask,
  build: (draft, from, units, { administrators, inherit }) => {
    for (const [id, { place, name, parent }] of units.roles) {
      draft.role(place, { id, ...given({ name, parent }) });
    }
    addUsers(draft, from, units, units.usersOfAny(administrators, inherit));
    for (const table of tables) addRecords(draft, from, table, units, inherit);
    addMailboxes(draft, from, units, inherit);
    addMail(draft, from);
    draft.report.lose(
      "authors and managers of owners, rights on operations and columns",
      "they open no record by themselves",
    );
  },
};

function addUsers(draft: Draft, from: Export, units: Units, administrators: ReadonlySet<string>): void {
  const emails = new Map(from.rows("Contact").map((row) => [guid(row.at("Id")), row.at("Email")]));
  for (const [id, { place, name, contact, isActive }] of units.users) {
    const email = contact === undefined ? undefined : emails.get(contact);
    const address = email === undefined ? undefined : ownAddress(email, draft.report);
    const profile = administrators.has(id) ? ("administrator" as const) : undefined;
    draft.user(place, {
      id,
      status: isActive ? "active" : "deactivated",
      roles: units.rolesOf(id),
      addresses: some(address),
      ...given({ name, profile }),
    });
  }
}

function addRecords(draft: Draft, from: Export, table: Table, units: Units, inherit: boolean): void {
  const { endpoint, type } = table;
  const rights = rightsOf(from.rows(rightsTable(endpoint)));
  for (const row of from.rows(endpoint)) {
    const [id, name] = [neededId(row, "Id"), row.at(table.name).name()];
    const { members, denied } = membersOf(rights.get(id), [0], units, inherit, draft.report);
    const contact = units.userOfContact(guid(row.at("OwnerId")));
    const owner = contact !== undefined && !denied.has(contact) ? contact : undefined;
    draft.record(row, { id, type, access: members, ...given({ name, owner }) });
  }
}

function addMailboxes(draft: Draft, from: Export, units: Units, inherit: boolean): void {
  const settings = rightsOf(from.rows("SysMailboxSyncSettingsRight"));
  const letters = rightsOf(from.rows("EmailDefRights"));
  for (const row of from.rows("MailboxSyncSettings")) {
    const [id, owner] = [neededId(row, "Id"), needed(row.at("SysAdminUnitId"), guid)];
    const isShared = needed(row.at("IsShared"), (place) => place.flag());
    const rights: Rights = { settings: settings.get(id), letters: letters.get(id) };
    const sharing: Mailbox["sharing"] = isShared
      ? { mode: "shared-mailbox", grants: grantsOf(rights, owner, units, inherit, draft.report) }
      : { mode: "private" };
    draft.mailbox(row, { id, address: addressOf(row, id, draft.report), owner, sharing });
  }
}

function addressOf(row: Place, id: string, report: Report): string {
  for (const name of ["SenderEmailAddress", "MailboxName", "UserName"]) {
    const address = ownAddress(row.at(name), report);
    if (address !== undefined) return address;
  }
  report.invent("addresses of mailboxes", "no field of the mailbox has one that can be read", id);
  return unknownAddress;
}
