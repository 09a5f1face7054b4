// How time is taken: contestants take turns in one process, and each is given the median of its turns in CPU time,
// that of the collector's and the compiler's threads included.

declare const gc: (options?: { type: "minor" | "major" }) => void;

export interface Contestant {
  readonly run: () => unknown;
  /** How many operations one run is. Default: 1. */
  readonly operations?: number;
}

export interface RaceOptions {
  /** Turns for each contestant. */
  readonly rounds?: number;
  /** CPU time of one turn, in milliseconds. */
  readonly turn?: number;
  /**
   * What is collected before each turn, so that nobody pays for what others left behind. Default: young objects only,
   * because after a whole collection whatever is kept for long is read from cold memory.
   */
  readonly collect?: "minor" | "major";
}

/** A value that the compiler cannot prove unused. */
let sink: unknown;

/** Nanoseconds for one operation of each contestant. Answers are compared before this is called. */
export function race<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { rounds = 11, turn = 30, collect = "minor" }: RaceOptions = {},
): Record<Name, number> {
  const racers = (Object.entries(contestants) as [Name, Contestant][]).map(([name, contestant]) => ({
    name,
    contestant,
    runs: warmUp(contestant, turn),
    times: [] as number[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contestant, runs, times } of racers) {
      gc({ type: collect });
      times.push((cpuTime(contestant, runs) * 1e6) / runs / (contestant.operations ?? 1));
    }
  }
  const timed = racers.map(({ name, times }) => [name, median(times)]);
  return Object.fromEntries(timed) as Record<Name, number>;
}

/** Runs until the compiler is done with it; gives the number of runs that fill a turn. */
function warmUp(contestant: Contestant, turn: number): number {
  let total = 0;
  let runs = 1;
  for (let tries = 0; tries < 200; tries += 1) {
    const spent = cpuTime(contestant, runs);
    total += spent;
    if (spent < turn / 2) runs *= 2;
    else if (total >= 10 * turn || (tries >= 2 && runs === 1)) return Math.max(1, Math.round((runs * turn) / spent));
  }
  return runs;
}

/** In milliseconds. */
function cpuTime({ run }: Contestant, runs: number): number {
  const before = process.cpuUsage();
  for (let left = runs; left > 0; left -= 1) sink = run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Never called by a race; keeps `sink` alive. */
export const lastAnswer = (): unknown => sink;
