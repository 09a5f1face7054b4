// Pipedrive: visibility groups are roles, `visible_to` is access, each account is a mailbox that shares by thread.
import type { PerThreadSharing, User } from "../types/index.js";
import { ownAddress, unknownAddress } from "./address.js";
import type { Api } from "./answers.js";
import type { Decisions, Question } from "./decisions.js";
import type { Draft } from "./draft.js";
import type { Importer } from "./importer.js";
import { addThreads, type Owned, type PipedriveMail, readMail } from "./pipedrive-mail.js";
import { addRecords, companyWide, groupWide, routed, tables, type Visibilities } from "./pipedrive-records.js";
import { given, needed, neededId, type Place, some } from "./place.js";
import type { Report } from "./report.js";

const plans: ReadonlyMap<string, Visibilities> = new Map([
  ...["lite", "growth", "essential", "advanced"].map((plan) => [plan, companyWide] as const),
  ...["premium", "ultimate", "professional", "power", "enterprise"].map((plan) => [plan, groupWide] as const),
]);

const mailEndpoints = [
  "mailThreads",
  "mailMessages",
  "mailThreads/*/mailMessages",
  ...routed.map((table) => `${table}/*/mailMessages`),
];

const api: Api = {
  endpoints: [
    "users",
    "roles",
    ...tables.map(({ endpoint }) => endpoint),
    ...routed.map((table) => `${table}/*/followers`),
    ...mailEndpoints,
  ],
  mail: new Set(mailEndpoints),
  envelopes: () => ["data"],
  // Mail of a deal.
  isRow: (item) => item.has("object"),
  refuseFailure: (answer) => {
    if (answer.at("success").flag() !== false) return;
    throw answer.at("success").refuse("unknown-value", "this answer tells of a failure", "ask the API again");
  },
  hasMore: (answer) => {
    const more = answer.at("additional_data");
    return !more.at("next_cursor").isAbsent || more.at("pagination").at("more_items_in_collection").flag() === true;
  },
};

const planQuestion: Question = {
  question: "Which plan does the company have? It decides what the visibility 3 means.",
  answer: "one",
  choices: [...plans].map(([value, visibilities]) => ({
    value,
    meaning: visibilities === companyWide ? "3 is the whole company" : "3 is the owner's visibility group",
  })),
};

const defaultQuestion: Question = {
  question: "What is the default e-mail visibility of this mailbox, for threads without a choice of their own?",
  answer: "open",
  choices: [
    { value: "private", meaning: "they are the owner's alone" },
    { value: { sharedSince: "2026-01-01T00:00:00Z" }, meaning: "those that began since then are shared" },
  ],
};

interface Chosen {
  readonly visibilities: Visibilities;
  readonly defaults: ReadonlyMap<string, PerThreadSharing>;
}

function ask(mail: PipedriveMail, decisions: Decisions): () => Chosen {
  const plan = decisions.ask("plan", planQuestion, (place) => {
    needed(place, (at) => at.word(plans));
    return String(place.value);
  });
  const accounts = new Map(
    [...mail.owners].map(([account, { owners }]) => {
      const about = `user ${[...owners].join(", ")}`;
      return [account, { ...defaultQuestion, about }];
    }),
  );
  const isForAll = (place: Place) => typeof place.value === "string" || place.has("sharedSince");
  const defaults = decisions.askEach("threadDefault", accounts, isForAll, readDefault);
  return () => ({ visibilities: plans.get(plan()) ?? new Map(), defaults: defaults() });
}

function readDefault(place: Place): PerThreadSharing {
  if (place.value === "private") return { mode: "per-thread", default: "private" };
  if (typeof place.value === "string" || place.names().join() !== "sharedSince") {
    const help = 'give "private", or an object with `sharedSince` alone: without it, old mail would be shared too';
    throw place.refuse("unknown-value", "this is no default of a mailbox", help);
  }
  const defaultSince = needed(place.at("sharedSince"), (since) => since.time());
  return { mode: "per-thread", default: "shared", defaultSince };
}

export const pipedrive: Importer<PipedriveMail, Chosen> = {
  system: "pipedrive",
  api,
  read: readMail,
  ask,
  build: (draft, from, mail, { visibilities, defaults }) => {
    for (const row of from.rows("roles")) addRole(draft, row);
    const [groups, addresses] = [new Map<string, string>(), new Map<string, string>()];
    const withMail = new Set([...mail.owners.values()].flatMap(({ owners }) => [...owners]));
    for (const row of from.neededRows("users")) {
      const { id, status } = addUser(draft, row, groups, addresses);
      if (status === "active" && !withMail.has(id))
        draft.report.lose("users of whom no mail was exported", noMail, row);
    }
    addRecords(draft, from, visibilities, groups);
    for (const [id, owned] of mail.owners) addMailbox(draft, id, owned, defaults.get(id), addresses);
    addThreads(draft, mail);
    draft.report.lose("rights of visibility groups above the owner's", "nobody opens a record by them");
  },
};

// Nothing else in the API tells of accounts.
const noMail =
  "their mailboxes are not known, so all mail in them is hidden, in filtered answers too: one page of threads of each is enough";

function addRole(draft: Draft, row: Place): void {
  const [name, parent] = [row.at("name").name(), row.at("parent_role_id").id()];
  draft.role(row, { id: neededId(row, "id"), ...given({ name, parent }) });
}

/** Keeps the group and the address of each user. */
function addUser(draft: Draft, row: Place, groups: Map<string, string>, addresses: Map<string, string>): User {
  const [id, name, role] = [neededId(row, "id"), row.at("name").name(), row.at("role_id").id()];
  const address = ownAddress(row.at("email"), draft.report);
  if (role !== undefined) groups.set(id, role);
  if (address !== undefined) addresses.set(id, address);
  const profile = isAdministrator(row, draft.report) ? ("administrator" as const) : undefined;
  const lists = { roles: some(role), addresses: some(address) };
  const user = { id, status: statusOf(row), ...lists, ...given({ name, profile }) };
  draft.user(row, user);
  return user;
}

function statusOf(row: Place): User["status"] {
  if (!needed(row.at("active_flag"), (place) => place.flag())) return "deactivated";
  return needed(row.at("activated"), (place) => place.flag()) ? "active" : "unconfirmed";
}

function isAdministrator(row: Place, report: Report): boolean {
  const rights = row.at("access").items();
  const apps = rights.filter((right) => right.at("admin").flag()).map((right) => right.at("app").text());
  if (apps.includes("global")) return true;
  if (apps.length > 0) report.lose("administrators of one app", "only global ones open every record", row);
  return false;
}

function addMailbox(
  draft: Draft,
  id: string,
  { place, owners }: Owned,
  sharing: PerThreadSharing | undefined,
  addresses: ReadonlyMap<string, string>,
): void {
  const [owner, ...others] = owners;
  if (owner === undefined || others.length > 0) {
    const why = "their mail is left out, and so hidden: which of them sees it, the API does not tell";
    draft.report.lose("accounts of several users", why, place);
    return;
  }
  const why = "the API does not tell them: the owner's login address stands there, or one that is nobody's";
  draft.report.invent("addresses of mailboxes", why, id);
  draft.mailbox(place, { id, address: addresses.get(owner) ?? unknownAddress, owner, ...given({ sharing }) });
}
