import type { Field, Shape, Source } from "../types/index.js";
import { frozen } from "./shape.js";

/**
 * A shape for organisations that would rather hide: where an exclusion list applies, every answer counts as one that does not
 * name all participants, so that only the owner sees its mail.
 *
 * Most systems name who stands in from, to, cc and bcc, and keep no reply-to. Mail of a list or a service that writes From anew
 * then does not show who wrote it.
 */
export function strict(shape: Shape): Shape {
  if (shape.facts === "snapshot") return shape;
  const { participants = "/participants" } = shape.fields ?? {};
  return frozen({ ...shape, fields: { ...shape.fields, participants: list(participants).map(partial) } });
}

function list(source: Source): readonly (string | Field)[] {
  return typeof source === "string" || "path" in source ? [source] : source;
}

function partial(field: string | Field): Field {
  return typeof field === "string" ? { path: field, partial: true } : { ...field, partial: true };
}
