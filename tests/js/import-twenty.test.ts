import { importTwenty } from "mailveil/import";
import { describe, expect, it } from "vitest";
import { accepted, changed, directory, type Exported, lost, refusal, seen, vendor } from "./import-kit.ts";

const id = (number: number) => `20202020-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const [ann, bob] = [id(901), id(902)];
/** Ann's two channels: one shows subjects, the other everything. */
const [subjects, everything] = [id(701), id(702)];
/** A thread with Jo in the first channel, and one with Jo and Kim of law.example in both. */
const [quote, dispute] = [id(51), id(52)];
const person = id(201);

const decisions = { unlinkedMessages: "hidden" } as const;

const exported = (): Exported => ({ ...directory("twenty"), messages: vendor("twenty-messages-rest") });

type Changes = Readonly<Record<string, unknown>>;

const run = (changes: Changes = {}, given: Parameters<typeof importTwenty>[1] = decisions) =>
  importTwenty(changed(exported(), changes), given);

const noBlocklist = { "/blocklists": [] };
const message = (index: number) => `/messages/data/messages/${index}`;

describe("who sees which mail of Twenty", () => {
  it("is decided by the channel, and the most generous one counts", () => {
    expect(seen(run(noBlocklist))).toStrictEqual({
      [ann]: [quote, dispute, `${dispute}:${subjects}`],
      // Everyone sees what the channel shows; the thread that is in both is seen in full.
      [bob]: [`${quote} subject`, dispute, `${dispute}:${subjects} subject`],
    });
    const levels = (visibility: string) =>
      seen(run({ ...noBlocklist, "/messageChannels/0/visibility": visibility }))[bob];
    expect(levels("METADATA")).toContain(`${quote} metadata`);
    expect(levels("SHARE_EVERYTHING")).toContain(quote);
  });

  it("leaves out mail of domains that the owner blocks", () => {
    expect(seen(run())).toStrictEqual({
      [ann]: [quote, dispute, `${dispute}:${subjects}`],
      [bob]: [`${quote} subject`],
    });
    expect(lost(run(), /blocked domains/)).toMatchObject({ count: 1, path: "/blocklists/0" });
    // Bob's list is about Bob's channels, and a list that was deleted about none.
    for (const change of [{ "/blocklists/0/workspaceMemberId": bob }, { "/blocklists/0/deletedAt": "2026-01-01" }]) {
      expect(seen(run(change))[bob]).toContain(dispute);
    }
  });

  it("excludes more than five blocked domains for everybody", () => {
    const row = (index: number) => ({ id: id(600 + index), handle: `@law${index}.example`, workspaceMemberId: ann });
    const six = [0, 1, 2, 3, 4, 5].map(row);
    const { organization, mailboxes } = accepted(run({ "/blocklists": six }));
    expect(organization.excludedDomains).toHaveLength(6);
    expect(mailboxes[0]?.sharing).not.toHaveProperty("excludedDomains");
    const five = accepted(run({ "/blocklists": six.slice(1) }));
    expect(five.organization).toStrictEqual({});
    expect(five.mailboxes[0]?.sharing).toHaveProperty("excludedDomains.length", 5);
  });

  it("makes mail with blocked addresses private", () => {
    const imported = run({ "/blocklists/0/handle": "Kim@law.example" });
    expect(seen(imported)).toMatchObject({
      [ann]: [quote, dispute, `${dispute}:${subjects}`],
      [bob]: [`${quote} subject`],
    });
    expect(lost(imported, /blocked addresses/)).toMatchObject({ count: 1, path: "/blocklists/0" });
    expect(seen(run({ "/blocklists/0/handle": "other@law.example" }))[bob]).toContain(dispute);
  });

  it("hides what is linked to nobody, or shows what there is of it, as was decided", () => {
    const unlinked = { [`${message(0)}/messageParticipants/1/personId`]: null };
    expect(seen(run(unlinked))).toMatchObject({ [ann]: [quote, dispute, `${dispute}:${subjects}`], [bob]: [] });
    const visible = run(unlinked, { unlinkedMessages: "visible" });
    expect(seen(visible)[bob]).toStrictEqual([`${quote} subject`]);
    expect(visible.report.invented).toMatchObject([
      { what: "a record that everyone opens", ids: ["unlinked-messages"] },
    ]);
    // A deleted person is no link, and whom the export lacks is one that nobody opens.
    expect(seen(run({ "/people/0/deletedAt": "2026-01-01T00:00:00Z" }))[bob]).toStrictEqual([]);
    expect(seen(run({ "/people": undefined }))[bob]).toStrictEqual([]);
    expect(seen(run({ "/people": undefined }, { unlinkedMessages: "visible" }))[bob]).toStrictEqual([]);
  });

  it("is gone where the message is deleted", () => {
    const deleted = { ...noBlocklist, [`${message(0)}/deletedAt`]: "2026-01-01T00:00:00Z" };
    expect(seen(run(deleted))).toMatchObject({ [ann]: [dispute, `${dispute}:${subjects}`] });
    // Of a thread, the rest stays.
    const second = { ...deleted, [`${message(1)}/messageThreadId`]: quote };
    expect(seen(run(second))[ann]).toStrictEqual([quote, `${quote}:${subjects}`]);
  });

  it("puts the messages of a thread together", () => {
    const { threads } = accepted(run({ [`${message(1)}/messageThreadId`]: quote }));
    expect(threads).toStrictEqual([
      expect.objectContaining({ id: quote, mailbox: everything }),
      {
        id: `${quote}:${subjects}`,
        mailbox: subjects,
        participants: ["ann@crm.example", "jo@acme.example", "kim@law.example"],
        records: [person],
        firstMessageAt: "2026-01-01T09:00:00.000Z",
        lastMessageAt: "2026-01-01T09:00:00.000Z",
      },
    ]);
  });
});

describe("what becomes of an export of Twenty", () => {
  it("is members, records that everyone opens, and channels", () => {
    const { snapshot } = run();
    expect(snapshot.users).toStrictEqual([
      {
        id: ann,
        status: "active",
        addresses: ["ann@crm.example", "a.seller@crm.example", "sales@crm.example"],
        name: "Ann Seller",
      },
      { id: bob, status: "active", addresses: ["bob@crm.example"], name: "Bob B" },
    ]);
    expect(snapshot.records[0]).toStrictEqual({
      id: person,
      type: "contact",
      access: [{ kind: "everyone" }],
      name: "Jo Buyer",
    });
    expect(snapshot.mailboxes[0]).toStrictEqual({
      id: subjects,
      address: "ann@crm.example",
      owner: ann,
      sharing: {
        mode: "complete",
        audience: [{ kind: "everyone", level: "subject" }],
        excludedDomains: ["law.example"],
      },
    });
  });

  it("reads aliases as text and as a list, REST, GraphQL and one message alike", () => {
    const list = run({ "/connectedAccounts/0/handleAliases": ["a.seller@crm.example", "sales@crm.example"] });
    expect(list.snapshot).toStrictEqual(run().snapshot);
    expect(run({ "/messages": vendor("twenty-messages-graphql") }).snapshot).toStrictEqual(run().snapshot);
    const [first] = run().snapshot.threads;
    expect(run({ "/messages": vendor("twenty-message-one") }).snapshot.threads).toStrictEqual([first]);
    const people = { data: { people: directory("twenty")["people"] }, totalCount: 1, pageInfo: { hasNextPage: false } };
    expect(run({ "/people": people }).snapshot).toStrictEqual(run().snapshot);
  });

  it("makes leavers of deleted members, and leaves out channels that are deleted or of nobody", () => {
    const leaver = run({ "/workspaceMembers/0/deletedAt": "2026-01-01T00:00:00Z", ...noBlocklist });
    // A leaver's mail needs a backup (M-03).
    expect(seen(leaver)).toStrictEqual({ [ann]: [], [bob]: [] });
    for (const change of [
      { "/messageChannels/1/deletedAt": "2026-01-01T00:00:00Z" },
      { "/messageChannels/1/connectedAccountId": null },
      { "/messageChannels/1/type": "sms" },
    ]) {
      const imported = run({ ...noBlocklist, ...change });
      expect(seen(imported)[bob]).toStrictEqual([`${quote} subject`, `${dispute} subject`]);
      expect(lost(imported, /channels/)).toMatchObject({ count: 1, path: "/messageChannels/1" });
    }
  });
});

describe("what is refused of an export of Twenty", () => {
  it.each<[string, Changes, string]>([
    [
      "an unknown visibility",
      { "/messageChannels/0/visibility": "PUBLIC" },
      "unknown-value /messageChannels/0/visibility",
    ],
    ["a missing visibility", { "/messageChannels/0/visibility": null }, "missing-field /messageChannels/0/visibility"],
    ["an unknown type", { "/messageChannels/0/type": "pigeon" }, "unknown-value /messageChannels/0/type"],
    [
      "an unknown role of a participant",
      { [`${message(0)}/messageParticipants/0/role`]: "WITNESS" },
      `unknown-value ${message(0)}/messageParticipants/0/role`,
    ],
    [
      "a message without its participants",
      { [`${message(0)}/messageParticipants`]: undefined },
      `missing-field ${message(0)}/messageParticipants`,
    ],
    [
      "participants without their last page",
      { [`${message(0)}/messageParticipants`]: { edges: [], pageInfo: { hasNextPage: true } } },
      `missing-field ${message(0)}/messageParticipants`,
    ],
    [
      "a blocklist without its last page",
      { "/blocklists": { data: { blocklists: [] }, pageInfo: { hasNextPage: true } } },
      "missing-field /blocklists",
    ],
    ["a blocklist that was not exported", { "/blocklists": undefined }, "missing-field /blocklists"],
    [
      "a blocked member of nobody",
      { "/blocklists/0/workspaceMemberId": null },
      "missing-field /blocklists/0/workspaceMemberId",
    ],
    ["nothing that is blocked", { "/blocklists/0/handle": null }, "missing-field /blocklists/0/handle"],
    ["a blocked word", { "/blocklists/0/handle": "law.example" }, "unknown-value /blocklists/0/handle"],
    ["a blocked pattern", { "/blocklists/0/handle": "@*.law.example" }, "unknown-value /blocklists/0/handle"],
    [
      "a blocked domain in Punycode",
      { "/blocklists/0/handle": "@xn--bcher-kva.example" },
      "unknown-value /blocklists/0/handle",
    ],
    ["an error", { "/people": { errors: [{ message: "no" }], data: null } }, "unknown-value /people/errors"],
    ["the answer of another question", { "/people": { data: { workspaceMembers: [] } } }, "unknown-value /people/data"],
  ])("%s", (_, changes, place) => {
    expect(refusal(() => run(changes))).toBe(place);
  });

  it("an unknown decision", () => {
    expect(refusal(() => run({}, { unlinkedMessages: "maybe" as "hidden" }))).toBe(
      "unknown-value /decisions/unlinkedMessages",
    );
  });
});
