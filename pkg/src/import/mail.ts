// A thread in the making, put together from every row that tells of it. Where rows differ, what hides more counts.
import type { Instant, Thread } from "../types/index.js";
import { participant, unknownParticipant } from "./address.js";
import { given, type Place } from "./place.js";

type State = NonNullable<Thread["state"]>;

const states: readonly State[] = ["active", "archived", "deleted"];

export class Mail {
  readonly place: Place;
  readonly mailbox: string;
  readonly records = new Set<string>();
  readonly #participants = new Set<string>();
  #sharing: Thread["sharing"];
  #state: State = "active";
  #first: Instant | undefined;
  #last: Instant | undefined;
  #isCovered = false;

  constructor(place: Place, mailbox: string) {
    this.place = place;
    this.mailbox = mailbox;
  }

  /** `undefined`: somebody whose address is not told. */
  addParticipant(text: string | undefined): void {
    this.#participants.add(participant(text));
  }

  addParticipants(texts: Iterable<string>): void {
    for (const text of texts) this.#participants.add(text);
  }

  /** There may be more participants than the export tells. */
  hasUnknownParticipants(): void {
    this.#participants.add(unknownParticipant);
  }

  hasParticipant(address: string): boolean {
    return [...this.#participants].some((other) => other.toLowerCase() === address.toLowerCase());
  }

  addRecord(record: string | undefined): void {
    if (record !== undefined) this.records.add(record);
  }

  /** A private row makes the thread private. */
  choose(isShared: boolean | undefined): void {
    if (isShared === false) this.#sharing = "private";
    else if (isShared && this.#sharing === undefined) this.#sharing = "shared";
  }

  reach(state: State): void {
    if (states.indexOf(state) > states.indexOf(this.#state)) this.#state = state;
  }

  /** From the earliest to the latest. One time that is not told makes it unknown, which hides more. */
  cover(first: Instant | undefined, last: Instant | undefined): void {
    this.#first = this.#isCovered ? earlier(this.#first, first) : first;
    this.#last = this.#isCovered ? later(this.#last, last) : last;
    this.#isCovered = true;
  }

  thread(id: string): Thread {
    const state = this.#state === "active" ? undefined : this.#state;
    const times = { firstMessageAt: this.#first, lastMessageAt: this.#last };
    return {
      id,
      mailbox: this.mailbox,
      participants: [...this.#participants],
      records: [...this.records],
      ...given({ sharing: this.#sharing, state, ...times }),
    };
  }
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return undefined;
  return Date.parse(other) < Date.parse(one) ? other : one;
}

function later(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return earlier(one, other) === one ? other : one;
}

/** One id of several, as `join` of a filter makes it: no two lists of ids give the same one. */
export function joinedId(...ids: readonly string[]): string {
  return ids.map((id) => id.replaceAll("~", "~0").replaceAll(":", "~1")).join(":");
}
