// Lists of viewers in rotation, so that all contestants list for the same viewers in the same turn.
import type { Contestant } from "./measure.ts";

/** Lists of a turn, each of another viewer. */
export const LISTS = 50;

/** Viewers of a turn. For the turns that count, these are others than for warming up, which ends just before. */
function viewersOf(viewers: readonly string[], turn: number): readonly string[] {
  const turns = Math.floor(viewers.length / LISTS);
  if (turns < 2) return viewers.map((_, n) => viewers.at((n + turn) % viewers.length) ?? "");
  const half = turns >> 1;
  const place = turn < 0 ? half + (-turn % half) : turn % turns;
  return viewers.slice(place * LISTS, (place + 1) * LISTS);
}

/** Makes at most so many lists in a turn; all contestants begin with the same viewer. */
export function listing(viewers: readonly string[], most: number, list: (viewer: string) => unknown): Contestant {
  let now: readonly string[] = [];
  const prepare = (turn: number) => {
    now = viewersOf(viewers, turn).slice(0, most);
  };
  const run = () => {
    let last: unknown;
    for (const viewer of now) last = list(viewer);
    return last;
  };
  return { prepare, run, operations: Math.min(most, viewers.length) };
}
