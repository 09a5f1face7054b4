// What typed arrays hold of a thread: everything that no viewer changes, as numbers.
import type { Thread } from "mailveil";
import { NOW } from "./data.ts";
import { isBackedUp, isShared, type Plain, type PlainViewer } from "./plain.ts";

/** Who sees a thread at all: the owner unless it is gone; beyond that, some may need no record, and others one. */
export const GONE = 0;
export const OWNERS_ALONE = 1;
export const WITHOUT_RECORDS = 2;
export const BY_RECORDS = 3;

export interface ThreadFacts {
  /** The number of the mailbox. */
  readonly mailbox: number;
  readonly kind: typeof GONE | typeof OWNERS_ALONE | typeof WITHOUT_RECORDS | typeof BY_RECORDS;
  /** Numbers of the access lists of which the viewer needs one, or all: that depends on the mailbox. */
  readonly lists: readonly number[];
}

const NO_LISTS: readonly number[] = [];

export class TypedFacts {
  readonly plain: Plain;
  readonly mailboxes: readonly string[];
  /** A record of each access list: those that the same members can access share one. */
  readonly records: readonly string[];
  readonly #mailboxNumber: ReadonlyMap<string, number>;
  readonly #listOf = new Map<string, number>();

  constructor(plain: Plain) {
    this.plain = plain;
    this.mailboxes = [...plain.mailboxes.keys()];
    this.#mailboxNumber = new Map(this.mailboxes.map((id, number) => [id, number]));
    const numbers = new Map<string, number>();
    const records: string[] = [];
    for (const { id, owner, access } of plain.records.values()) {
      const text = JSON.stringify([owner, access]);
      const number = numbers.get(text) ?? records.push(id) - 1;
      numbers.set(text, number);
      this.#listOf.set(id, number);
    }
    this.records = records;
  }

  of(thread: Thread): ThreadFacts {
    const mailbox = this.#mailboxNumber.get(thread.mailbox) ?? Number.NaN;
    if (thread.state === "deleted") return { mailbox, kind: GONE, lists: NO_LISTS };
    const owner = this.plain.viewer(this.plain.mailboxes.get(thread.mailbox)?.owner ?? "", NOW);
    const share = owner.share(thread.mailbox);
    const { mode } = share.sharing;
    const isPersonal = mode !== "shared-mailbox";
    const isHidden =
      mode === "private" ||
      !isShared(share, thread) ||
      (share.until < Number.POSITIVE_INFINITY && !isBackedUp(share, thread)) ||
      this.plain.exclusions.of(share.mailbox, thread.participants) !== undefined;
    if (isPersonal && isHidden) return { mailbox, kind: OWNERS_ALONE, lists: NO_LISTS };
    const links = thread.records ?? [];
    const candidates = links.filter((id) => owner.isCandidate(share, id));
    if (candidates.length === 0) {
      return { mailbox, kind: isPersonal ? OWNERS_ALONE : WITHOUT_RECORDS, lists: NO_LISTS };
    }
    const asked = needsAll(share) ? links : candidates;
    return { mailbox, kind: BY_RECORDS, lists: [...new Set(asked.map((id) => this.#listOf.get(id) ?? Number.NaN))] };
  }
}

/** Whether the viewer needs access to every linked record. */
export const needsAll = ({ sharing }: ReturnType<PlainViewer["share"]>): boolean =>
  sharing.mode === "per-thread" && sharing.linkedAccess !== "any";
