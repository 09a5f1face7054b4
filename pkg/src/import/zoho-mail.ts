// Mail of Zoho's related lists: a message is in the mailbox of its owner, and its record is the one that was asked about.
import type { Route } from "./answers.js";
import type { Draft } from "./draft.js";
import { made } from "./made.js";
import { joinedId, Mail } from "./mail.js";
import { isId, needed, neededId, type Place } from "./place.js";

export function addMail(draft: Draft, routes: readonly Route[]): void {
  const mails = new Map<string, Mail>();
  for (const { ids, rows } of routes) {
    const record = ids[1]?.id();
    for (const row of rows) {
      const owner = neededId(row.at("owner"), "id");
      // A message that two users have is in two mailboxes, with one Message-ID.
      const id = joinedId(
        needed(row.at("message_id"), (place) => place.text()),
        owner,
      );
      if (isId(id))
        takeMessage(
          made(mails, id, () => new Mail(row, owner)),
          row,
          record,
        );
      else draft.report.lose("messages whose Message-ID is no id", "it is too long, and they stay hidden", row);
    }
  }
  for (const [id, mail] of mails) draft.thread(mail.place, mail.thread(id));
}

function takeMessage(mail: Mail, row: Place, record: string | undefined): void {
  if (row.at("from").isAbsent) mail.hasUnknownParticipants();
  for (const name of ["from", "sender", "reply_to", "to", "cc", "bcc"]) takePeople(mail, row.at(name));
  mail.addRecord(record);
  mail.addRecord(row.at("linked_record").at("id").id());
  const time = row.at("time").mailTime();
  mail.cover(time, time);
}

/** One person, or a list of them. */
function takePeople(mail: Mail, people: Place): void {
  if (people.isAbsent) return;
  for (const person of people.isList ? people.items() : [people]) mail.addParticipant(addressOf(person));
}

function addressOf(person: Place): string | undefined {
  return typeof person.value === "string" ? person.value : person.at("email").text();
}
