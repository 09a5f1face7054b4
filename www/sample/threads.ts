import type { Mailbox, Thread } from "mailveil";
import { LEAVERS, PEOPLE, type Person, userId } from "./people.ts";
import type { Random } from "./random.ts";
import type { Book, Correspondent } from "./records.ts";
import { daysBefore } from "./reference.ts";
import {
  DELICATE_SUBJECTS,
  HEADHUNTER,
  LAW_FIRM,
  MONTHS,
  PHYSICIAN,
  PRODUCTS,
  SUBJECTS,
  UNREADABLE_PARTICIPANTS,
} from "./words.ts";

const THREADS = 2_000;
const OLDEST_DAYS = 540;
/** Leavers wrote their last letter at least so long ago. */
const LEFT_DAYS = 25;

/** One exchange of letters, before it becomes a thread in every mailbox that took part. */
interface Exchange {
  readonly subject: string;
  readonly outside: readonly string[];
  readonly records: readonly string[];
  /** Days before the reference instant, of the first and of the last letter. */
  readonly began: number;
  readonly ended: number;
}

const TOPIC_OF_TEAM: Record<string, string> = {
  "sales-north": "sales",
  "sales-south": "sales",
  "sales-overseas": "sales",
  sales: "sales",
  service: "service",
  repairs: "service",
  training: "service",
  finance: "finance",
  billing: "finance",
  purchasing: "finance",
};

const TOPIC_OF_SHARED_MAILBOX: Record<string, string> = {
  "m-sales": "sales",
  "m-repairs": "service",
  "m-invoices": "finance",
};

function topicOf(mailbox: Mailbox, owner: Person): string {
  if (mailbox.sharing?.mode === "shared-mailbox") return TOPIC_OF_SHARED_MAILBOX[mailbox.id] ?? "company";
  return TOPIC_OF_TEAM[owner.team] ?? "company";
}

function subjectLine(random: Random, topic: string, company: string): string {
  return random
    .pick(SUBJECTS[topic] ?? [])
    .replace("{product}", random.pick(PRODUCTS))
    .replace("{company}", company)
    .replace("{number}", String(24_000 + random.below(5_000)))
    .replace("{month}", random.pick(MONTHS));
}

function correspondentFor(random: Random, book: Book, owner: Person): Correspondent {
  const team = new Set(PEOPLE.filter((person) => person.team === owner.team).map((person) => person.user.id));
  const ours = book.correspondents.filter((one) => one.record.owner !== undefined && team.has(one.record.owner));
  return random.pick(ours.length > 0 ? ours : book.correspondents);
}

/** A letter is linked to whom it is with, often also to their company, a deal or a ticket; some to nothing, or not to a person. */
function linksOf(random: Random, one: Correspondent): string[] {
  if (random.chance(0.12)) return [];
  const around = random.some(one.around, random.pick([0, 0, 1, 1, 2])).map((record) => record.id);
  return around.length > 0 && random.chance(0.15) ? around : [one.record.id, ...around];
}

function exchange(random: Random, book: Book, mailbox: Mailbox, owner: Person): Exchange {
  const one = correspondentFor(random, book, owner);
  const earliest = LEAVERS.includes(owner.name) ? LEFT_DAYS : 0.05;
  const officeHours = (random.below(600) - 120) / (24 * 60); // 07:00 to 17:00, the reference being 09:00
  const ended = Math.max(earliest, Math.floor(OLDEST_DAYS * random.next() ** 1.7) - officeHours);
  const times = { began: ended + random.below(12) + random.next() / 3, ended };
  if (random.chance(0.05)) {
    const domain = random.pick([LAW_FIRM, LAW_FIRM, PHYSICIAN, HEADHUNTER]);
    const subject = random.pick(DELICATE_SUBJECTS).replace("{company}", one.company);
    return { subject, outside: [one.address, `office@${domain}`], records: linksOf(random, one), ...times };
  }
  const outside = random.chance(0.02) ? [one.address, random.pick(UNREADABLE_PARTICIPANTS)] : [one.address];
  return {
    subject: subjectLine(random, topicOf(mailbox, owner), one.company),
    outside,
    records: linksOf(random, one),
    ...times,
  };
}

