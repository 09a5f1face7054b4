// Twenty: messages over REST and GraphQL, and the timeline of a person or company.
import { keep, shape } from "./shape.js";

/** What a message says of itself, where the lists in it are written as these paths say. */
const messageFields = (base: string, participant: string, association: string) => ({
  id: `${base}/id`,
  // A message may be in several channels, and the most generous counts.
  mailbox: `${base}/messageChannelMessageAssociations/${association}/messageChannelId`,
  participants: `${base}/messageParticipants/${participant}/handle`,
  records: `${base}/messageParticipants/${participant}/personId`,
  sharing: [],
  // Any time is none of the words, so a message that was deleted cannot be read.
  state: `${base}/deletedAt`,
  firstMessageAt: `${base}/receivedAt`,
  lastMessageAt: `${base}/receivedAt`,
});

/** Blind copies stand in one list with all other participants, so no participant is kept. */
const kept = (base: string) => keep([`${base}/id`, `${base}/messageThreadId`, `${base}/receivedAt`], `${base}/subject`);

// Cursors are left out: they hold what the list is ordered by, of messages that are hidden too.
const page = (base: string) => ["hasNextPage", "hasPreviousPage"].map((name) => `${base}/pageInfo/${name}`);

/** `GET /rest/messages?depth=1`. The route has nothing to give. */
export const messages = shape({
  at: "/data/messages",
  around: page(""),
  fields: messageFields("", "*", "*"),
  keep: kept(""),
});

/** `GET /rest/messages/{id}?depth=1`. The route has nothing to give. */
export const message = shape({ at: "/data/message", one: true, fields: messageFields("", "*", "*"), keep: kept("") });

const graphql = messageFields("/node", "edges/*/node", "edges/*/node");

/**
 * The `messages` of a GraphQL query that the route writes: a viewer who wrote it could call a body an id.
 * It has to ask for every path that is read, `pageInfo { hasNextPage }` of the participants too. The route has nothing to give.
 */
export const messagesGraphql = shape({
  at: "/data/messages/edges",
  around: page("/data/messages"),
  fields: {
    ...graphql,
    // Where there are more participants than are named, the message is the owner's alone.
    sharing: {
      path: "/node/messageParticipants/pageInfo/hasNextPage",
      values: { true: "private" },
      absent: [false],
      required: true,
    },
  },
  keep: kept("/node"),
});

/**
 * The GraphQL query `getTimelineThreadsFromPersonId`; for another record, set `at` to its path.
 * An item names neither its channels nor all participants, so the policy has to hold the threads, by Twenty's ids.
 */
export const timeline = shape({
  at: "/data/getTimelineThreadsFromPersonId/timelineThreads",
  facts: "snapshot",
  fields: { id: "/id" },
  keep: keep(["/id", "/lastMessageReceivedAt"], "/subject"),
});
