// What a shape is made of, and how the ready-made ones are written down.

// TEMPORARY: the names of section 9, until `types/filter.ts` has them; then this file imports `Shape` from there.
/** How the answers of one route are written: where the mail stands in them, and where each of its facts. */
export interface Shape {
  readonly at?: string | readonly string[] | undefined;
  readonly one?: boolean | undefined;
  readonly around?: "all" | readonly string[] | undefined;
  readonly facts?: "inline" | "snapshot" | undefined;
  readonly fields?: ShapeFields | undefined;
  readonly keep?: ShapeKeep | undefined;
}

/** Where each fact stands in an item. */
export interface ShapeFields {
  readonly id?: Source | undefined;
  readonly mailbox?: Source | undefined;
  readonly participants?: Source | undefined;
  readonly records?: Source | undefined;
  readonly sharing?: Source | undefined;
  readonly state?: Source | undefined;
  readonly firstMessageAt?: Source | undefined;
  readonly lastMessageAt?: Source | undefined;
}

/** What remains of an item below full. */
export interface ShapeKeep {
  readonly metadata?: readonly string[] | undefined;
  readonly subject?: readonly string[] | undefined;
}

/** One place, or several of which all that is found counts. */
export type Source = string | Field | readonly (string | Field)[];

/** Where a fact stands, and how it is written there. */
export interface Field {
  readonly path: string;
  readonly required?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly form?: "addresses" | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly time?: "rfc3339" | "basic-offset" | "sql-utc" | "epoch-s" | "epoch-ms" | undefined;
  readonly absent?: readonly (string | number | boolean)[] | undefined;
  readonly partial?: true | undefined;
  readonly join?: readonly string[] | undefined;
}

/** What the route knows of all items, and they do not say. */
export interface Given {
  readonly mailbox?: string | undefined;
  readonly records?: readonly string[] | undefined;
}

/** A shape whose items carry their facts. It names all of them: a custom field of the CRM's called `records` is not to be read. */
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
