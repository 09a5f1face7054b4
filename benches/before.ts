// What had been measured before viewers in rotation were: filters, repeated lists, ten million threads, growth, cold start.
// It may not get worse by more than a tenth.
import type { Row } from "./report.ts";

/** Ratios of 2026-11-22, by the names of their rows: the higher the better, and the lower the better. */
const HIGHER: Readonly<Record<string, number>> = {
  "filterThreads, 100 items, against plain JS": 4.19,
  "filterThreads, 10 k items, against plain JS": 4.58,
  "filterThreads, 10 k items, against JSON.parse alone": 2.93,
  "filterThreads, 10 k items with 2 KB bodies, against plain JS": 4.19,
  "filterThreads, 100 k items, against plain JS": 6.62,
  "filterThreads, 1 M items, against plain JS": 7.63,
  "filterObjects, 1000 items, against plain JS": 0.455,
  "filterObjects, 10000 items, against plain JS": 0.626,
  "visibleThreads again, 100 k threads, against plain JS": 1_880,
  "visibleThreads again, 100 k threads, against typed arrays": 4.66,
  "visibleThreads again, 1 M threads, against plain JS": 1_720,
  "visibleThreads again, 1 M threads, against typed arrays": 5.83,
};
const LOWER: Readonly<Record<string, number>> = {
  "visibleThreads again, 1 M threads, against a SIMD sum": 0.411,
  "memory of 10 M threads, ids included": 0.997,
  "memory of the module with 10 M threads": 0.606,
  "visibleThreads again, 10 M threads, against a SIMD sum": 0.125,
  "filterThreads with ten times the roles": 0.714,
  "filterThreads with ten times the depth": 0.658,
  "filterThreads with ten times the records": 0.662,
  "filterThreads with ten times the grants": 0.655,
  "filterThreads with ten times the users": 0.608,
  "filterThreads with ten times the mailboxes": 0.706,
  "cold start, against cedar-wasm": 0.845,
};
const TENTH = 0.1;

/** One figure then and now. */
export interface Compared {
  readonly what: string;
  readonly before: number;
  readonly now: number;
  /** How many times as good as before. */
  readonly gain: number;
  readonly isKept: boolean;
}

/** The number in a ratio's text. */
export const ratioOf = ({ ratio }: Row): number => Number(ratio.replaceAll(/[x,]/g, ""));

export function withBefore(rows: readonly Row[]): Compared[] {
  const compare = (table: Readonly<Record<string, number>>, gainOf: (before: number, now: number) => number) =>
    Object.entries(table).map(([what, before]): Compared => {
      const row = rows.find((row) => row.what === what);
      if (row === undefined) throw new RangeError(`no row is called ${what}`);
      const now = ratioOf(row);
      const gain = gainOf(before, now);
      return { what, before, now, gain, isKept: gain >= 1 - TENTH };
    });
  return [...compare(HIGHER, (before, now) => now / before), ...compare(LOWER, (before, now) => before / now)];
}
