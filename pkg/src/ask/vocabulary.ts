// The words that cross the edge as numbers. The module tells them, so that nothing has to be kept in step here.
import { glue } from "../module/glue.js";
import type { ReasonCode, RuleNumber } from "../types/index.js";

// Taken once, before anything could replace it.
const { parse } = JSON;

export interface Vocabulary {
  /** The number of a member's name. */
  readonly members: ReadonlyMap<string, number>;
  readonly codes: readonly ReasonCode[];
  readonly rules: readonly RuleNumber[];
}

let known: Vocabulary | undefined;

/** All instances are of one module, and have the same words. */
export function vocabulary(): Vocabulary {
  known = known ?? ask();
  return known;
}

function ask(): Vocabulary {
  const [members, codes, rules] = parse(glue.vocabulary()) as [string[], ReasonCode[], RuleNumber[]];
  return { members: new Map(members.map((name, number) => [name, number])), codes, rules };
}
