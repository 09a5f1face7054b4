import type { AudienceMember, Backup, Mailbox, Sharing } from "mailveil";
import { addressOf, PEOPLE, type Person, slug, userId } from "./people.ts";
import type { Random } from "./random.ts";
import type { Book } from "./records.ts";
import { daysBefore } from "./reference.ts";
import { SHARED_MAILBOXES } from "./shared-mailboxes.ts";
import { HEADHUNTER } from "./words.ts";

type PersonalSharing = Exclude<Sharing, { mode: "shared-mailbox" }>;

const EVERYONE: AudienceMember = { kind: "everyone" };
const ALL_SALES: AudienceMember = { kind: "role", id: "sales", descendants: true };

/** All mail of leads and contacts, some of it without a few domains: up to three, by the index. */
function complete(index: number, audience: AudienceMember[]): PersonalSharing {
  const excludedDomains = [HEADHUNTER, "verdance-botany.example", "mossgate-school.example"].slice(0, index % 4);
  return { mode: "complete", audience, ...(excludedDomains.length > 0 ? { excludedDomains } : {}) };
}

/** The mail of the leads and contacts that the owner has ticked. */
function recordLevel(random: Random, book: Book, audience: AudienceMember[]): PersonalSharing {
  const people = book.correspondents.map((correspondent) => correspondent.record.id);
  return { mode: "record-level", audience, sharedRecords: random.some(people, 42) };
}

/** Letter by letter: one half shares by default, some of them for all linked records, some for any of them. */
function perThread(index: number): PersonalSharing {
  const linkedAccess = index % 3 === 1 ? { linkedAccess: "any" as const } : {};
  if (index % 2 === 0) return { mode: "per-thread", default: "private", ...linkedAccess };
  // A default is for mail to come: what is older than the choice stays private (P-08).
  return {
    mode: "per-thread",
    default: "shared",
    ...(index % 4 === 1 ? { defaultSince: daysBefore(200) } : {}),
    ...linkedAccess,
  };
}

/** What each team chose, or had chosen for it. The index counts within the team. */
function sharingOf(random: Random, book: Book, team: string, index: number): PersonalSharing | undefined {
  switch (team) {
    case "sales":
      return index === 0
        ? perThread(1)
        : complete(1, [
            { ...ALL_SALES, level: "subject" },
            { kind: "user", id: userId("Ines Okafor") },
          ]);
    case "sales-north": // Joost's audience has one member that has ended and one that will.
      return complete(
        index,
        index === 2
          ? [
              { ...EVERYONE, until: daysBefore(30) },
              { ...ALL_SALES, until: daysBefore(-60) },
            ]
          : [ALL_SALES],
      );
    case "sales-south":
      return recordLevel(
        random,
        book,
        index % 3 === 0
          ? [EVERYONE]
          : [
              { ...EVERYONE, level: "metadata" },
              { kind: "role", id: "sales-south" },
            ],
      );
    case "sales-overseas":
    case "training":
      return perThread(index);
    case "service":
    case "repairs":
      return complete(3 * index, [
        { kind: "role", id: "service", descendants: true },
        { ...EVERYONE, level: index % 2 === 0 ? "metadata" : "subject" },
      ]);
    case "billing":
      return recordLevel(random, book, [
        { kind: "role", id: "finance", descendants: true },
        { ...ALL_SALES, level: "subject" },
      ]);
    case "purchasing":
      return index === 3 ? undefined : complete(index, [{ kind: "role", id: "finance", descendants: true }]);
    case "finance":
    case "legal":
      return { mode: "private" };
    case "personnel":
      return index === 1 ? perThread(0) : undefined;
    default: // The board and the administrators: some never chose.
      return index % 2 === 0 ? undefined : { mode: "private" };
  }
}

/** Teams whose mailboxes the administrators have set up. */
const CONTROLLED = ["billing", "legal"];
const LOCKED = ["Joost Veldkamp", "Nikos Vardalos", "Lorcan Meade", "Delphine Roux"];

/** A leaver's mail is gone for others unless a backup holds it (M-03): one of each case. */
const BACKUPS: Record<string, readonly Backup[]> = {
  "Gareth Unwin": [{ takenAt: daysBefore(20), status: "completed" }], // holds everything
  "Lorcan Meade": [{ takenAt: daysBefore(160), status: "completed" }], // the mail since then is missing
  "Adaeze Obi": [{ takenAt: daysBefore(1), status: "in-progress" }], // does not count yet
};

function settingsOf(person: Person): Partial<Mailbox> {
  const backups = BACKUPS[person.name];
  return {
    ...(CONTROLLED.includes(person.team) ? { control: "administrator" as const } : {}),
    ...(LOCKED.includes(person.name) ? { lock: { by: userId("Petra Vance"), at: daysBefore(12) } } : {}),
    ...(backups ? { backups } : {}),
    ...(person.name === "Lorcan Meade" ? { settingsSavedAt: daysBefore(85) } : {}),
  };
}

/** A person's own mailbox; Luca has not connected one yet. */
function personal(random: Random, book: Book, person: Person, index: number): Mailbox {
  const sharing = sharingOf(random, book, person.team, index);
  return {
    id: `m-${slug(person.name)}`,
    address: addressOf(person.name),
    owner: person.user.id,
    settingsSavedAt: daysBefore(300 - index),
    ...(sharing ? { sharing } : {}),
    ...settingsOf(person),
  };
}

/** Second mailboxes: one in a foreign domain, which no backup covers (M-05), one for letters of the works council. */
const SECOND_MAILBOXES: Mailbox[] = [
  {
    id: "m-kenji-asia",
    address: "k.morimoto@larkfield-asia.test",
    owner: userId("Kenji Morimoto"),
    sharing: complete(1, [ALL_SALES]),
  },
  {
    id: "m-works-council",
    address: "council@larkfield.test",
    owner: userId("Jonah Whitfield"),
    sharing: { mode: "private" },
  },
];

export function makeMailboxes(random: Random, book: Book): Mailbox[] {
  const counts = new Map<string, number>();
  const own: Mailbox[] = [];
  for (const person of PEOPLE) {
    if (person.name === "Luca Ferrante") continue;
    const index = counts.get(person.team) ?? 0;
    counts.set(person.team, index + 1);
    own.push(personal(random, book, person, index));
  }
  return [...own, ...SECOND_MAILBOXES, ...SHARED_MAILBOXES];
}
