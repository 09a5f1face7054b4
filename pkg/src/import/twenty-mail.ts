// Messages of Twenty: one may be in several channels, and is a thread in each, so that the most generous one counts.
import { type Export, rowsWithin } from "./answers.js";
import type { Draft } from "./draft.js";
import { joinedId, Mail } from "./mail.js";
import { isId, needed, neededId, type Place } from "./place.js";

/** A record that everyone opens, for messages that are linked to nobody. */
const openRecord = "unlinked-messages";

const roles: ReadonlyMap<string, true> = new Map(
  ["FROM", "TO", "CC", "BCC"].flatMap((role) => [[role, true] as const, [role.toLowerCase(), true] as const]),
);

interface Manner {
  readonly unlinked: "hidden" | "visible";
  readonly isBlocked: (channel: string, mail: Mail) => boolean;
}

export function addMail(draft: Draft, from: Export, { unlinked, isBlocked }: Manner): void {
  for (const row of from.rows("messages")) {
    for (const channel of rowsWithin(row, "messageChannelMessageAssociations")) {
      const mail = new Mail(row, neededId(channel, "messageChannelId"));
      takeMessage(mail, row);
      if (mail.records.size === 0 && unlinked === "visible") open(draft, mail);
      if (isBlocked(mail.mailbox, mail)) mail.choose(false);
      addThread(draft, mail, joinedId(neededId(row, "id"), mail.mailbox));
    }
  }
  draft.report.lose("messages that are linked to nobody", whyUnlinked[unlinked]);
}

const whyUnlinked = {
  hidden: "only the owner of the mailbox sees them",
  visible: "those that come later are seen by the owner of the mailbox alone, until they are imported",
};

function takeMessage(mail: Mail, row: Place): void {
  for (const participant of rowsWithin(row, "messageParticipants")) {
    needed(participant.at("role"), (place) => place.word(roles));
    mail.addParticipant(participant.at("handle").text());
    if (participant.at("deletedAt").isAbsent) mail.addRecord(participant.at("personId").id());
  }
  if (!row.at("deletedAt").isAbsent) mail.reach("deleted");
  const time = row.at("receivedAt").mailTime();
  mail.cover(time, time);
}

function open(draft: Draft, mail: Mail): void {
  const why = "messages of the export that are linked to nobody link to it";
  draft.record(mail.place, { id: openRecord, type: "contact", access: [{ kind: "everyone" }] });
  draft.report.invent("a record that everyone opens", why, openRecord);
  mail.addRecord(openRecord);
}

function addThread(draft: Draft, mail: Mail, id: string): void {
  if (isId(id)) draft.thread(mail.place, mail.thread(id));
  else draft.report.lose("messages whose ids are too long together", "they stay hidden", mail.place);
}
