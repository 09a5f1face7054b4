// Mail of Creatio: `EmailMessageData` tells the mailbox of a message, its activity everything else.
import { participantsIn } from "./address.js";
import type { Export } from "./answers.js";
import type { Draft } from "./draft.js";
import { guid } from "./guid.js";
import { Mail } from "./mail.js";
import { neededId, type Place } from "./place.js";

const headers = ["Sender", "Recepient", "CopyRecepient", "BlindCopyRecepient"];
const links = ["ContactId", "AccountId", "LeadId", "OpportunityId", "CaseId"];

export function addMail(draft: Draft, from: Export): void {
  const activities = new Map(from.rows("Activity").map((row) => [neededId(row, "Id"), row]));
  for (const row of from.rows("EmailMessageData")) {
    const mailbox = mailboxOf(row);
    const activity = row.at("Activity").isAbsent
      ? activities.get(guid(row.at("ActivityId")) ?? "")
      : row.at("Activity");
    if (mailbox === undefined || activity === undefined) {
      draft.report.lose("messages without a mailbox or an activity", "they are left out, and so hidden", row);
      continue;
    }
    draft.thread(row, threadOf(row, mailbox, activity).thread(neededId(row, "Id")));
  }
  if (activities.size > 0 && !from.has("EmailMessageData")) {
    draft.report.lose("activities", "the mailbox of a message is in `EmailMessageData`, which the export lacks");
  }
}

function mailboxOf(row: Place): string | undefined {
  return guid(row.at("MailboxSyncSettings")) ?? guid(row.at("MailboxSyncSettingsId"));
}

function threadOf(row: Place, mailbox: string, activity: Place): Mail {
  const mail = new Mail(row, mailbox);
  for (const header of headers) {
    const list = activity.at(header).text();
    // An empty text is there as well; a column that was not asked for could name anybody.
    if (list === undefined) mail.hasUnknownParticipants();
    else mail.addParticipants(participantsIn(list));
  }
  for (const link of links) mail.addRecord(guid(activity.at(link)));
  const time = row.at("SendDate").mailTime() ?? activity.at("SendDate").mailTime();
  mail.cover(time, time);
  return mail;
}
