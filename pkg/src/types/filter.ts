// Filtering what a CRM answers: how to find the threads in it, and what became of them.
import type { Asked, Place } from "./query.js";

/** A JSON Pointer (RFC 6901): empty for the whole, else a `/` before each key, in which `~0` is `~` and `~1` is `/`. */
export type Pointer = string;

/**
 * Who is about to see a response, and where the threads stand in it. A member that is `undefined` is absent.
 *
 * Only the array at `at` is filtered; everything around it is copied.
 * So a count elsewhere in the body, such as `"total": 57`, tells the viewer how much was hidden: ask the CRM for bodies
 * without one, or take it out.
 */
export interface FilterOptions extends Asked, Place {
  /** Where the array of threads stands in the body; an array on the way is passed by index. Default: the body is the array. */
  readonly at?: Pointer | undefined;
  /**
   * Where an item's facts come from. `inline`, the default: the item carries them.
   * `snapshot`: only its id is read, and looked up in the policy.
   */
  readonly facts?: "inline" | "snapshot" | undefined;
  /** Where each fact stands in an item. */
  readonly fields?: FilterFields | undefined;
  /** What remains of an item below full. */
  readonly keep?: FilterKeep | undefined;
}

/** Pointers inside an item. Default: the member of a thread's fact, such as `/lastMessageAt`. */
export interface FilterFields {
  /** The thread's id: text, or an integer, which stands for its text. */
  readonly id?: Pointer | undefined;
  /** The id of its mailbox. */
  readonly mailbox?: Pointer | undefined;
  /** Every address in from, to, cc and bcc: an array. */
  readonly participants?: Pointer | undefined;
  /** The ids of its linked records: an array. Absent or null: none. */
  readonly records?: Pointer | undefined;
  /** The owner's choice, `shared` or `private`. Absent or null: none was made (P-06). */
  readonly sharing?: Pointer | undefined;
  /** `active`, `archived` or `deleted` (P-10, P-11). Absent or null: `active`. */
  readonly state?: Pointer | undefined;
  /** An instant with an offset, which a default with `defaultSince` needs (P-08). */
  readonly firstMessageAt?: Pointer | undefined;
  /** An instant with an offset, which a leaver's backup needs (M-03). */
  readonly lastMessageAt?: Pointer | undefined;
}

/**
 * The top-level members that an item keeps below full: a list of what is kept, so that a new member of the CRM's cannot leak.
 * A member that stands twice in an item is not kept.
 */
export interface FilterKeep {
  /** Default: those of id, mailbox, participants and lastMessageAt; what stands deeper inside a member is not kept. */
  readonly metadata?: readonly string[] | undefined;
  /** Default: the same and `subject`. */
  readonly subject?: readonly string[] | undefined;
}

/** What became of the items. For whoever runs the filter; the viewer would learn from it how much is hidden. */
export interface FilterSummary {
  /** Items of which at least something is shown. */
  readonly shown: number;
  /** Items that were left out. */
  readonly hidden: number;
  /** Those of the hidden that could not be judged: no object, a fact malformed, missing or there twice, an unknown id. */
  readonly unreadable: number;
}
