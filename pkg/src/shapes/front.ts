// Front: conversations, and the messages of one.
import { keep, shape } from "./shape.js";

const around = ["/_pagination/next"];

/**
 * `GET /inboxes/{inbox}/conversations`. The route has to give the inbox as the mailbox, and the records that it knows of.
 * Conversations name one recipient: where an exclusion list applies, only the owner sees them.
 */
export const conversations = shape({
  at: "/_results",
  around,
  fields: {
    id: "/id",
    mailbox: [],
    participants: { path: "/recipient/handle", partial: true },
    records: [],
    sharing: { path: "/is_private", values: { true: "private" }, absent: [false], required: true },
    state: {
      path: "/status",
      values: { '"archived"': "archived", '"assigned"': "active", '"deleted"': "deleted", '"unassigned"': "active" },
      required: true,
    },
    // When it was created here, which may be long after the first message.
    firstMessageAt: [],
    // No earlier than the last message.
    lastMessageAt: { path: "/updated_at", time: "epoch-s" },
  },
  keep: keep(["/id", "/created_at", "/updated_at"], "/subject"),
});

const created = { path: "/created_at", time: "epoch-s" } as const;

/**
 * `GET /conversations/{conversation}/messages`. The route has to give the inbox as the mailbox, and the records that it knows
 * of. It has to refuse private conversations, which the messages do not tell.
 */
export const messages = shape({
  at: "/_results",
  around,
  fields: {
    id: "/id",
    mailbox: [],
    participants: "/recipients/*/handle",
    records: [],
    sharing: { path: "/draft_mode", values: { '"private"': "private", '"shared"': "private" } },
    state: [],
    firstMessageAt: created,
    lastMessageAt: created,
  },
  // Blind copies stand in one list with all other recipients, so no recipient is kept.
  keep: keep(["/id", "/created_at"], "/subject"),
});
