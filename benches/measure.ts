// How time is taken: contestants take turns in one process, and each is given the median of its turns in CPU time,
// that of the collector's and the compiler's threads included.

declare const gc: (options?: { type: "minor" | "major" }) => void;

export interface Contestant {
  readonly run: () => unknown;
  /** How many operations one run is. Default: 1. */
  readonly operations?: number;
  /**
   * Done before every run, outside of the time; a turn is then a single run. It is told the number of the turn, the same
   * one for all contestants, so that all have the same task; turns for warming up have negative ones.
   */
  readonly prepare?: (turn: number) => void;
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

/** One after the other is answered; each is an operation. */
export function each<Input>(inputs: readonly Input[], answer: (input: Input) => unknown): Contestant {
  return { run: () => answerAll(inputs, answer), operations: inputs.length };
}

/** Inputs that are made anew from JSON before each run, so that none of their texts was looked up before. */
export function eachFresh<Input>(inputs: readonly Input[], answer: (input: Input) => unknown): Contestant {
  const text = JSON.stringify(inputs);
  let fresh = inputs;
  const prepare = () => {
    fresh = JSON.parse(text);
  };
  return { prepare, run: () => answerAll(fresh, answer), operations: inputs.length };
}

function answerAll<Input>(inputs: readonly Input[], answer: (input: Input) => unknown): unknown {
  let last: unknown;
  for (const input of inputs) last = answer(input);
  return last;
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
      contestant.prepare?.(round);
      gc({ type: collect });
      times.push((cpuTime(contestant, runs) * 1e6) / runs / (contestant.operations ?? 1));
    }
  }
  const timed = racers.map(({ name, times }) => [name, median(times)]);
  return Object.fromEntries(timed) as Record<Name, number>;
}

/** Runs until the compiler is done with it; gives the number of runs that fill a turn. */
function warmUp(contestant: Contestant, turn: number): number {
  if (contestant.prepare !== undefined) return warmUpPrepared(contestant, turn);
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

function warmUpPrepared(contestant: Contestant, turn: number): 1 {
  let total = 0;
  for (let tries = 1; tries < 200 && (tries <= 3 || total < 10 * turn); tries += 1) {
    contestant.prepare?.(-tries);
    total += cpuTime(contestant, 1);
  }
  return 1;
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
