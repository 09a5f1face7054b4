// Twenty. Ann is …385, Bob …386, Eve …387; Ann's own channel shows subjects, the one of info@ everything, to everyone.
import { twenty } from "mailveil/shapes";
import { describe, expect, it } from "vitest";
import { answer, changed, expectUnreadable, type Facts, policyOf, sales, see, type Seen, team, twice } from "./kit.ts";

const id = (end: string) => `20202020-0000-4000-8000-${end.padStart(12, "0")}`;
const [ann, bob, eve] = [id("385"), id("386"), id("387")] as const;

const facts: Facts = {
  ...team(ann, bob, eve),
  records: [{ id: id("c9"), type: "contact", access: [...sales] }],
  mailboxes: [
    {
      id: id("2bd"),
      address: "ann@crm.example",
      owner: ann,
      sharing: { mode: "complete", audience: [{ kind: "everyone", level: "subject" }] },
    },
    {
      id: id("2be"),
      address: "info@crm.example",
      owner: ann,
      sharing: { mode: "complete", audience: [{ kind: "everyone" }] },
    },
  ],
};
const open = policyOf(facts, "none");
const excluding = policyOf(facts, "law.example");

const rest = answer("twenty-messages-rest");
const graphql = answer("twenty-messages-graphql");
type Items = (seen: Seen) => Seen["body"][];
const lists: [string, typeof twenty.messages, string, string, Items][] = [
  ["REST", twenty.messages, rest, "/data/messages/0", ({ body }) => [...(body["data"]?.["messages"] ?? [])]],
  [
    "GraphQL",
    twenty.messagesGraphql,
    graphql,
    "/data/messages/edges/0/node",
    ({ body }) => (body["data"]?.["messages"]?.["edges"] ?? []).map((edge) => edge["node"] as Seen["body"]),
  ],
];

describe.each(lists)("messages over %s", (name, shape, text, first, items) => {
  const subjects = (seen: Seen) => items(seen).map((item) => item["subject"]);

  it("are the owner's, whole", () => {
    const seen = see(excluding, shape, text, ann);
    expect(subjects(seen)).toStrictEqual(["Quote", "Dispute"]);
    expect(items(seen).map((item) => item["text"])).toStrictEqual(["secret text", "secret text"]);
  });

  it("are a colleague's by the most generous of their channels", () => {
    // The first is in Ann's channel alone; the second in that of info@ too.
    const seen = items(see(open, shape, text, bob));
    expect(seen[0]).toStrictEqual({
      id: id("1"),
      subject: "Quote",
      receivedAt: "2026-01-01T09:00:00.000Z",
      messageThreadId: id("33"),
    });
    expect(seen[1]).toMatchObject({ subject: "Dispute", text: "secret text" });
  });

  it("are hidden from the colleague where the law firm has a blind copy (X-03)", () => {
    const seen = see(excluding, shape, text, bob);
    expect(subjects(seen)).toStrictEqual(["Quote"]);
    expect(seen.text).not.toContain("law.example");
  });

  it("are no stranger's: Eve cannot access the person (Z-04)", () => {
    expect(subjects(see(open, shape, text, eve))).toStrictEqual([]);
  });

  it("below full keep no participant, because blind copies stand among them", () => {
    const both = facts.mailboxes.map((box) => ({
      ...box,
      sharing: { mode: "complete" as const, audience: [{ kind: "everyone" as const, level: "metadata" as const }] },
    }));
    const seen = see(policyOf({ ...facts, mailboxes: both }, "none"), shape, text, bob);
    expect(items(seen).map((item) => Object.keys(item).sort())).toStrictEqual(
      Array(2).fill(["id", "messageThreadId", "receivedAt"]),
    );
  });

  it("keep whether there are more, and no cursor, which may hold what is hidden", () => {
    const { body } = see(open, shape, text, eve);
    const page = (name === "REST" ? body : body["data"]?.["messages"])?.["pageInfo"] ?? {};
    expect(Object.keys(page)).toContain("hasNextPage");
    expect(Object.keys(page).filter((member) => member.endsWith("Cursor"))).toStrictEqual([]);
  });

  it("that were deleted are nobody's", () => {
    const body = JSON.parse(text);
    const message = first
      .split("/")
      .slice(1)
      .reduce((value, step) => value[step], body);
    message.deletedAt = "2026-01-03T09:00:00.000Z";
    expectUnreadable(open, shape, JSON.stringify(body), ann);
  });

  it("are hidden when they are damaged", () => {
    for (const [path, value] of [
      ["id", null],
      ["messageChannelMessageAssociations", undefined],
      ["messageChannelMessageAssociations", "none"],
      ["messageParticipants", "ann@crm.example"],
      ["receivedAt", "2026-01-01"],
    ] as const)
      expectUnreadable(open, shape, changed(text, `${first}/${path}`, value), ann);
    expectUnreadable(open, shape, twice(text, `${first}/messageParticipants`), ann);
    expectUnreadable(open, shape, twice(text, `${first}/messageChannelMessageAssociations`), ann);
    const list = name === "REST" ? "/data/messages" : "/data/messages/edges";
    expect(see(open, shape, changed(text, list, null), ann)).toMatchObject({ shown: 0, hidden: 0 });
  });
});

describe("what may be missing", () => {
  it("is a channel that the policy does not know: the message is hidden", () => {
    const path = "/data/messages/0/messageChannelMessageAssociations/0/messageChannelId";
    expectUnreadable(open, twenty.messages, changed(rest, path, id("2bf")), ann);
  });

  it("are participants, as the page of a query says", () => {
    const path = "/data/messages/edges/1/node/messageParticipants/pageInfo/hasNextPage";
    const more = changed(graphql, path, true);
    expect(see(open, twenty.messagesGraphql, more, bob).shown).toBe(1);
    expect(see(open, twenty.messagesGraphql, more, ann).shown).toBe(2);
    expectUnreadable(open, twenty.messagesGraphql, changed(graphql, path, undefined), ann);
  });
});

describe("one message", () => {
  const text = answer("twenty-message-one");

  it("is shown whole, in part, or not at all", () => {
    const message = (viewer: string) => see(excluding, twenty.message, text, viewer).body["data"]?.["message"];
    expect(message(ann)).toMatchObject({ text: "secret text" });
    expect(message(bob)).toMatchObject({ subject: "Quote" });
    expect(message(bob)).not.toHaveProperty("text");
    expect(message(eve)).toBeNull();
    expectUnreadable(open, twenty.message, twice(text, "/data/message/messageParticipants"), ann);
  });
});

describe("the timeline", () => {
  const text = answer("twenty-timeline");
  const threads = (seen: Seen) => seen.body["data"]?.["getTimelineThreadsFromPersonId"]?.["timelineThreads"];

  it("is hidden, as long as the policy does not hold the threads", () => {
    expect(see(open, twenty.timeline, text, ann)).toMatchObject({ shown: 0, hidden: 1, unreadable: 1 });
  });

  it("is judged by the threads of the policy", () => {
    const thread = { id: id("33"), mailbox: id("2bd"), participants: ["jo@acme.example"], records: [id("c9")] };
    const policy = policyOf({ ...facts, threads: [thread] }, "law.example");
    expect(threads(see(policy, twenty.timeline, text, ann))?.[0]).toHaveProperty("firstParticipant");
    expect(threads(see(policy, twenty.timeline, text, bob))).toStrictEqual([
      { id: id("33"), lastMessageReceivedAt: "2026-01-01T09:00:00.000Z", subject: "Quote" },
    ]);
    expect(threads(see(policy, twenty.timeline, text, eve))).toStrictEqual([]);
  });
});