function stateOf(random: Random): Pick<Thread, "state"> {
  const roll = random.next();
  if (roll < 0.04) return { state: "deleted" };
  return roll < 0.18 ? { state: "archived" } : {};
}

/** Owners of `per-thread` mailboxes choose often, others hide a letter now and then. */
function choiceOf(random: Random, mailbox: Mailbox): Pick<Thread, "sharing"> {
  const roll = random.next();
  if (mailbox.sharing?.mode === "per-thread") {
    if (roll < 0.45) return { sharing: "shared" };
    return roll < 0.6 ? { sharing: "private" } : {};
  }
  return roll < 0.06 ? { sharing: "private" } : {};
}

/** A colleague with their own mailbox, mostly of the same team. */
function colleagueOf(random: Random, owner: Person, mailboxes: readonly Mailbox[]): Mailbox | undefined {
  if (!random.chance(0.3)) return undefined;
  const colleagues = PEOPLE.filter(
    (person) =>
      person !== owner && person.user.status === "active" && (person.team === owner.team || random.chance(0.05)),
  );
  if (colleagues.length === 0) return undefined;
  const chosen = random.pick(colleagues);
  return mailboxes.find((mailbox) => mailbox.owner === chosen.user.id && mailbox.sharing?.mode !== "shared-mailbox");
}

function ownerOf(mailbox: Mailbox): Person {
  const owner = PEOPLE.find((person) => person.user.id === mailbox.owner);
  if (owner === undefined) throw new Error(`mailbox ${mailbox.id} has no owner`);
  return owner;
}

/** Busy mailboxes get more mail: the shared ones, and those of the sales and service teams. */
function weight(mailbox: Mailbox): number {
  if (mailbox.id === "m-archive") return 1;
  if (mailbox.sharing?.mode === "shared-mailbox") return 5;
  return ["sales", "service"].includes(TOPIC_OF_TEAM[ownerOf(mailbox).team] ?? "") ? 3 : 2;
}

export function makeThreads(random: Random, book: Book, mailboxes: readonly Mailbox[]): Thread[] {
  const urn = mailboxes.flatMap((mailbox) => Array.from({ length: weight(mailbox) }, () => mailbox));
  const threads: Thread[] = [];
  while (threads.length < THREADS) {
    const mailbox = random.pick(urn);
    const owner = ownerOf(mailbox);
    const letters = exchange(random, book, mailbox, owner);
    const copy = colleagueOf(random, owner, mailboxes);
    const places = copy === undefined ? [mailbox] : [mailbox, copy];
    for (const place of places) {
      threads.push({
        id: `t-${threads.length + 1}`,
        mailbox: place.id,
        participants: [...places.map((one) => one.address), ...letters.outside],
        ...(letters.records.length > 0 ? { records: [...letters.records] } : {}),
        ...choiceOf(random, place),
        ...stateOf(random),
        ...(random.chance(0.97) ? { firstMessageAt: daysBefore(letters.began) } : {}),
        ...(random.chance(0.99) ? { lastMessageAt: daysBefore(letters.ended) } : {}),
        subject: letters.subject,
      });
    }
  }
  return threads;
}

/** Who let the vendor in; the first visit was ended early, the second is going on. */
export const SUPPORT_ACCESS = [
  {
    agent: "agent-in-august",
    grantedBy: userId("Dilip Rao"),
    activatedAt: daysBefore(80),
    expiresAt: daysBefore(75),
    revokedAt: daysBefore(78),
  },
  { agent: "agent-today", grantedBy: userId("Petra Vance"), activatedAt: daysBefore(1), expiresAt: daysBefore(-2.25) },
];
