// What became of the items, from what the core counts.
import type { Counts } from "../module/glue.js";
import type { Summary } from "../types/index.js";

export function summaryOf(counts: Counts): Summary {
  const [shown = 0, hidden = 0, unreadable = 0, unknownRecords = 0, sharing = 0, state = 0] = counts;
  return { shown, hidden, unreadable, unknownRecords, unsaid: { sharing, state } };
}
