import type { Snapshot } from "mailveil";
import { makeMailboxes } from "./mailboxes.ts";
import { AGENTS, DOMAIN, PEOPLE, ROLES } from "./people.ts";
import { Random } from "./random.ts";
import { makeBook } from "./records.ts";
import { makeThreads, SUPPORT_ACCESS } from "./threads.ts";
import { LAW_FIRM, PHYSICIAN } from "./words.ts";

const SEED = 20_261_102;

/** Larkfield Optics, an organisation that does not exist: every rule has a place in it where it shows. */
export function makeOrganization(): Snapshot {
  const random = new Random(SEED);
  const book = makeBook(random);
  const mailboxes = makeMailboxes(random, book);
  return {
    version: 1,
    organization: { domains: [DOMAIN], excludedDomains: [LAW_FIRM, PHYSICIAN] },
    roles: ROLES,
    users: [...PEOPLE.map((person) => person.user), ...AGENTS],
    records: book.records,
    mailboxes,
    threads: makeThreads(random, book, mailboxes),
    supportAccess: SUPPORT_ACCESS,
  };
}
