// What is asked of every engine: may this user view this thread? A part of the rules that each can express well: mailboxes
// of mode `complete` with an audience, linked records with access. The facts are prepared for them outside the timing.
import type { CrmRecord, Member, Snapshot, Thread, User, ViewQuery } from "mailveil";
import type { Dice } from "../dice.ts";
import type { Organization } from "../data.ts";
import { Plain } from "../plain.ts";
import { type RotationStage, viewQuestions } from "../rotation.ts";
import { mail } from "../threads.ts";

/** A user as an attribute-based engine wants them: with the names of everything they belong to. */
export interface UserFacts {
  readonly id: string;
  readonly groups: readonly string[];
}

/** A thread, or how it appears on the page of a record: that has an id of its own. */
export interface ThreadFacts {
  readonly id: string;
  readonly owner: string;
  /** Groups that the mailbox is shared with. */
  readonly audience: readonly string[];
  /** Groups that can open one of the linked leads and contacts; of a page, those that can open its record. */
  readonly access: readonly string[];
}

/** Facts for engines, and ids for those who find the facts themselves. */
export interface Question {
  readonly user: UserFacts;
  readonly thread: ThreadFacts;
  readonly query: ViewQuery;
}

/** An engine with everything loaded: answers one question. */
export type Ask = (question: Question) => boolean;

export interface Exam {
  readonly snapshot: Snapshot;
  readonly questions: readonly Question[];
}

/** Half of the questions are about mailboxes that are shared with the viewer, so that both answers come up. */
export function exam(stage: RotationStage, viewers: readonly string[], count: number): Exam {
  const made = onlyComplete(stage.organization);
  const threads: Thread[] = mail(made)
    .items(count)
    .map(({ id, mailbox, participants, records }) => ({ id, mailbox, participants, ...(records ? { records } : {}) }));
  const snapshot = { ...made.snapshot, threads };
  const plain = new Plain(snapshot);
  const users = new Map(snapshot.users.map((user) => [user.id, userFacts(snapshot, user)]));
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  const shared = threads.flatMap((thread) =>
    audienceOf(plain, thread).map((member) => ({ group: group(member), thread })),
  );
  const near = Map.groupBy(shared, (entry) => entry.group);
  const pick = (viewer: string, chance: Dice): Thread => {
    const groups = (users.get(viewer)?.groups ?? []).filter((name) => near.has(name));
    const entries = chance.percent(50) && groups.length > 0 ? near.get(chance.pick(groups)) : undefined;
    return entries === undefined ? chance.pick(threads) : chance.pick(entries).thread;
  };
  const asked = viewQuestions({ ...stage, organization: made }, viewers, count, pick);
  const questions = asked.map((query): Question => {
    const [user, thread] = [users.get(query.viewer), byId.get(query.thread)];
    if (user === undefined || thread === undefined) throw new RangeError("a question about an unknown id");
    return { user, thread: threadFacts(plain, thread, query.record), query };
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

function threadFacts(plain: Plain, thread: Thread, page: string | undefined): ThreadFacts {
  const mailbox = plain.mailboxes.get(thread.mailbox);
  const audience = audienceOf(plain, thread).map(group);
  const links = thread.records ?? [];
  if (page !== undefined && !links.includes(page))
    return { id: `${thread.id} ${page}`, owner: "", audience, access: [] };
  const records = (page === undefined ? links : [page]).flatMap((id) => plain.records.get(id) ?? []);
  const people = records.filter(({ type }) => type === "lead" || type === "contact");
  const access = new Set(people.flatMap(openers));
  const id = page === undefined ? thread.id : `${thread.id} ${page}`;
  return { id, owner: mailbox?.owner ?? "", audience, access: [...access] };
}

function audienceOf(plain: Plain, { mailbox }: Thread): readonly Member[] {
  const sharing = plain.mailboxes.get(mailbox)?.sharing;
  return sharing?.mode === "complete" ? sharing.audience : [];
}

const openers = ({ owner, access }: CrmRecord): string[] => [...access.map(group), owner ?? "", "administrators"];
