// Salesforce: the object `EmailMessage`.
import { each, keep, shape } from "./shape.js";

const sent = { path: "/MessageDate", time: "basic-offset" } as const;

/**
 * `GET /services/data/{version}/query` for `EmailMessage`. The route has to select each column that is read, and the relation
 * `EmailMessageRelations`, for mail of one mailbox alone, and to give that mailbox.
 */
export const emailMessages = shape({
  at: "/records",
  fields: {
    id: "/Id",
    mailbox: [],
    participants: [
      ...each(
        ["FromAddress", "ValidatedFromAddress", "ToAddress", "CcAddress", "BccAddress"].map((name) => `/${name}`),
        {
          form: "addresses",
        },
      ),
      // Recipients who are records stand here alone.
      { path: "/EmailMessageRelations/records/*/RelationAddress", form: "addresses" },
    ],
    records: ["/ParentId", "/RelatedToId", "/EmailMessageRelations/records/*/RelationId"],
    sharing: [
      {
        path: "/Status",
        values: { '"5"': "private" },
        absent: ["0", "1", "2", "3", "4"],
        required: true,
      },
      // Relations that go on elsewhere: the message is the owner's alone.
      { path: "/EmailMessageRelations/done", values: { false: "private" }, absent: [true] },
    ],
    state: { path: "/IsDeleted", values: { true: "deleted", false: "active" }, required: true },
    firstMessageAt: sent,
    lastMessageAt: sent,
  },
  keep: keep(["/Id", "/FromAddress", "/FromName", "/ToAddress", "/CcAddress", "/MessageDate"], "/Subject"),
});
