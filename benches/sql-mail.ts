// The organisation and the mail that SQL is measured on.
import { Dice } from "../tests/js/dice.ts";

const [users, mailboxes, records] = [1_000, 1_040, 20_000];
const dice = new Dice(1);
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const role = (): object => ({ kind: "role", id: `role-${dice.below(60)}`, descendants: dice.chance(0.5) });

function sharing(number: number): object | undefined {
  const audience = dice.chance(0.2)
    ? [{ kind: "everyone", level: "metadata" }]
    : [role(), role(), { kind: "user", id: `user-${dice.below(users)}` }];
  if (number % 26 === 0) return { mode: "shared-mailbox", grants: [{ ...role(), rights: ["read", "send"] }] };
  switch (number % 5) {
    case 0:
      return undefined;
    case 1:
      return { mode: "record-level", audience, sharedRecords: numbers(30).map(() => `record-${dice.below(records)}`) };
    case 2:
    case 3:
      return { mode: "complete", audience };
    default:
      return {
        mode: "per-thread",
        default: dice.chance(0.5) ? "shared" : "private",
        linkedAccess: dice.chance(0.5) ? "any" : "all",
      };
  }
}

const types = ["contact", "contact", "lead", "deal", "organization", "other"];
/** A thousand users, in whose mailboxes mail is shared in every mode. */
export const snapshot = JSON.stringify({
  version: 1,
  organization: { domains: ["ours.test"], excludedDomains: ["bank.test", "law.test"] },
  roles: numbers(60).map((number) => ({
    id: `role-${number}`,
    ...(number > 0 ? { parent: `role-${(number - 1) >> 1}` } : {}),
  })),
  users: numbers(users).map((number) => ({
    id: `user-${number}`,
    status: number % 50 === 49 ? "deactivated" : "active",
    roles: [`role-${number % 60}`],
    addresses: [`user-${number}@ours.test`],
    ...(number < 3 ? { profile: "administrator" } : {}),
  })),
  records: numbers(records).map((number) => ({
    id: `record-${number}`,
    type: types[number % types.length],
    owner: `user-${dice.below(users)}`,
    access: dice.chance(0.1) ? [{ kind: "everyone" }] : [role(), role()],
  })),
  mailboxes: numbers(mailboxes).map((number) => ({
    id: `mailbox-${number}`,
    address: `mailbox-${number}@ours.test`,
    owner: `user-${number % users}`,
    ...(number % 50 === 49 ? { backups: [{ takenAt: "2026-06-01T00:00:00Z", status: "completed" }] } : {}),
    sharing: sharing(number),
  })),
  threads: [],
});

/** Statements that write so many threads, with links and participants. */
export const mail = (threads: number): readonly string[] => [
  `insert into mv_thread (id, mailbox, state, sharing, first_at, last_at) select 'thread-' || n, 'mailbox-' || (hashint4(n) & 1073741823) % ${mailboxes},
     case when n % 40 = 0 then 'deleted' when n % 7 = 0 then 'archived' else 'active' end,
     case when n % 11 = 0 then 'private' when n % 5 = 0 then 'shared' end,
     timestamptz '2020-01-01Z' + n * interval '3 minutes', timestamptz '2020-01-01Z' + n * interval '3 minutes' + interval '2 days'
   from generate_series(1, ${threads}) n`,
  // A few records are linked by thousands of threads.
  `insert into mv_link select distinct 'thread-' || n, 'record-' || case when n % 150 = 0 then 7 else (hashint4(n + k * 7919) & 1073741823) % ${records} end
   from generate_series(1, ${threads}) n, generate_series(1, 2) k where k <= 1 + n % 2 and n % 9 > 0`,
  `insert into mv_domain select 'thread-' || n, suffix, 'ann-' || n % 5000 || '@' || domain, null, null
   from generate_series(1, ${threads}) n,
     lateral (select (array['bank.test', 'client.test', 'mail.client.test', 'other.test'])[1 + (n + k) % 4] as domain from generate_series(1, 2) k) d,
     lateral (select domain as suffix union all select substring(domain from '\\.(.*)')) s`,
];
