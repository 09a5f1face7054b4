// Mail as a CRM of the Pipedrive kind writes it: a declared shape, invented items, and plain JavaScript that reads them.
import type { Snapshot, Thread } from "mailveil";
import { FULL, isShared, METADATA, NONE, type Plain, type PlainViewer } from "./plain.ts";

/** Where the facts stand. Records of several tables become one name space by their prefixes. */
export const SHAPE = {
  at: "/data",
  around: ["/additional_data"],
  fields: {
    id: "/id",
    mailbox: "/account_id",
    participants: ["/parties/from/*/email_address", "/parties/to/*/email_address"],
    records: [
      { path: "/deal_id", prefix: "deal:" },
      { path: "/lead_id", prefix: "lead:" },
      { path: "/parties/from/*/linked_person_id", prefix: "contact:" },
      { path: "/parties/to/*/linked_person_id", prefix: "contact:" },
      { path: "/parties/to/*/linked_organization_id", prefix: "organization:" },
    ],
    sharing: { path: "/shared_flag", values: { "0": "private", "1": "shared" }, required: true },
    state: [
      { path: "/deleted_flag", values: { "0": "active", "1": "deleted" }, required: true },
      { path: "/archived_flag", values: { "0": "active", "1": "archived" }, required: true },
    ],
    firstMessageAt: "/first_message_timestamp",
    lastMessageAt: "/last_message_timestamp",
  },
  keep: {
    metadata: [
      "/id",
      "/account_id",
      "/parties/to/*/email_address",
      "/parties/from/*/email_address",
      "/last_message_timestamp",
    ],
    subject: [
      "/id",
      "/account_id",
      "/subject",
      "/parties/to/*/email_address",
      "/parties/from/*/email_address",
      "/last_message_timestamp",
    ],
  },
} as const;

interface Party {
  readonly id: number;
  readonly name: string;
  readonly latest_sent: boolean;
  readonly email_address: string;
  readonly message_time: number;
  readonly linked_person_id: number | null;
  readonly linked_person_name: string | null;
  readonly mail_message_party_id: number;
  readonly linked_organization_id: number | null;
}

type Flag = 0 | 1;

/** The members that are read; an item has many more. */
interface Item {
  readonly id: number;
  readonly account_id: string;
  readonly subject: string;
  readonly parties: { readonly to: readonly Party[]; readonly from: readonly Party[] };
  readonly shared_flag: Flag;
  readonly deleted_flag: Flag;
  readonly archived_flag: Flag;
  readonly first_message_timestamp: string;
  readonly last_message_timestamp: string;
  readonly deal_id: number | null;
  readonly lead_id: string | null;
}

interface Body {
  readonly data: readonly Item[];
}

/** Record ids as the prefixes make them: `deal-000042` becomes `deal:42`. */
export function withPrefixes(snapshot: Snapshot): Snapshot {
  const text = JSON.stringify(snapshot);
  return JSON.parse(text.replaceAll(/"(contact|deal|lead|organization|other)-0*(\d+)"/g, '"$1:$2"'));
}

/** The answer of a route, with these threads in it. */
export function answerOf(plain: Plain, threads: readonly Thread[]): Uint8Array {
  const pagination = { start: 0, limit: threads.length, more_items_in_collection: false };
  const data = threads.map((thread, row) => itemOf(plain, thread, row));
  return Buffer.from(JSON.stringify({ success: true, data, additional_data: { pagination } }));
}

