// Threads of Pipedrive. A thread names senders and recipients; copies are in its messages alone, and so may be missing.
import type { Export } from "./answers.js";
import type { Draft } from "./draft.js";
import { made } from "./made.js";
import { Mail } from "./mail.js";
import { needed, neededId, type Place } from "./place.js";
import type { Report } from "./report.js";

export interface PipedriveMail {
  /** By the id of the account. */
  readonly owners: ReadonlyMap<string, Owned>;
  readonly threads: ReadonlyMap<string, Thread>;
}

export interface Owned {
  readonly place: Place;
  readonly owners: Set<string>;
}

interface Thread {
  readonly mail: Mail;
  /** Ids of messages. */
  readonly messages: Set<string>;
  /** How many messages there are; not known without the thread's own row. */
  count: number | undefined;
}

export function readMail(from: Export, report: Report): PipedriveMail {
  const [owners, threads] = [new Map<string, Owned>(), new Map<string, Thread>()];
  const threadOf = (row: Place, id: string): Thread | undefined => {
    const [account, owner] = [row.at("account_id").id(), row.at("user_id").id()];
    if (account === undefined || owner === undefined) {
      report.lose("mail without an account or a user", "it is left out, and so hidden", row);
      return undefined;
    }
    made(owners, account, () => ({ place: row, owners: new Set<string>() })).owners.add(owner);
    const make = () => ({ mail: new Mail(row, account), messages: new Set<string>(), count: undefined });
    const thread = made(threads, id, make);
    if (thread.mail.mailbox === account) return thread;
    throw row.at("account_id").refuse("unknown-value", "the thread is in another account too", "export the mail again");
  };
  for (const row of from.rows("mailThreads")) {
    const thread = threadOf(row, neededId(row, "id"));
    if (thread !== undefined) takeThread(thread, row);
  }
  for (const { message, record } of messagesOf(from)) {
    const thread = threadOf(message, neededId(message, "mail_thread_id"));
    if (thread !== undefined) takeMessage(thread, message, record);
  }
  return { owners, threads };
}

function takeThread(thread: Thread, row: Place): void {
  const { mail } = thread;
  const parties = row.at("parties");
  for (const name of ["from", "to", "cc", "bcc"]) takeParties(mail, parties.at(name));
  mail.addRecord(row.at("deal_id").id("deal:"));
  mail.addRecord(row.at("lead_id").id("lead:"));
  mail.choose(row.at("shared_flag").flag());
  // An answer that was not sent yet, and what the owner has thrown away elsewhere, are the owner's alone.
  if (row.at("has_draft_flag").flag() || row.at("external_deleted_flag").flag()) mail.choose(false);
  if (needed(row.at("archived_flag"), (place) => place.flag())) mail.reach("archived");
  if (needed(row.at("deleted_flag"), (place) => place.flag())) mail.reach("deleted");
  mail.cover(row.at("first_message_timestamp").mailTime(), row.at("last_message_timestamp").mailTime());
  const count = row.at("message_count").value;
  thread.count = Math.max(thread.count ?? 0, typeof count === "number" ? count : Number.POSITIVE_INFINITY);
}

function takeMessage({ mail, messages }: Thread, row: Place, record: string | undefined): void {
  const id = neededId(row, "id");
  const lists = ["from", "to", "cc", "bcc"].map((name) => row.at(name));
  for (const list of lists) takeParties(mail, list);
  // One that does not tell its copies is as good as none.
  if (lists.every((list) => !list.isAbsent)) messages.add(id);
  mail.addRecord(record);
}

function takeParties(mail: Mail, parties: Place): void {
  for (const party of parties.items()) {
    mail.addParticipant(party.at("email_address").text());
    mail.addRecord(party.at("linked_person_id").id("person:"));
  }
}

interface Message {
  readonly message: Place;
  /** Known from the route. */
  readonly record: string | undefined;
}

const routes: readonly (readonly [string, string | undefined])[] = [
  ["mailMessages", undefined],
  ["mailThreads/*/mailMessages", undefined],
  ["deals/*/mailMessages", "deal:"],
  ["organizations/*/mailMessages", "organization:"],
  ["persons/*/mailMessages", "person:"],
];

function messagesOf(from: Export): Message[] {
  return routes.flatMap(([endpoint, prefix]) =>
    from.routes(endpoint).flatMap(({ ids: [id], rows }) => {
      const record = prefix === undefined ? undefined : id?.id(prefix);
      return rows.map((row) => ({ message: messageIn(row), record }));
    }),
  );
}

/** Mail of a deal stands in an object that tells what it is. */
function messageIn(row: Place): Place {
  if (!row.has("data")) return row;
  const kind = row.at("object");
  if (kind.isAbsent || kind.value === "mailMessage") return row.at("data");
  throw kind.refuse("unknown-value", "this is no `mailMessage`", "export the mail again");
}

export function addThreads(draft: Draft, { threads }: PipedriveMail): void {
  for (const [id, { mail, messages, count }] of threads) {
    if (count === undefined) {
      draft.report.lose(
        "the choice of threads whose messages alone were exported",
        "they count as private",
        mail.place,
      );
      mail.choose(false);
    }
    if (messages.size === 0 || messages.size < (count ?? Number.POSITIVE_INFINITY)) {
      const why = "where domains are excluded, these threads are hidden; export the messages of the threads";
      draft.report.lose("copies and blind copies of threads whose messages were not exported", why, mail.place);
      mail.hasUnknownParticipants();
    }
    draft.thread(mail.place, mail.thread(id));
  }
}
