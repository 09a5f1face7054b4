// Filtering what a CRM answers: how to find the mail in it, and what became of it (section 9 of the rules).
import type { Asked, Place } from "./query.js";
import type { Id } from "./snapshot.js";

/**
 * A path: a JSON Pointer (RFC 6901) in which a step `*` means each element of an array, such as `/people/*`.
 * Empty for the whole, else a `/` before each step; in a name `~0` is `~`, `~1` is `/`, and `~2` is `*`.
 * Digits are no index. What is no path: error `invalid-pointer`.
 */
export type Pointer = string;

/**
 * Who is about to see a response, and how it is written. A member that is `undefined` is absent; one that is not named
 * here is refused (`unknown-field`), of the wrong type (`wrong-type`), or a word that has no meaning (`unknown-value`).
 *
 * A body that is no JSON is refused with `json-syntax` and the byte `offset`; one in which a key on the way of `at` stands
 * twice with `duplicate-key`. Whatever does not fit the shape is hidden and counted.
 */
export interface FilterOptions extends Asked, Place, Shape {
  /** What the route knows and the items do not say. With facts of the `snapshot`: error `invalid-field`. */
  readonly given?: Given | undefined;
}

/** How a CRM writes its answers. Ready-made ones are in `mailveil/shapes`. */
export interface Shape {
  /**
   * The arrays of items in the body. Default: empty, the body is the array.
   * Every array that a path names is filtered. `null` there is an empty list, and so is what is absent below a `*`;
   * anything else is refused with `not-an-array`. No path may begin with another (`invalid-pointer`).
   */
  readonly at?: Pointer | readonly Pointer[] | undefined;
  /**
   * Whether one item stands there, and not an array of them. Default: false.
   * An item that is not shown leaves `null`; what is no object is refused with `not-an-object`.
   */
  readonly one?: boolean | undefined;
  /**
   * What stays of the rest of the body. On the way to the items, objects keep members that are numbers, strings, booleans
   * or null; members that are objects or arrays are dropped, because mail may stand there a second time, unless a path
   * names them. `"all"` copies everything outside, byte for byte. Nothing there is filtered. Default: none.
   *
   * A count elsewhere in the body, such as `"total": 57`, is copied, and tells the viewer how much was hidden.
   */
  readonly around?: "all" | readonly Pointer[] | undefined;
  /**
   * Where an item's facts come from. `inline`, the default: the item carries them.
   * `snapshot`: only its id is read, and looked up in the policy; an unknown one cannot be judged.
   */
  readonly facts?: "inline" | "snapshot" | undefined;
  /** Where each fact stands in an item. */
  readonly fields?: ShapeFields | undefined;
  /** What an item keeps below full. */
  readonly keep?: ShapeKeep | undefined;
}

/**
 * Where each fact stands in an item. Default: the member of that name, such as `/lastMessageAt`; an empty list reads nothing.
 * An item of which a fact cannot be read as told is hidden, from its owner too, and counted as unreadable.
 */
export interface ShapeFields {
  /** The thread's id: exactly one, a text or an integer, which stands for its text. */
  readonly id?: Source | undefined;
  /** The ids of the mailboxes that hold it: one or more, of which the best level counts. An unknown one cannot be judged. */
  readonly mailbox?: Source | undefined;
  /**
   * Every address in from, sender, reply-to, to, cc, bcc and x-original-from, all together.
   * Where a domain is excluded, mail without any, or with one that is no address, is hidden (X-06).
   */
  readonly participants?: Source | undefined;
  /**
   * The ids of the linked records, all together. One that the policy does not know counts as a record to which nobody has
   * access, and is counted in `unknownRecords`.
   */
  readonly records?: Source | undefined;
  /** The owner's choice, `shared` or `private`, which wins. Nothing found: none was made (P-06). */
  readonly sharing?: Source | undefined;
  /** `active`, `archived` or `deleted`; the last that is found wins (P-10, P-11). Nothing found: `active`. */
  readonly state?: Source | undefined;
  /** The earliest that is found; a default with `defaultSince` needs it (P-08). */
  readonly firstMessageAt?: Source | undefined;
  /** The latest that is found; a leaver's backup needs it (M-03). */
  readonly lastMessageAt?: Source | undefined;
}

