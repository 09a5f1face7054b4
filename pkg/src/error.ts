import type { ErrorCode, Problem } from "./types/index.js";

// Taken once, before anything could replace them.
const { assign, create, defineProperty, keys } = Object;
const { isArray } = Array;
/** `Object.hasOwn`, which hosts that only get an error may not have. */
const hasOwn: (holder: object, name: string) => boolean = Function.prototype.call.bind(Object.prototype.hasOwnProperty);

/** What a `MailveilError` tells. */
export interface ErrorFacts {
  /** Stable; what a program should look at. */
  readonly code: ErrorCode;
  /** What is wrong, for people. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  /** JSON Pointer to what is wrong: in the question, the options, the ids or the body. */
  readonly path?: string;
  /** How many bytes stand before a fault in JSON text. */
  readonly offset?: number;
  /** With `invalid-snapshot` and `invalid-threads`: what is wrong, the first 1,000 problems in document order. */
  readonly problems?: readonly Problem[];
  /** With `invalid-snapshot` and `invalid-threads`: how many problems there are in all. */
  readonly total?: number;
}

/** A `MailveilError` as plain data, which keeps everything on its way through `postMessage`, `structuredClone` and JSON. */
export interface MailveilErrorJson extends ErrorFacts {
  /** Tells it from other errors in a log. */
  readonly name: "MailveilError";
}

/**
 * Every failure of this package. A failure is never a decision: whoever catches one shows nothing.
 * Messages name members and ids, never subjects, addresses or other content of mail, because logs leak.
 */
export class MailveilError extends Error {
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

  /**
   * The error out of what `toJSON` gave, after `postMessage` or JSON took it to another place: a structured clone of the error
   * itself keeps its message alone. The stack and the cause stay where they were.
   */
  static from(json: MailveilErrorJson): MailveilError {
    const facts = factsOf(json);
    if (facts !== undefined) return new MailveilError(facts);
    throw new MailveilError({
      code: "wrong-type",
      message: "this is no error of mailveil as plain data",
      help: "give what `error.toJSON()` returned",
    });
  }

  /** All that it tells, as plain data: `postMessage(error.toJSON())`, and at the other end `MailveilError.from(data)`. */
  toJSON(): MailveilErrorJson {
    return { name: "MailveilError", ...(factsOf(this) ?? { code: this.code, message: this.message }) };
  }
}

// On the prototype, as with the errors of the language: no own member that a log would repeat. Not in a static block, because
// hosts that cannot run the module are told so by an error, and have to read this file for it.
defineMember(MailveilError.prototype, "name", "MailveilError", false);

type Read = (value: unknown) => unknown;

const text: Read = (value) => (typeof value === "string" ? value : undefined);
const count: Read = (value) => (typeof value === "number" && value >= 0 ? value : undefined);
const list: Read = (value) =>
  isArray(value) ? value.map((one) => membersOf(one, problemMembers)).filter(({ code }) => code) : undefined;

const problemMembers = { code: text, path: text, message: text, help: text, offset: count };
const members = { ...problemMembers, problems: list, total: count };

/** What an error tells; nothing if that is not what it is. */
function factsOf(given: unknown): ErrorFacts | undefined {
  try {
    const facts = membersOf(given, members) as Partial<ErrorFacts>;
    return facts.code === undefined || facts.message === undefined ? undefined : (facts as ErrorFacts);
  } catch {
    // It may be anything.
    return undefined;
  }
}

/** A copy of own members of the right types, so that nothing else comes along. */
function membersOf(given: unknown, wanted: Readonly<Record<string, Read>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  if (typeof given !== "object" || given === null) return copy;
  for (const name of keys(wanted)) {
    const value = hasOwn(given, name) ? wanted[name]?.((given as Record<string, unknown>)[name]) : undefined;
    if (value !== undefined) defineMember(copy, name, value, true);
  }
  return copy;
}

/** Defines instead of assigning, and by a descriptor that inherits nothing, so that no polluted prototype interferes. */
function defineMember(target: object, name: string, value: unknown, enumerable: boolean): void {
  defineProperty(target, name, assign(create(null), { value, enumerable, configurable: true, writable: true }));
}
