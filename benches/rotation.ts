// Viewers in rotation, as a server meets them: none comes twice before all others have come.
import type { Mailbox, Snapshot, Thread, ViewQuery } from "mailveil";
import type { MixedQuery } from "./plain-actions.ts";
import { NORMAL, NOW, type Organization, organization } from "./data.ts";
import { type Dice, dice } from "./dice.ts";
import { Plain } from "./plain.ts";
import { mail } from "./threads.ts";

export const VIEWERS_MANY = 1_000;
export const VIEWERS_FEW = 16;
export const viewersName = (count: number): string => `${count.toLocaleString("en")} viewers`;

/** A few more users than viewers, because not every user is active. */
const USERS = 1_100;

export interface RotationStage {
  readonly organization: Organization;
  readonly plain: Plain;
  /** Active users in no regular order. */
  readonly viewers: readonly string[];
}

export function rotationStage(): RotationStage {
  const made = organization({ ...NORMAL, users: USERS });
  const snapshot = { ...made.snapshot, mailboxes: made.snapshot.mailboxes.map(sometimesLocked) };
  const active = snapshot.users.filter(({ status }) => status === "active").map(({ id }) => id);
  const viewers = shuffled(active, dice(11)).slice(0, VIEWERS_MANY);
  if (viewers.length < VIEWERS_MANY) throw new RangeError(`only ${viewers.length} users are active`);
  return { organization: { ...made, snapshot }, plain: new Plain(snapshot), viewers };
}

/** An administrator has locked one mailbox in ten. */
function sometimesLocked(mailbox: Mailbox, row: number): Mailbox {
  return row % 10 === 3 ? { ...mailbox, lock: { by: "user-00000", at: "2026-01-01T00:00:00Z" } } : mailbox;
}

/** Threads of all mailboxes alike, as they come over the wire: every reader is slower with texts that were pieced together. */
export function anyThreads({ organization }: RotationStage, count: number): Thread[] {
  return JSON.parse(JSON.stringify(mail(organization).items(count)));
}

export const withThreads = ({ organization }: RotationStage, threads: readonly Thread[]): Snapshot => ({
  ...organization.snapshot,
  threads,
});

/** So many questions, each by the next of the viewers. */
export function inRotation<Question>(
  viewers: readonly string[],
  count: number,
  question: (viewer: string, chance: Dice) => Question,
): Question[] {
  const chance = dice(12);
  const asked = Array.from({ length: count }, (_, n) => question(viewers[n % viewers.length] ?? "", chance));
  // As they come over the wire.
  return JSON.parse(JSON.stringify(asked));
}

/** About threads that `pick` gives; a quarter names the record on whose page the thread would appear. */
export function viewQuestions(
  { organization }: RotationStage,
  viewers: readonly string[],
  count: number,
  pick: (viewer: string, chance: Dice) => Thread,
): ViewQuery[] {
  const { records } = organization.snapshot;
  return inRotation(viewers, count, (viewer, chance) => {
    const thread = pick(viewer, chance);
    const query = { action: "view", viewer, thread: thread.id, now: NOW } as const;
    if (!chance.percent(25)) return query;
    const isLinked = thread.records !== undefined && chance.percent(90);
    return { ...query, record: isLinked ? chance.pick(thread.records) : chance.pick(records).id };
  });
}

const ACTIONS: readonly MixedQuery["action"][] = ["reply", "lock", "configure", "change-sharing"];

/** What a viewer may do with random threads and mailboxes, of which a third are their own. */
export function mixedQuestions(
  { organization }: RotationStage,
  viewers: readonly string[],
  threads: readonly Thread[],
  count: number,
): MixedQuery[] {
  const { mailboxes } = organization.snapshot;
  const owned = Map.groupBy(mailboxes, ({ owner }) => owner);
  const inMailbox = Map.groupBy(threads, ({ mailbox }) => mailbox);
  return inRotation(viewers, count, (viewer, chance) => {
    const action = chance.pick(ACTIONS);
    const mailbox = chance.pick((chance.percent(33) && owned.get(viewer)) || mailboxes).id;
    if (action !== "reply") return { action, viewer, mailbox, now: NOW };
    return { action, viewer, thread: chance.pick(inMailbox.get(mailbox) ?? threads).id, now: NOW };
  });
}

function shuffled<Item>(list: readonly Item[], chance: Dice): Item[] {
  const left = [...list];
  const mixed: Item[] = [];
  while (left.length > 0) mixed.push(...left.splice(chance.below(left.length), 1));
  return mixed;
}
