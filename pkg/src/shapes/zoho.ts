// Zoho CRM: the related list of e-mails of a record, and one of them.
import { keep, shape } from "./shape.js";

const around = ["per_page", "next_index", "prev_index", "more_records"].map((name) => `/info/${name}`);

const fields = {
  // One mail in two mailboxes has one Message-ID.
  id: { path: "/message_id", join: ["/owner/id"] },
  // Zoho gives mailboxes no id; whose it is says which it is.
  mailbox: "/owner/id",
  participants: [
    { path: "/from/email", required: true },
    "/sender/email",
    "/to/*/email",
    "/cc/*/email",
    // Named in some answers only.
    "/bcc/*/email",
    "/reply_to/email",
  ],
  records: "/linked_record/id",
  sharing: [],
  state: [],
  firstMessageAt: "/time",
  lastMessageAt: "/time",
} as const;

const kept = keep(
  [
    "/message_id",
    "/owner/id",
    "/from/email",
    "/from/user_name",
    "/to/*/email",
    "/to/*/user_name",
    "/cc/*/email",
    "/cc/*/user_name",
    "/time",
  ],
  "/subject",
);

/** `GET /crm/v4` to `v8` `/{module}/{record}/Emails`. The route has to give the record of its path. */
export const emails = shape({ at: "/Emails", around, fields, keep: kept });

/** `GET /crm/v2` and `v3` `/{module}/{record}/Emails`. The route has to give the record of its path. */
export const emailsV2 = shape({ at: "/email_related_list", around, fields, keep: kept });

/** `GET /crm/v4` to `v8` `/{module}/{record}/Emails/{message}`. The route has to give the record of its path. */
export const email = shape({ at: "/Emails/*", one: true, fields, keep: kept });
