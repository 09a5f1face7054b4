// Threads of Twenty: one may be in several channels, and is a thread in each, so that the most generous one counts.
import type { Level } from "../types/index.js";
import { type Export, rowsWithin } from "./answers.js";
import type { Draft } from "./draft.js";
import { made } from "./made.js";
import { joinedId, Mail } from "./mail.js";
import { isId, needed, neededId, type Place } from "./place.js";

/** A record that everyone opens, for messages that are linked to nobody. */
const openRecord = "unlinked-messages";

const roles: ReadonlyMap<string, true> = new Map(
  ["FROM", "TO", "CC", "BCC"].flatMap((role) => [[role, true] as const, [role.toLowerCase(), true] as const]),
);

const levels: readonly Level[] = ["none", "metadata", "subject", "full"];

export interface Channel {
  readonly level: Level;
  /** The channel's owner does not want mail of this kind in Twenty. */
  readonly blocks: (mail: Mail) => boolean;
}

interface Copy {
  readonly mail: Mail;
  /** Some message of it is not deleted. */
  isThere: boolean;
}

/** By the id of the channel. */
type Copies = Map<string, Copy>;

export function addMail(
  draft: Draft,
  from: Export,
  channels: ReadonlyMap<string, Channel>,
  unlinked: "hidden" | "visible",
): void {
  const threads = new Map<string, Copies>();
  for (const row of from.rows("messages")) takeMessage(threads, row);
  for (const [id, copies] of threads) {
    for (const [channel, { mail, isThere }] of copies) {
      if (!isThere) mail.reach("deleted");
      if (isThere && mail.records.size === 0 && unlinked === "visible") open(draft, mail);
      if (channels.get(channel)?.blocks(mail)) mail.choose(false);
    }
    const sorted = [...copies.keys()].sort((one, other) => levelOf(channels, other) - levelOf(channels, one));
    // The most generous copy has Twenty's own id, by which timelines name it.
    for (const [index, channel] of sorted.entries()) {
      addThread(draft, copies.get(channel)?.mail, index === 0 ? id : joinedId(id, channel));
    }
  }
  draft.report.lose("messages that are linked to nobody", whyUnlinked[unlinked]);
}

const whyUnlinked = {
  hidden: "only the owner of the mailbox sees them",
  visible: "those that come later are seen by the owner of the mailbox alone, until they are imported",
};

function levelOf(channels: ReadonlyMap<string, Channel>, channel: string): number {
  return levels.indexOf(channels.get(channel)?.level ?? "none");
}

function takeMessage(threads: Map<string, Copies>, row: Place): void {
  const id = row.at("messageThreadId").id() ?? neededId(row, "id");
  const copies = made(threads, id, (): Copies => new Map());
  const isThere = row.at("deletedAt").isAbsent;
  for (const association of rowsWithin(row, "messageChannelMessageAssociations")) {
    const channel = neededId(association, "messageChannelId");
    const copy = made(copies, channel, () => ({ mail: new Mail(row, channel), isThere: false }));
    copy.isThere ||= isThere;
    if (isThere) takeFacts(copy.mail, row);
  }
}

function takeFacts(mail: Mail, row: Place): void {
  for (const participant of rowsWithin(row, "messageParticipants")) {
    needed(participant.at("role"), (place) => place.word(roles));
    mail.addParticipant(participant.at("handle").text());
    if (participant.at("deletedAt").isAbsent) mail.addRecord(participant.at("personId").id());
  }
  const time = row.at("receivedAt").mailTime();
  mail.cover(time, time);
}

function open(draft: Draft, mail: Mail): void {
  const why = "messages of the export that are linked to nobody link to it";
  draft.record(mail.place, { id: openRecord, type: "contact", access: [{ kind: "everyone" }] });
  draft.report.invent("a record that everyone opens", why, openRecord);
  mail.addRecord(openRecord);
}

function addThread(draft: Draft, mail: Mail | undefined, id: string): void {
  if (mail === undefined) return;
  if (isId(id)) draft.thread(mail.place, mail.thread(id));
  else draft.report.lose("copies whose ids are too long together", "they stay hidden", mail.place);
}
