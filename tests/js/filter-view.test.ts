// Two ways to judge an item: by section 3 written out, which the vectors use, and by a policy, which random bodies use.
import { expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { type Organization, viewByPolicy, viewBySection3 } from "./filter-reference/index.ts";
import { parseInstant } from "./filter-reference/times.ts";
import { type Level, levels, type Question, type ThreadFacts } from "./filter-reference/view.ts";
import { organizations } from "./random-organization.ts";

const moments = [
  "2026-05-01T00:00:00Z",
  "2026-05-01T00:00:00.000000001Z",
  "2025-12-31T23:59:59Z",
  "2026-01-01T00:00:00Z",
];
const people = [
  "x@a.test",
  "y@sub.bank.test",
  "own@bank.test",
  "z@law.test",
  "nobody",
  "",
  "a+b@crm.test",
  "own+b@bank.test",
  "/O=ORG/cn=own",
  "k@[::1]",
];
const nows = ["2026-06-01T12:00:00Z", "2026-07-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-05-30T00:00:00Z"];

function randomFacts(dice: Dice, { mailboxes, records }: Organization): ThreadFacts {
  const at = () => parseInstant(dice.pick(["", ...moments]));
  return {
    mailbox: dice.pick(mailboxes).id,
    participants: dice.some(people, dice.pick([0.1, 0.3])),
    records: dice.some([...records.map(({ id }) => id), "new"], dice.pick([0.2, 0.5])),
    sharing: dice.pick([undefined, "shared", "private"]),
    state: dice.pick([undefined, undefined, "active", "archived", "deleted"]),
    firstMessageAt: at(),
    lastMessageAt: at(),
  };
}

function randomQuestion(dice: Dice, { users, records }: Organization): Question {
  const surface = dice.pick([undefined, "mailbox", "record"] as const);
  const record = surface === "mailbox" || dice.chance(0.6) ? undefined : dice.pick(records).id;
  return { viewer: dice.pick(users).id, surface, record, now: dice.pick(nows) };
}

it("a policy says what section 3 says, of records that it does not know, too", () => {
  const counts: Record<Level, number> = { none: 0, metadata: 0, subject: 0, full: 0 };
  for (const [index, organization] of organizations.entries()) {
    const [byText, byPolicy] = [viewBySection3(organization), viewByPolicy(organization)];
    for (let seed = 1; seed <= 6000; seed += 1) {
      const dice = new Dice(seed);
      const [facts, question] = [randomFacts(dice, organization), randomQuestion(dice, organization)];
      const level = byText(facts, question);
      expect([index, seed, byPolicy(facts, question)]).toEqual([index, seed, level]);
      counts[level] += 1;
    }
  }
  for (const level of levels) expect(counts[level], level).toBeGreaterThan(20);
});