/** One place, or several of which all that is found counts. A text is the field `{ path }`. */
export type Source = Pointer | Field | readonly (Pointer | Field)[];

/**
 * A place where a fact stands, and how it is written there. Absent and `null`, also on the way, find nothing; anything else on
 * the way that is not the object or array that the path needs cannot be read, nor can a key that stands there twice.
 * Arrays of mailboxes, participants and records count element by element.
 * A member that the fact does not have is refused with `invalid-field`.
 */
export interface Field {
  /** The place in the item. Missing: error `missing-field`. */
  readonly path: Pointer;
  /** Whether an item with nothing at the path cannot be judged. An empty array is nothing. Default: false. */
  readonly required?: boolean | undefined;
  /** Of `id`, `mailbox` and `records`: put before what is found, so that deal 300 is not person 300 (`"deal:"`). */
  readonly prefix?: string | undefined;
  /**
   * Of `participants`: each text is an RFC 5322 address list, in which `;` separates too. The addresses in it are the
   * participants; a piece that cannot be read so is one that is no address (X-06).
   */
  readonly form?: "addresses" | undefined;
  /**
   * Of `sharing` and `state`: what is found, as JSON text, and the word that it stands for, such as
   * `{ "0": "private", "1": "shared" }` or `{ "\"me\"": "private" }`. What is not listed cannot be read.
   */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /**
   * Of the times. `rfc3339`, the default, has an offset with a colon, `basic-offset` one without; `sql-utc` is
   * `YYYY-MM-DD HH:MM:SS`; `epoch-s` and `epoch-ms` are seconds and milliseconds since 1970, as numbers or as texts of digits,
   * later than 1970 and before 2100. All take fractions of up to 9 digits.
   */
  readonly time?: "rfc3339" | "basic-offset" | "sql-utc" | "epoch-s" | "epoch-ms" | undefined;
  /** Not of `participants`: values that mean none, such as an empty GUID or a zero date. */
  readonly absent?: readonly (string | number | boolean)[] | undefined;
  /** Of `participants`: there may be more than are found, so where a domain is excluded the item is hidden (X-06). */
  readonly partial?: true | undefined;
  /** Of `id`: more places, each required, whose values are joined to the first by `:`, `~` written `~0` and `:` written `~1`. */
  readonly join?: readonly Pointer[] | undefined;
}

/**
 * What an item keeps below full: paths of what may be seen, so that a new member of the CRM's cannot leak. Each value stays in
 * its place. A path that ends at an object or array keeps all of it. A member on the way that stands twice is not kept.
 */
export interface ShapeKeep {
  /** Default: the paths of id, mailbox, participants and lastMessageAt. */
  readonly metadata?: readonly Pointer[] | undefined;
  /** Default: those, and `/subject`. */
  readonly subject?: readonly Pointer[] | undefined;
}

/** What the route knows of all items, besides what they say. Never take it from what anybody can write. */
export interface Given {
  /** The mailbox that holds them. One that the policy does not have: error `unknown-mailbox`. */
  readonly mailbox?: Id | undefined;
  /** Records that all of them are linked to. One that the policy does not have: error `unknown-record`. */
  readonly records?: readonly Id[] | undefined;
}

/** What became of the items. For whoever runs the filter; the viewer would learn from it how much is hidden. */
export interface Summary {
  /** Items of which at least something is shown. */
  readonly shown: number;
  /** Items that were left out. With `shown`, all of them. */
  readonly hidden: number;
  /** Those of the hidden that could not be judged: no object, a fact that cannot be read as told, an unknown mailbox or thread. */
  readonly unreadable: number;
  /** Items that could be judged and name a record that the policy does not know: it may be older than the answer. */
  readonly unknownRecords: number;
  /** Items that could be judged and of which nothing said a fact that `fields` names: a typo in its path shows here. */
  readonly unsaid: {
    /** Items of which nothing said the owner's choice. */
    readonly sharing: number;
    /** Items of which nothing said whether they are archived or deleted. */
    readonly state: number;
  };
}
