// What a group of rows tells: to `run.ts` when started by it, else to the screen.
import type { Goal } from "./goals.ts";

export type Verdict = "met" | "not met" | "for comparison";

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly target: string;
  readonly reached: string;
  readonly ratio: string;
  readonly verdict: Verdict;
  /** Which of the targets of `goals.ts` it measures. */
  readonly goal?: Goal | undefined;
}

/** One point of a curve. */
export interface Point {
  readonly curve: string;
  readonly series: string;
  readonly x: number;
  readonly y: number;
}

export type Message = { readonly kind: "row"; readonly row: Row } | { readonly kind: "point"; readonly point: Point };

/** `--quick`: a subset that takes a minute or two. */
export const quick = process.argv.includes("--quick");

function tell(message: Message): void {
  if (process.send !== undefined) process.send(message);
  else if (message.kind === "row") console.log(line(message.row));
}

export function line({ what, target, reached, ratio, verdict }: Row): string {
  return [what.padEnd(78), target.padEnd(26), reached.padEnd(54), ratio.padStart(9), ` ${verdict}`].join(" ");
}

export const point = (curve: string, series: string, x: number, y: number): void =>
  tell({ kind: "point", point: { curve, series, x, y } });

/** What has no target but shows where we stand. */
export const compared = (what: string, reached: string, ratio = ""): void =>
  tell({ kind: "row", row: { what, target: "", reached, ratio, verdict: "for comparison" } });

/** A ratio that should be at least so large. */
export function atLeast(what: string, target: number, ratio: number, reached: string, goal?: Goal): void {
  const verdict = ratio >= target ? "met" : "not met";
  tell({ kind: "row", row: { what, target: `>= ${target}x`, reached, ratio: times(ratio), verdict, goal } });
}

/** A figure that should be at most so large. `words` tells the target, `ratio` is figure / limit. */
export function atMost(what: string, words: string, limit: number, figure: number, reached: string, goal?: Goal): void {
  const verdict = figure <= limit ? "met" : "not met";
  tell({ kind: "row", row: { what, target: words, reached, ratio: times(figure / limit), verdict, goal } });
}

export const times = (ratio: number): string => `${figures.format(ratio)}x`;

const figures = new Intl.NumberFormat("en", { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });

/** Nanoseconds, for people. */
export function time(nanoseconds: number): string {
  const units: [number, string][] = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
    [1, "ns"],
  ];
  const [size, unit] = units.find(([size]) => nanoseconds >= size) ?? [1, "ns"];
  return `${(nanoseconds / size).toPrecision(3)} ${unit}`;
}

export const versus = (ours: number, theirs: number): string => `${time(ours)} against ${time(theirs)}`;

export function sizeName(count: number): string {
  if (count >= 1e6) return `${count / 1e6} M`;
  return count >= 1e4 ? `${count / 1e3} k` : String(count);
}
