// Chance that repeats: the same seed gives the same organisation and the same mail on every machine.

export interface Dice {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred throws. */
  percent(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Marsaglia's xorshift with 32 bits: fast, and good enough to make mail. */
export function dice(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 4294967296) * limit);
  };
  return {
    below,
    percent: (share) => below(10_000) < share * 100,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}
