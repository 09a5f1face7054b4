// How the ready-made shapes are written down.
import type { Field, Shape, ShapeFields, ShapeKeep, Source } from "../types/index.js";

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
