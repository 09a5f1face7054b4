// What a shape is made of, and how the ready-made ones are written down.

// TEMPORARY: the names of section 9, until `types/filter.ts` has them; then this file imports them from there.
/** How one route writes its answers: where the mail is, and where each fact of it is. A member that is `undefined` is absent. */
export interface Shape {
  /** Paths of the arrays of items in the body; a step `*` is each element of an array. Default: the body is the array. */
  readonly at?: string | readonly string[] | undefined;
  /** One item is there, not an array of items. Default: false. */
  readonly one?: boolean | undefined;
  /** What remains of the rest of the body: these paths, or `all`. Default: numbers and texts on the way. */
  readonly around?: "all" | readonly string[] | undefined;
  /** `inline`, the default: items carry their facts. `snapshot`: only their id is read, and looked up in the policy. */
  readonly facts?: "inline" | "snapshot" | undefined;
  /** Where each fact is in an item. */
  readonly fields?: ShapeFields | undefined;
  /** Paths of what an item keeps below full. */
  readonly keep?: ShapeKeep | undefined;
}

/** Where each fact is in an item. Default: the member of that name. An empty array reads nothing. */
export interface ShapeFields {
  /** The id of the item: exactly one. */
  readonly id?: Source | undefined;
  /** The ids of its mailboxes: one or more, of which the most generous counts. */
  readonly mailbox?: Source | undefined;
  /** Every address in from, sender, reply-to, to, cc, bcc and x-original-from. */
  readonly participants?: Source | undefined;
  /** The ids of its linked records. */
  readonly records?: Source | undefined;
  /** The owner's choice; `private` wins over `shared`. */
  readonly sharing?: Source | undefined;
  /** `deleted` wins over `archived`, and that over `active`. */
  readonly state?: Source | undefined;
  /** The earliest counts. */
  readonly firstMessageAt?: Source | undefined;
  /** The latest counts. */
  readonly lastMessageAt?: Source | undefined;
}

/** What an item keeps below full. */
export interface ShapeKeep {
  /** Paths at level `metadata`. */
  readonly metadata?: readonly string[] | undefined;
  /** Paths at level `subject`. */
  readonly subject?: readonly string[] | undefined;
}

/** One place, or several, of which all that is found counts. A text is a path. */
export type Source = string | Field | readonly (string | Field)[];

/** Where a fact is, and how it is written there. */
export interface Field {
  /** JSON Pointer in the item; a step `*` is each element of an array. */
  readonly path: string;
  /** If nothing is there, the item is unreadable. */
  readonly required?: boolean | undefined;
  /** Stands before what is found, so that ids of several tables become one name space. */
  readonly prefix?: string | undefined;
  /** Of participants: texts are address lists (RFC 5322, with `;` as a separator too). */
  readonly form?: "addresses" | undefined;
  /** Of sharing and state: the word for each value, as JSON text. Other values are unreadable. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** How a time is written. Default: `rfc3339`. */
  readonly time?: "rfc3339" | "basic-offset" | "sql-utc" | "epoch-s" | "epoch-ms" | undefined;
  /** Values that mean none. */
  readonly absent?: readonly (string | number | boolean)[] | undefined;
  /** Of participants: there may be more than are found. */
  readonly partial?: true | undefined;
  /** Of the id: more paths, whose values are joined to it. */
  readonly join?: readonly string[] | undefined;
}

/** What the route knows about every item, and the items do not say. */
export interface Given {
  /** The id of a mailbox that every item is in. */
  readonly mailbox?: string | undefined;
  /** The ids of records that every item is linked to. */
  readonly records?: readonly string[] | undefined;
}

/** A shape whose items carry their facts. It names all of them, so that no custom field called `records` is read. */
interface InlineShape extends Shape {
  readonly facts?: undefined;
  readonly fields: Required<{ readonly [Fact in keyof ShapeFields]: Source }>;
  readonly keep: Required<ShapeKeep>;
}

/** A shape of which only the id is read, and looked up in the policy. */
interface SnapshotShape extends Shape {
  readonly facts: "snapshot";
  readonly fields: { readonly id: Source };
  readonly keep: Required<ShapeKeep>;
}

/** A ready-made shape, so that whoever spreads it cannot change it for others. */
export function shape(members: InlineShape | SnapshotShape): Shape {
  return frozen(members);
}

/** What an item keeps below full: with its subject, all that it keeps without, and the subject. */
export function keep(metadata: readonly string[], subject: string): Required<ShapeKeep> {
  return { metadata, subject: [...metadata, subject] };
}

/** Fields that are written alike, at several paths. */
export function each(paths: readonly string[], more: Omit<Field, "path">): readonly Field[] {
  return paths.map((path) => ({ path, ...more }));
}

/** Frozen with all that is inside. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
