// Pipedrive: `/mailbox/mailThreads`, the messages of a thread, the mail of a deal.
import { each, keep, shape } from "./shape.js";

const around = ["start", "limit", "more_items_in_collection", "next_start"].map(
  (name) => `/additional_data/pagination/${name}`,
);

const parties = ["from", "to", "cc", "bcc"] as const;

const threadFields = {
  id: "/id",
  mailbox: "/account_id",
  // Threads name no copies; `cc` and `bcc` are read in case that they ever do.
  participants: each(
    parties.map((party) => `/parties/${party}/*/email_address`),
    { partial: true },
  ),
  records: [
    { path: "/deal_id", prefix: "deal:" },
    { path: "/lead_id", prefix: "lead:" },
    ...each(
      parties.map((party) => `/parties/${party}/*/linked_person_id`),
      { prefix: "person:" },
    ),
  ],
  sharing: [
    { path: "/shared_flag", values: { "0": "private", "1": "shared" }, required: true },
    // The first words of an answer that was not sent yet stand in the thread: until then it is the owner's alone.
    { path: "/has_draft_flag", values: { "1": "private" }, absent: [0] },
    // What the owner has thrown away in their own mail program is not for others either.
    { path: "/external_deleted_flag", values: { "1": "private", true: "private" }, absent: [0, false] },
  ],
  state: [
    { path: "/deleted_flag", values: { "0": "active", "1": "deleted" }, required: true },
    { path: "/archived_flag", values: { "0": "active", "1": "archived" }, required: true },
  ],
  firstMessageAt: "/first_message_timestamp",
  lastMessageAt: "/last_message_timestamp",
} as const;

const keptOfThread = keep(
  [
    "/id",
    "/account_id",
    "/parties/from/*/email_address",
    "/parties/from/*/name",
    "/parties/to/*/email_address",
    "/parties/to/*/name",
    "/first_message_timestamp",
    "/last_message_timestamp",
  ],
  "/subject",
);

/**
 * `GET /mailbox/mailThreads`. The route has nothing to give.
 * Threads name no copies: where an exclusion list applies, only the owner sees them.
 */
export const threads = shape({ at: "/data", around, fields: threadFields, keep: keptOfThread });

/** `GET /mailbox/mailThreads/{id}`: one thread, as in `threads`. */
export const thread = shape({ at: "/data", one: true, fields: threadFields, keep: keptOfThread });

/** What a message says of itself, where it stands at `base` in an item. */
const messageFields = (base: string) => ({
  id: `${base}/id`,
  mailbox: `${base}/account_id`,
  participants: each(
    parties.map((party) => `${base}/${party}/*/email_address`),
    {},
  ),
  records: each(
    parties.map((party) => `${base}/${party}/*/linked_person_id`),
    { prefix: "person:" },
  ),
  // Whether its thread is shared, a message does not say, and the mailbox's default would show messages of threads that were
  // made private. So each counts as private, whatever this flag is.
  sharing: { path: `${base}/draft_flag`, values: { "0": "private", "1": "private" }, required: true },
  state: { path: `${base}/deleted_flag`, values: { "0": "active", "1": "deleted" }, required: true },
  firstMessageAt: `${base}/message_time`,
  lastMessageAt: `${base}/message_time`,
});

const keptOfMessage = (base: string) =>
  keep(
    [
      `${base}/id`,
      `${base}/mail_thread_id`,
      `${base}/account_id`,
      ...["from", "to", "cc"].flatMap((party) => [`${base}/${party}/*/email_address`, `${base}/${party}/*/name`]),
      `${base}/message_time`,
    ],
    `${base}/subject`,
  );

/** Messages that are judged by themselves. */
const judgedAlone = (base: string) =>
  shape({ at: "/data", around, fields: messageFields(base), keep: keptOfMessage(base) });

/**
 * Messages that are judged as their thread, which the policy knows. It knows no draft and no message that was deleted: their
 * flags are a second id, by which they cannot be judged.
 */
const judgedAsThread = (base: string) =>
  shape({
    at: "/data",
    around,
    facts: "snapshot",
    fields: {
      id: [
        `${base}/mail_thread_id`,
        { path: `${base}/draft_flag`, prefix: "draft:", absent: [0], required: true },
        { path: `${base}/deleted_flag`, prefix: "deleted:", absent: [0], required: true },
        { path: `${base}/external_deleted_flag`, prefix: "deleted:", absent: [0, false] },
      ],
    },
    keep: keptOfMessage(base),
  });

/**
 * `GET /mailbox/mailThreads/{id}/mailMessages`. The route may give the records of the thread.
 * A message does not say whether its thread is shared: only the owner sees it. See `messagesOfKnownThreads`.
 */
export const threadMessages = judgedAlone("");

/**
 * `GET /deals/{id}/mailMessages`, and of persons and organizations. The route has to give the record, such as `deal:42`.
 * A message does not say whether its thread is shared: only the owner sees it. See `dealMessagesOfKnownThreads`.
 */
export const dealMessages = judgedAlone("/data");

/**
 * `GET /mailbox/mailThreads/{id}/mailMessages`, for a policy that holds the threads: each message is judged as its thread.
 * Drafts and messages that were deleted are hidden, from the owner too. The policy's threads have to name the participants of all their messages, copies included.
 */
export const messagesOfKnownThreads = judgedAsThread("");

/**
 * `GET /deals/{id}/mailMessages`, for a policy that holds the threads: each message is judged as its thread.
 * Drafts and messages that were deleted are hidden, from the owner too. The policy's threads have to name the participants of all their messages, copies included.
 */
export const dealMessagesOfKnownThreads = judgedAsThread("/data");
