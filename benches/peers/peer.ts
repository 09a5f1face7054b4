// What is asked of every engine: may this user view this thread? A part of the rules that each can express well: mailboxes
// of mode `complete` with an audience, linked records with access. The facts are prepared for them outside the timing.
import type { CrmRecord, Member, Snapshot, User } from "mailveil";
import { NOW, type Organization, organization } from "../data.ts";
import { dice } from "../dice.ts";
import { Plain } from "../plain.ts";
import { mail } from "../threads.ts";

/** A user as an attribute-based engine wants them: with the names of everything they belong to. */
export interface UserFacts {
  readonly id: string;
  readonly groups: readonly string[];
}

export interface ThreadFacts {
  readonly id: string;
  readonly owner: string;
  /** Groups that the mailbox is shared with. */
  readonly audience: readonly string[];
  /** Groups that can open one of the linked leads and contacts. */
  readonly access: readonly string[];
}

export interface Question {
  readonly user: UserFacts;
  readonly thread: ThreadFacts;
}

/** An engine with everything loaded: answers one question. */
export type Ask = (question: Question) => boolean;

export interface Exam {
  readonly snapshot: Snapshot;
  readonly questions: readonly Question[];
}

/** Half of the questions are asked by users whom the mailbox is shared with, so that both answers come up. */
export function exam(count: number): Exam {
  const made = onlyComplete(organization());
  const plain = new Plain(made.snapshot);
  const viewer = plain.viewer(made.viewer, NOW);
  const threads = mail(made, viewer)
    .items(count)
    .map(({ id, mailbox, participants, records }) => ({ id, mailbox, participants, ...(records ? { records } : {}) }));
  const snapshot = { ...made.snapshot, threads };
  const users = snapshot.users.filter(({ status }) => status === "active").map((user) => userFacts(snapshot, user));
  const chance = dice(3);
  const questions = threads.map((thread) => {
    const facts = threadFacts(plain, thread);
    const near = users.filter(({ groups }) => groups.some((group) => facts.audience.includes(group)));
    return { user: chance.pick(chance.percent(50) && near.length > 0 ? near : users), thread: facts };
  });
  return { snapshot, questions };
}

function onlyComplete(made: Organization): Organization {
  const mailboxes = made.snapshot.mailboxes.flatMap(({ id, address, owner, sharing }) => {
    if (sharing?.mode !== "complete") return [];
    const audience = sharing.audience.map(bare);
    return [{ id, address, owner, sharing: { mode: "complete" as const, audience } }];
  });
  // Nobody has left: a leaver's mail needs a date compared with a backup.
  const users = made.snapshot.users.map((user) => ({ ...user, status: "active" as const }));
  return { ...made, snapshot: { ...made.snapshot, organization: {}, users, mailboxes } };
}

/** Without level and end. */
function bare(member: Member): Member {
  if (member.kind === "everyone") return { kind: "everyone" };
  if (member.kind === "user") return { kind: "user", id: member.id };
  return { kind: "role", id: member.id, descendants: member.descendants === true };
}

/** The group that stands for a member of an audience or of a record's access. */
function group(member: Member): string {
  if (member.kind === "everyone") return "everyone";
  if (member.kind === "user") return member.id;
  return member.descendants === true ? `${member.id} and below` : member.id;
}

function userFacts(snapshot: Snapshot, user: User): UserFacts {
  const parents = new Map(snapshot.roles.map(({ id, parent }) => [id, parent]));
  const groups = new Set(["everyone", user.id, ...(user.profile === "administrator" ? ["administrators"] : [])]);
  for (const role of user.roles ?? []) {
    groups.add(role);
    for (let above: string | undefined = role; above !== undefined; above = parents.get(above)) {
      groups.add(`${above} and below`);
    }
  }
  return { id: user.id, groups: [...groups] };
}

function threadFacts(plain: Plain, thread: Snapshot["threads"][number]): ThreadFacts {
  const mailbox = plain.mailboxes.get(thread.mailbox);
  const audience = mailbox?.sharing?.mode === "complete" ? mailbox.sharing.audience.map(group) : [];
  const records = (thread.records ?? []).flatMap((id) => plain.records.get(id) ?? []);
  const people = records.filter(({ type }) => type === "lead" || type === "contact");
  const access = new Set(people.flatMap(openers));
  return { id: thread.id, owner: mailbox?.owner ?? "", audience, access: [...access] };
}

const openers = ({ owner, access }: CrmRecord): string[] => [...access.map(group), owner ?? "", "administrators"];
