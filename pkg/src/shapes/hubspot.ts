// HubSpot: the CRM object `emails`.
import { each, keep, shape } from "./shape.js";

const sent = "/properties/hs_timestamp";

/** By the names of HubSpot's associations. Its ids are numbers that start anew with each type. */
const linked = { companies: "company:", contacts: "contact:", deals: "deal:", leads: "lead:", tickets: "ticket:" };

/**
 * `GET /crm/v3/objects/emails` with `properties` and `associations`. The route has to ask for each property that is read,
 * for mail of one mailbox alone, and to give that mailbox.
 */
export const emails = shape({
  at: "/results",
  around: ["/paging/next/after"],
  fields: {
    id: "/id",
    mailbox: [],
    participants: each(
      ["from", "sender", "to", "cc", "bcc"].map((part) => `/properties/hs_email_${part}_email`),
      { form: "addresses" },
    ),
    records: Object.entries(linked).map(([type, prefix]) => ({ path: `/associations/${type}/results/*/id`, prefix })),
    sharing: {
      path: "/properties/hs_email_direction",
      values: { '"DRAFT_EMAIL"': "private" },
      absent: ["EMAIL", "FORWARDED_EMAIL", "INCOMING_EMAIL"],
      required: true,
    },
    state: [
      { path: "/archived", values: { true: "deleted", false: "active" }, required: true },
      // Links that go on elsewhere. Any text is none of the words, so such an item cannot be read.
      ...Object.keys(linked).map((type) => `/associations/${type}/paging/next/after`),
    ],
    firstMessageAt: sent,
    lastMessageAt: sent,
  },
  keep: keep(
    ["/id", ...["from", "sender", "to", "cc"].map((part) => `/properties/hs_email_${part}_email`), sent],
    "/properties/hs_email_subject",
  ),
});
