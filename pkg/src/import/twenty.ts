// Twenty: everyone sees every record, and each channel shares with everyone, up to its level.
import type { AudienceMember, CrmRecord } from "../types/index.js";
import { ownAddress, unknownAddress } from "./address.js";
import type { Api, Export } from "./answers.js";
import type { TwentyDecisions } from "./decided.js";
import type { Decisions, Question } from "./decisions.js";
import type { Draft } from "./draft.js";
import type { Importer } from "./importer.js";
import { made } from "./made.js";
import { given, needed, neededId, type Place, words } from "./place.js";
import { type Blocked, blockedBy, exclusionsOf, hasBlocked, organizationOf } from "./twenty-blocklist.js";
import { addMail, type Channel } from "./twenty-mail.js";

const records: ReadonlyMap<string, CrmRecord["type"]> = new Map([
  ["people", "contact"],
  ["companies", "organization"],
  ["opportunities", "deal"],
]);

/** Of answers with one row. */
const singulars: ReadonlyMap<string, string> = new Map([
  ["workspaceMembers", "workspaceMember"],
  ["connectedAccounts", "connectedAccount"],
  ["messageChannels", "messageChannel"],
  ["blocklists", "blocklist"],
  ["people", "person"],
  ["companies", "company"],
  ["opportunities", "opportunity"],
  ["messages", "message"],
]);

const api: Api = {
  endpoints: [...singulars.keys()],
  mail: new Set(["messages"]),
  envelopes: () => ["data"],
  refuseFailure: (answer) => {
    if (answer.at("errors").items().length === 0) return;
    throw answer.at("errors").refuse("unknown-value", "this answer tells of a failure", "ask the API again");
  },
  hasMore: (answer) => [answer, ...connections(answer.at("data"))].some(tellsOfMore),
  inside: (data, endpoint) => {
    const name = [endpoint, singulars.get(endpoint) ?? endpoint].find((known) => data.has(known));
    if (data.isAbsent || name !== undefined) return data.at(name ?? endpoint);
    throw data.refuse("unknown-value", "this answer is about something else", `it should have \`${endpoint}\``);
  },
};

const tellsOfMore = (place: Place): boolean => place.at("pageInfo").at("hasNextPage").flag() === true;

function connections(data: Place): Place[] {
  if (data.isAbsent || data.isList) return [];
  return data
    .names()
    .map((name) => data.at(name))
    .filter((member) => member.has("edges"));
}

/** How much everyone sees. */
const levels: ReadonlyMap<string, AudienceMember["level"] & string> = new Map([
  ["METADATA", "metadata"],
  ["SUBJECT", "subject"],
  ["SHARE_EVERYTHING", "full"],
]);

const types: ReadonlyMap<string, "mail" | "other"> = new Map([
  ["email", "mail"],
  ["EMAIL", "mail"],
  ["sms", "other"],
  ["SMS", "other"],
]);

const question: Question = {
  question: "What becomes of messages that are linked to nobody? Twenty shows them.",
  answer: "one",
  choices: [
    { value: "hidden", meaning: "only the owner of the mailbox sees them" },
    { value: "visible", meaning: "those of the export are linked to a record that everyone opens" },
  ],
};

type Unlinked = TwentyDecisions["unlinkedMessages"];

const answers: ReadonlyMap<string, Unlinked> = words("hidden", "visible");

function ask(_: unknown, decisions: Decisions): () => Unlinked {
  return decisions.ask("unlinkedMessages", question, (place) => needed(place, (at) => at.word(answers)));
}

export const twenty: Importer<undefined, Unlinked> = {
  system: "twenty",
  api,
  read: () => undefined,
  ask,
  build: (draft, from, _, unlinked) => {
    const owners = addMembers(draft, from);
    for (const [name, type] of records) for (const row of from.rows(name)) addRecord(draft, row, type);
    const blocked = blockedBy(from, draft.report);
    draft.organization = organizationOf(blocked);
    const channels = new Map<string, Channel>();
    for (const row of from.rows("messageChannels")) addChannel(draft, row, owners, blocked, channels);
    addMail(draft, from, channels, unlinked);
    const { report } = draft;
    report.lose("mail on the pages of companies and opportunities", "it is seen on the people whom it is linked to");
    report.lose(
      "roles and their permissions",
      "every member opens every record: import no workspace that restricts them",
    );
  },
};

/** The members, and the owner of each account. */
function addMembers(draft: Draft, from: Export): ReadonlyMap<string, string> {
  const [owners, addresses] = [new Map<string, string>(), new Map<string, Set<string>>()];
  const own = (user: string, place: Place) => {
    const address = ownAddress(place, draft.report);
    if (address !== undefined) made(addresses, user, () => new Set<string>()).add(address);
  };
  for (const row of from.rows("connectedAccounts")) {
    const owner = row.at("accountOwnerId").id();
    if (owner === undefined) continue;
    owners.set(neededId(row, "id"), owner);
    for (const place of [row.at("handle"), ...aliases(row.at("handleAliases"))]) own(owner, place);
  }
  for (const row of from.neededRows("workspaceMembers")) {
    const id = neededId(row, "id");
    own(id, row.at("userEmail"));
    const status = row.at("deletedAt").isAbsent ? "active" : "deactivated";
    draft.user(row, {
      id,
      status,
      addresses: [...(addresses.get(id) ?? [])],
      ...given({ name: nameOf(row.at("name")) }),
    });
  }
  return owners;
}

/** A list, or one text with commas. */
function aliases(place: Place): Place[] {
  if (place.isAbsent || place.isList) return place.items();
  return (place.text() ?? "").split(",").map((part) => place.with(part));
}

function addRecord(draft: Draft, row: Place, type: CrmRecord["type"]): void {
  const id = neededId(row, "id");
  if (!row.at("deletedAt").isAbsent) {
    draft.report.lose(
      "deleted records",
      "they are kept as placeholders, because mail may link to them: nobody has access",
      row,
    );
    draft.record(row, { id, type: "other", access: [] });
    return;
  }
  draft.record(row, { id, type, access: [{ kind: "everyone" }], ...given({ name: nameOf(row.at("name")) }) });
}

/** Text, or the two names of a person. */
function nameOf(place: Place): string | undefined {
  if (typeof place.value !== "object") return place.name();
  return [place.at("firstName").name(), place.at("lastName").name()].filter(Boolean).join(" ") || undefined;
}

function addChannel(
  draft: Draft,
  row: Place,
  owners: ReadonlyMap<string, string>,
  blocked: Blocked,
  channels: Map<string, Channel>,
): void {
  const [id, { report }] = [neededId(row, "id"), draft];
  const level = needed(row.at("visibility"), (place) => place.word(levels));
  const isMail = (row.at("type").word(types) ?? "mail") === "mail";
  const owner = owners.get(row.at("connectedAccountId").id() ?? "");
  if (!isMail || owner === undefined || !row.at("deletedAt").isAbsent) {
    const why = "they are left out, and their mail is hidden";
    report.lose("channels that are deleted, of no account, or not for mail", why, row);
    return;
  }
  channels.set(id, { level, blocks: (mail) => hasBlocked(blocked, owner, mail) });
  const address = ownAddress(row.at("handle"), report) ?? unknownAddress;
  if (address === unknownAddress) report.invent("addresses of mailboxes", "the channel has none that can be read", id);
  const audience = [{ kind: "everyone", level }] as const;
  draft.mailbox(row, { id, address, owner, sharing: { mode: "complete", audience, ...exclusionsOf(blocked, owner) } });
}
