import type { ErrorCode, Problem } from "./types/index.js";

// Taken once, before anything could replace them.
const { assign, create, defineProperty, hasOwn } = Object;

/** What a `MailveilError` tells besides its message. */
export interface ErrorFacts {
  readonly code: ErrorCode;
  readonly message: string;
  readonly help?: string;
  readonly path?: string;
  readonly offset?: number;
  readonly problems?: readonly Problem[];
  readonly total?: number;
}

/**
 * Every failure of this package. A failure is never a decision: whoever catches one shows nothing.
 * Messages name members and ids, never subjects, addresses or other content of mail, because logs leak.
 */
export class MailveilError extends Error {
  static {
    // On the prototype, as with the errors of the language: no own member that a log would repeat.
    defineMember(MailveilError.prototype, "name", "MailveilError", false);
  }

  /** Stable; what a program should look at. */
  readonly code: ErrorCode;
  /** JSON Pointer to what is wrong: in the question, the options, the ids or the body. */
  declare readonly path?: string;
  /** What to do about it. */
  declare readonly help?: string;
  /** How many bytes stand before a fault in JSON text. */
  declare readonly offset?: number;
  /** With `invalid-snapshot` and `invalid-threads`: what is wrong, the first 1,000 problems in document order. */
  declare readonly problems?: readonly Problem[];
  /** With `invalid-snapshot` and `invalid-threads`: how many problems there are in all. */
  declare readonly total?: number;

  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.code = facts.code;
    for (const name of ["path", "help", "offset", "problems", "total"] as const) {
      // Own members only: a polluted prototype must not add a path or a problem.
      if (hasOwn(facts, name) && facts[name] !== undefined) defineMember(this, name, facts[name], true);
    }
  }
}

/** Defines instead of assigning, and by a descriptor that inherits nothing, so that no polluted prototype interferes. */
function defineMember(target: object, name: string, value: unknown, enumerable: boolean): void {
  defineProperty(target, name, assign(create(null), { value, enumerable, configurable: true, writable: true }));
}
