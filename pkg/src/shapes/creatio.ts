// Creatio: activities that are e-mails, and their data by mailbox, over OData.
import { each, keep, shape } from "./shape.js";

const NONE = "00000000-0000-0000-0000-000000000000";
const NEVER = "0001-01-01T00:00:00Z";

const links = ["ContactId", "AccountId", "OpportunityId", "LeadId", "CaseId"];
const recipients = ["Recepient", "CopyRecepient", "BlindCopyRecepient"];

/** What an activity says of itself, where it stands at `base` in an item. */
const activityFields = (base: string) => ({
  id: `${base}/Id`,
  // It does not name its mailbox; the route has to.
  mailbox: [],
  // Empty texts are there as well, so a column that was not asked for is noticed.
  participants: each(
    ["Sender", ...recipients].map((column) => `${base}/${column}`),
    { form: "addresses", required: true },
  ),
  records: each(
    links.map((column) => `${base}/${column}`),
    { absent: [NONE] },
  ),
  sharing: [],
  state: [],
  firstMessageAt: { path: `${base}/SendDate`, absent: [NEVER] },
  lastMessageAt: { path: `${base}/SendDate`, absent: [NEVER] },
});

const kept = (base: string, more: readonly string[]) =>
  keep(
    [...more, ...["Id", "Sender", "Recepient", "CopyRecepient", "SendDate"].map((column) => `${base}/${column}`)],
    `${base}/Title`,
  );

/** `GET /odata/Activity`. The route has to ask for e-mails of one mailbox alone, and to give that mailbox. */
export const activities = shape({ at: "/value", fields: activityFields(""), keep: kept("", []) });

/** `GET /odata/Activity({id})`. The route has to give the mailbox of this activity. */
export const activity = shape({ at: "", one: true, fields: activityFields(""), keep: kept("", []) });

/**
 * `GET /odata/EmailMessageData?$expand=Activity`: one item for each mailbox that an e-mail is in.
 * The route has nothing to give.
 */
export const emailMessageData = shape({
  at: "/value",
  fields: {
    ...activityFields("/Activity"),
    id: "/Id",
    mailbox: ["/MailboxSyncSettings", "/MailboxSyncSettingsId"],
  },
  keep: kept("/Activity", ["/Id", "/MailboxSyncSettings"]),
});
