// EspoCRM: e-mails, in lists and one by one.
import { each, keep, shape } from "./shape.js";

// A status of an installation's own is not known here, and hides.
const sharing = {
  path: "/status",
  values: { '"Draft"': "private" },
  absent: ["Archived", "Failed", "Sending", "Sent"],
  required: true,
} as const;

const records = ["/parentId", "/accountId"];
const sent = { path: "/dateSent", time: "sql-utc" } as const;

/**
 * `GET /Email` and `/{type}/{id}/emails`. The route has to ask for mail of one account alone, and to give it as the mailbox.
 * Lists name the sender only: where an exclusion list applies, only the owner sees them.
 */
export const emails = shape({
  at: "/list",
  fields: {
    id: "/id",
    mailbox: [],
    participants: { path: "/fromString", form: "addresses", partial: true },
    records,
    sharing,
    // Of the user whose key the route has.
    state: [
      { path: "/inTrash", values: { true: "deleted", false: "active" } },
      { path: "/inArchive", values: { true: "archived", false: "active" } },
    ],
    firstMessageAt: sent,
    lastMessageAt: sent,
  },
  keep: keep(["/id", "/fromString", "/dateSent"], "/subject"),
});

/** `GET /Email/{id}`. The route has nothing to give. */
export const email = shape({
  at: "",
  one: true,
  fields: {
    id: "/id",
    mailbox: ["/emailAccountsIds/*", "/inboundEmailsIds/*"],
    participants: [
      // Texts, which are empty for none; in an item of a list they are missing.
      ...each(["/from", "/to", "/cc", "/bcc"], { form: "addresses", required: true }),
      ...each(["/replyTo", "/fromString", "/replyToString"], { form: "addresses" }),
    ],
    records,
    sharing,
    state: [],
    firstMessageAt: sent,
    lastMessageAt: sent,
  },
  keep: keep(["/id", "/emailAccountsIds/*", "/from", "/to", "/cc", "/dateSent"], "/subject"),
});
