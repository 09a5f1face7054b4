// Microsoft Graph: the messages of a mailbox.
import { keep, shape } from "./shape.js";

const address = (person: string) => `/${person}/emailAddress/address`;
const name = (person: string) => `/${person}/emailAddress/name`;
const named = ["from", "sender", "replyTo/*", "toRecipients/*", "ccRecipients/*"];

/**
 * `GET /users/{user}/messages`. The route has to give the mailbox, and the records that it knows of.
 * It must not leave out a recipient list by `$select`.
 */
export const messages = shape({
  at: "/value",
  fields: {
    id: "/id",
    mailbox: [],
    // Drafts have none. Names of the X.500 kind are no addresses, and count as the aliases of a user.
    participants: [...named, "bccRecipients/*"].map(address),
    records: [],
    sharing: { path: "/isDraft", values: { true: "private" }, absent: [false], required: true },
    state: [],
    firstMessageAt: ["/sentDateTime", "/receivedDateTime"],
    lastMessageAt: ["/sentDateTime", "/receivedDateTime"],
  },
  keep: keep(["/id", ...named.map(address), ...named.map(name), "/sentDateTime", "/receivedDateTime"], "/subject"),
});
