// Organisations for what random ones meet too seldom.

const member = (id: string, more: object = {}) => ({ id, status: "active", ...more });
const complete = (id: string, owner: string, more: object = {}) => ({
  id,
  address: `${id}@ours.test`,
  owner,
  sharing: { mode: "complete", audience: [{ kind: "everyone" }] },
  ...more,
});
const backup = (takenAt: string) => ({ backups: [{ takenAt, status: "completed" }] });
const thread = (id: string, mailbox: string, participant: string, more: object = {}) => ({
  id,
  mailbox,
  participants: [participant],
  records: ["lead"],
  ...more,
});

/** Times to the microsecond. */
export const directed = JSON.stringify({
  version: 1,
  organization: { excludedDomains: ["theirs.test"], domains: ["ours.test"] },
  roles: [],
  users: [
    member("vic"),
    member("kim", { aliases: ["kim@theirs.test"] }),
    member("pat", { addresses: ["pat@theirs.test"] }),
    member("left", { status: "deactivated" }),
  ],
  records: [{ id: "lead", type: "lead", access: [{ kind: "everyone" }] }],
  mailboxes: [
    complete("kims", "kim"),
    complete("pats", "pat"),
    complete("early", "left", backup("2026-05-01T00:00:00Z")),
    complete("late", "left", backup("2026-06-01T00:00:00Z")),
  ],
  threads: [
    thread("alias as written", "kims", "KIM@theirs.test"),
    thread("alias written otherwise", "kims", "kim@theirs.test."),
    thread("an owner's name", "pats", "pat@theirs.test"),
    thread("another owner's name", "kims", "pat@theirs.test"),
    thread("backed up", "late", "ann@other.test", { lastMessageAt: "2026-05-20T00:00:00Z" }),
    thread("not backed up", "early", "ann@other.test", { lastMessageAt: "2026-05-20T00:00:00Z" }),
  ],
});

/** Ids that are one when signs are escaped, cut or compared otherwise than they should be. */
const ids = [
  ...['a"b', 'a\\"b', 'a\\\\"b', "a\nb", "a\\nb", "b", 'a", "b', 'b"', "'b", "b'"],
  ...[
    "A",
    "a",
    "a ",
    " a",
    "é",
    "e\u0301",
    "É",
    "\u00e9",
    "\\u00e9",
    "😀",
    "\\ud83d\\ude00",
    "$",
    "$.a",
    "*",
    "a.b",
    "[0]",
  ],
].filter((id, index, all) => all.indexOf(id) === index);

/** Mailboxes with such ids, of which every other one is private. */
export const alike = JSON.stringify({
  version: 1,
  organization: { domains: ["ours.test"] },
  roles: [],
  users: [member("vic"), member("kim")],
  records: [{ id: "lead", type: "lead", access: [{ kind: "everyone" }] }],
  mailboxes: ids.map((id, index) =>
    complete(id, "kim", {
      address: `${index}@ours.test`,
      ...(index % 2 === 0 ? {} : { sharing: { mode: "private" } }),
    }),
  ),
  threads: ids.map((id) => thread(`of ${id}`, id, "ann@other.test")),
});

/** Records whose ids are one as numbers, and threads that only they show; vic has access to `7` alone. */
export const numbered = JSON.stringify({
  version: 1,
  organization: { domains: ["ours.test"] },
  roles: [],
  users: [member("vic"), member("kim")],
  records: [
    { id: "7", type: "lead", access: [{ kind: "everyone" }] },
    { id: "07", type: "lead", owner: "kim", access: [] },
    { id: "deal-7", type: "contact", owner: "kim", access: [] },
  ],
  mailboxes: [complete("kims", "kim")],
  threads: ["7", "07", "deal-7"].map((id) => thread(`on ${id}`, "kims", "ann@other.test", { records: [id] })),
});