function itemOf(plain: Plain, thread: Thread, row: number): Item {
  const owner = plain.viewer(plain.mailboxes.get(thread.mailbox)?.owner ?? "", "2026-06-01T12:00:00Z");
  const [first, last] = [thread.firstMessageAt ?? "", thread.lastMessageAt ?? ""];
  const [from = "", ...to] = thread.participants;
  const persons = numbersOf(thread, "contact");
  const deals = numbersOf(thread, "deal");
  const [company] = numbersOf(thread, "organization");
  const party = (address: string, place: number): Party => ({
    id: 500 + place,
    name: address.split("@")[0] ?? "",
    latest_sent: place === 0,
    email_address: address,
    message_time: Date.parse(last),
    linked_person_id: place === 0 ? null : (persons[place - 1] ?? null),
    linked_person_name: place > 0 && place <= persons.length ? "Jo Buyer" : null,
    mail_message_party_id: 10 * row + place,
    linked_organization_id: place === 1 ? (company ?? null) : null,
  });
  const snippet = `Please find what we spoke about: ${thread.subject}`;
  // Not given back at once, because an `Item` has fewer members than an item.
  const item = {
    id: 9_001 + row,
    account_id: thread.mailbox,
    user_id: 11,
    subject: thread.subject ?? "",
    snippet,
    read_flag: 1,
    mail_tracking_status: null,
    has_attachments_flag: 0,
    has_inline_attachments_flag: 0,
    has_real_attachments_flag: 0,
    deleted_flag: flag(thread.state === "deleted"),
    synced_flag: 1,
    smart_bcc_flag: 0,
    mail_link_tracking_enabled_flag: 0,
    parties: { to: to.map((address, place) => party(address, place + 1)), from: [party(from, 0)] },
    drafts_parties: [],
    folders: [thread.state === "archived" ? "archive" : "inbox"],
    version: 3,
    snippet_draft: null,
    snippet_sent: snippet,
    message_count: 2,
    has_draft_flag: 0,
    has_sent_flag: 1,
    archived_flag: flag(thread.state === "archived"),
    shared_flag: flag(isShared(owner.share(thread.mailbox), thread)),
    external_deleted_flag: 0,
    first_message_to_me_flag: 0,
    all_messages_sent_flag: 0,
    last_message_timestamp: last,
    first_message_timestamp: first,
    last_message_sent_timestamp: first,
    last_message_received_timestamp: last,
    add_time: first,
    update_time: last,
    deal_id: deals[0] ?? null,
    deal_status: deals.length > 0 ? "open" : null,
    lead_id: numbersOf(thread, "lead").map(String)[0] ?? null,
  };
  return item;
}

const flag = (is: boolean): Flag => (is ? 1 : 0);

/** The numbers of the linked records of a type. */
const numbersOf = ({ records = [] }: Thread, type: string): number[] =>
  records.filter((id) => id.startsWith(`${type}:`)).map((id) => Number(id.slice(type.length + 1)));

/** What somebody would write: parse, judge, stringify. */
export function filterAnswer(viewer: PlainViewer, bytes: Uint8Array): Uint8Array {
  const body: Body = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  const data: object[] = [];
  for (const item of body.data) {
    const level = viewer.level(threadOf(item));
    if (level === FULL) data.push(item);
    else if (level !== NONE) data.push(cut(item, level));
  }
  return Buffer.from(JSON.stringify({ ...body, data }));
}

function threadOf(item: Item): Thread {
  const { parties } = item;
  const participants: string[] = [];
  const records: string[] = [];
  if (item.deal_id !== null) records.push(`deal:${item.deal_id}`);
  if (item.lead_id !== null) records.push(`lead:${item.lead_id}`);
  for (const party of parties.from) {
    participants.push(party.email_address);
    if (party.linked_person_id !== null) records.push(`contact:${party.linked_person_id}`);
  }
  for (const party of parties.to) {
    participants.push(party.email_address);
    if (party.linked_person_id !== null) records.push(`contact:${party.linked_person_id}`);
    if (party.linked_organization_id !== null) records.push(`organization:${party.linked_organization_id}`);
  }
  return {
    id: String(item.id),
    mailbox: item.account_id,
    participants,
    records,
    sharing: item.shared_flag === 1 ? "shared" : "private",
    state: item.deleted_flag === 1 ? "deleted" : item.archived_flag === 1 ? "archived" : "active",
    firstMessageAt: item.first_message_timestamp,
    lastMessageAt: item.last_message_timestamp,
  };
}

function cut({ id, account_id, subject, parties, last_message_timestamp }: Item, level: number): object {
  const address = ({ email_address }: Party) => ({ email_address });
  const kept = { to: parties.to.map(address), from: parties.from.map(address) };
  if (level === METADATA) return { id, account_id, parties: kept, last_message_timestamp };
  return { id, account_id, subject, parties: kept, last_message_timestamp };
}
