// What only a person can tell: asked for by name, all at once, and never guessed.
import { MailveilError } from "../error.js";
import type { Problem } from "../types/index.js";
import { Place } from "./place.js";
import type { DecisionQuestion, TakenDecision } from "./types.js";

/** Of an error, and lines of its help. */
const problemsMax = 1_000;
const linesMax = 20;

/** What stands for everybody who is not named. */
const others = "*";

/** A question before it has its place. */
export type Question = Omit<DecisionQuestion, "path">;

/** An answer, which is there once `settle` has returned. */
export type Answer<Value> = () => Value;

export class Decisions {
  readonly #questions = new Map<string, DecisionQuestion>();
  readonly #taken = new Map<string, unknown>();
  readonly #asked = new Set<string>();
  readonly #root: Place;

  constructor(decided: unknown) {
    this.#root = new Place(decided, new Place(undefined), "decisions");
  }

  get questions(): DecisionQuestion[] {
    return [...this.#questions.values()];
  }

  get taken(): TakenDecision[] {
    return [...this.#taken].map(([path, value]) => ({ path, value }));
  }

  /** One decision. */
  ask<Value>(name: string, question: Question, reading: (place: Place) => Value): Answer<Value> {
    this.#asked.add(name);
    return this.#ask(this.#root.at(name), question, reading);
  }

  /** A decision for each of several names: a value for all of them, or an object with one for each, and for `*`. */
  askEach<Value>(
    name: string,
    each: ReadonlyMap<string, Question>,
    isForAll: (place: Place) => boolean,
    reading: (place: Place) => Value,
  ): Answer<ReadonlyMap<string, Value>> {
    this.#asked.add(name);
    const place = this.#root.at(name);
    const forAll = place.isAbsent || isForAll(place);
    if (!forAll) refuseStrangers(place, each);
    // What is wrong with it is told, also where the export has nothing that it could be for.
    else if (!place.isAbsent) reading(place);
    const answers = [...each].map(([key, question]) => {
      const own = forAll ? place : placeOf(place, key);
      // Missing, it is asked for under its own name.
      return [key, this.#ask(own.isAbsent ? new Place(undefined, place, key) : own, question, reading)] as const;
    });
    return () => new Map(answers.map(([key, answer]) => [key, answer()]));
  }

  /**
   * Throws with everything that is missing, and for what nobody asked for: a misspelt decision would be a missing one, and
   * one about what the export itself tells would be without effect.
   */
  settle(): void {
    const stranger = this.#root.names().find((name) => !this.#asked.has(name));
    if (stranger !== undefined) {
      const help = `what is asked for: ${[...this.#asked].map((name) => `\`${name}\``).join(", ")}`;
      throw this.#root.at(stranger).refuse("unknown-field", "nobody asks for this decision here", help);
    }
    const missing = this.questions.filter(({ path }) => !this.#taken.has(path));
    if (missing.length > 0) throw missingError(missing);
  }

  #ask<Value>(place: Place, question: Question, reading: (place: Place) => Value): Answer<Value> {
    const asked = { path: place.path, ...question };
    this.#questions.set(asked.path, asked);
    if (place.isAbsent) {
      return () => {
        throw missingError([asked]);
      };
    }
    const value = reading(place);
    this.#taken.set(asked.path, value instanceof Map ? Object.fromEntries(value) : value);
    return () => value;
  }
}

function placeOf(place: Place, key: string): Place {
  const own = place.at(key);
  return own.isAbsent ? place.at(others) : own;
}

function refuseStrangers(place: Place, each: ReadonlyMap<string, Question>): void {
  for (const key of place.names()) {
    if (key === others || each.has(key)) continue;
    throw place.at(key).refuse("unknown-field", "the export has nothing of this name", "name what it has, or `*`");
  }
}

function missingError(missing: readonly DecisionQuestion[]): MailveilError {
  const total = missing.length;
  const problems = missing.slice(0, problemsMax).map(problemOf);
  const what = total === 1 ? "a decision is missing" : `${total} decisions are missing`;
  const lines = problems.slice(0, linesMax).map(({ path, message, help }) => `${path}: ${message} Give ${help}.`);
  const help = [...lines, ...(total > linesMax ? [`and ${total - linesMax} more`] : [])].join("\n");
  const path = problems[0]?.path ?? "";
  return new MailveilError({
    code: "missing-field",
    path,
    message: `${what}: only a person can tell`,
    help,
    problems,
    total,
  });
}

function problemOf({ path, question, answer, choices }: DecisionQuestion): Problem {
  const values = choices.map(({ value, meaning }) => `${JSON.stringify(value)} (${meaning})`).join(", ");
  const manners = { list: "a list, maybe empty, of", one: "one of", open: "an answer such as" };
  return { code: "missing-field", path, message: question, help: `${manners[answer]} ${values}` };
}
