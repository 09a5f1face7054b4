import type { Place } from "./place.js";

/** Stands for none. */
const emptyGuid = "00000000-0000-0000-0000-000000000000";

/** The id at a place; `undefined` for none, however that is said. */
export function guid(place: Place): string | undefined {
  const id = place.id();
  return id === emptyGuid ? undefined : id;
}
