// Decisions that the module has sent before, by its number for each: most questions have one of a few answers.
import type { PolicyHandle } from "./module/glue.js";
import type { Decision } from "./types/index.js";

// Taken once, before anything could replace it.
const { parse } = JSON;

/** How many are kept. */
const ANSWERS_MAX = 1_024;

interface Known {
  readonly text: string;
  readonly decision: Decision;
}

/** The decisions of one policy. */
export class Answers {
  readonly #handle: PolicyHandle;
  readonly #known = new Map<number, Known>();

  constructor(handle: PolicyHandle) {
    this.#handle = handle;
  }

  /** A decision of the caller's own: what he does to it, nobody else sees. */
  decision(number: number): Decision {
    let known = this.#known.get(number);
    if (known === undefined) {
      const text = this.#handle.answer(number);
      known = { text, decision: parse(text) };
      if (this.#known.size >= ANSWERS_MAX) this.#known.clear();
      this.#known.set(number, known);
    }
    const { text, decision } = known;
    const reasons = copies(decision.reasons);
    const obligations = copies(decision.obligations);
    if (reasons === undefined || obligations === undefined) return parse(text);
    return { ...decision, reasons, obligations };
  }
}

/**
 * Copies of the few flat objects of a list; nothing for more. Spread and literals define members and elements, they do not
 * assign them: no accessor on a polluted prototype can catch one.
 */
function copies<Item extends object>(items: readonly Item[]): readonly Item[] | undefined {
  const copy = (index: number): Item => ({ ...(items[index] as Item) });
  switch (items.length) {
    case 0:
      return [];
    case 1:
      return [copy(0)];
    case 2:
      return [copy(0), copy(1)];
    case 3:
      return [copy(0), copy(1), copy(2)];
    default:
      return undefined;
  }
}
