/** What the hostile tests share: cases from files, failures looked at closely, and a module that must go on answering. */
import { readFileSync } from "node:fs";
import { decide, diagnose, MailveilError, Policy } from "mailveil";
import { expect } from "vitest";

export interface Failure {
  code: string;
  path: string;
}

/** One case of the vector format, as far as the files under `hostile/` use it. */
export interface Case {
  description: string;
  query?: unknown;
  visibleThreads?: unknown;
  whoCanView?: unknown;
  sendFromMailboxes?: unknown;
  mailboxAdministration?: unknown;
  licensedUserCount?: number;
  text?: string;
  decision?: unknown;
  answer?: unknown;
  error?: Failure;
  problems?: Failure[];
}

export interface Pollution {
  on: "Array" | "Boolean" | "Number" | "Object" | "String";
  member: string;
  as: "accessor" | "function" | "readonly" | "value";
  value: unknown;
}

export interface Vectors {
  description: string;
  snapshot: Record<string, unknown>;
  now: string;
  pollutions?: Pollution[];
  cases: Case[];
}

/** Every code that docs/specification.md names for an error of the package, but `instance-lost`: nothing here may lose the instance. */
const CODES = new Set([
  "unknown-viewer",
  "unknown-thread",
  "unknown-mailbox",
  "unknown-record",
  "unknown-action",
  "unknown-operation",
  "unknown-field",
  "missing-field",
  "wrong-type",
  "unknown-value",
  "invalid-time",
  "not-a-support-agent",
  "invalid-snapshot",
  "freed",
  "json-syntax",
]);

const LEVELS = ["none", "metadata", "subject", "full"] as const;

export function load(name: string): Vectors {
  return JSON.parse(text(name)) as Vectors;
}

/** Read anew on every call, because a test may spoil what it was given. */
function text(name: string): string {
  return readFileSync(new URL(`../vectors/hostile/${name}.json`, import.meta.url), "utf8");
}

/** The one door through which values of the wrong type get past the compiler. */
export function hostile<T>(value: unknown): T {
  return value as T;
}

export type SnapshotArgument = Parameters<typeof diagnose>[0];
export type QueryArgument = Parameters<typeof decide>[1];
export type ListArgument = Parameters<Policy["visibleThreads"]>[0];

const known = load("pollution");

export const NOW = known.now;

/** A fresh copy of the snapshot behind most of these tests. */
export function sample(): Record<string, unknown> {
  return load("pollution").snapshot;
}

export const ASKED = { action: "view", viewer: "mate", thread: "t-private", now: NOW } as const;
export const HIDDEN = {
  outcome: "denied",
  level: "none",
  reasons: [{ code: "mailbox-private", rule: "Z-06" }],
  obligations: [],
};

const kept = Policy.parse(hostile<SnapshotArgument>(sample()));

/** Whatever happened before: a policy compiled earlier and one compiled now give the known answers. */
export function expectAlive(): void {
  expect(kept.decide(ASKED)).toEqual(HIDDEN);
  expect(decide(hostile<SnapshotArgument>(sample()), ASKED)).toEqual(HIDDEN);
  expect([...kept.visibleThreads({ viewer: "mate", now: NOW }).rows]).toEqual([1, 3]);
}

function expectWellFormed(error: unknown): MailveilError {
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(MailveilError);
  const failure = error as MailveilError;
  expect(CODES).toContain(failure.code);
  expect(failure.message).toEqual(expect.any(String));
  if (failure.code === "invalid-snapshot") {
    const problems = failure.problems ?? [];
    expect(problems.length).toBe(Math.min(failure.total ?? 0, 1_000));
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems.slice(0, 10)) {
      expect(problem).toMatchObject({ code: expect.any(String), path: expect.any(String) });
      expect(problem).toMatchObject({ message: expect.any(String), help: expect.any(String) });
    }
  } else if (failure.code !== "freed") {
    expect(failure.path).toEqual(expect.any(String));
  }
  return failure;
}

/** What `ask` throws, which must be one well-formed `MailveilError`; the module must answer afterwards. */
export function failure(ask: () => unknown): MailveilError {
  let thrown: unknown;
  try {
    ask();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, "it was answered").toBeDefined();
  const error = expectWellFormed(thrown);
  expectAlive();
  return error;
}

export function expectFailure(ask: () => unknown, code: string, path: string): void {
  const { code: found, path: at } = failure(ask);
  expect({ code: found, path: at }).toEqual({ code, path });
}

/** For what the contract leaves open: refused in good order, or the right answer, and nothing else. */
export function expectAnswerOrFailure(ask: () => unknown, answer: unknown): void {
  let given: unknown;
  try {
    given = ask();
  } catch (error) {
    expectWellFormed(error);
    expectAlive();
    return;
  }
  expect(given).toEqual(answer);
  expectAlive();
}

/** How a snapshot is refused: by `decide`, by `Policy.parse` and by `diagnose` alike. */
export function expectRefused(snapshot: unknown): MailveilError {
  const input = hostile<SnapshotArgument>(snapshot);
  failure(() => decide(input, ASKED));
  try {
    expect(diagnose(input).total).toBeGreaterThan(0);
  } catch (error) {
    expectWellFormed(error);
  }
  return failure(() => Policy.parse(input));
}

export function expectAccepted(snapshot: unknown): void {
  const input = hostile<SnapshotArgument>(snapshot);
  expect(diagnose(input)).toEqual({ problems: [], total: 0 });
  expect(decide(input, ASKED)).toEqual(HIDDEN);
}

/** What a case asks, on a policy or, for problems, on its text and on the object which that text spells. */
export function ask(policy: Policy, now: string, one: Case): () => unknown {
  const at = <T>(question: unknown): T => hostile<T>({ now, ...(question as object) });
  if (one.text !== undefined) {
    const spelt = one.text;
    const object = hostile<SnapshotArgument>(JSON.parse(spelt));
    return () => [diagnose(spelt).problems.map(place), diagnose(object).problems.map(place)];
  }
  if (one.licensedUserCount !== undefined) return () => policy.licensedUserCount;
  if (one.query !== undefined) {
    const query = withNow(one.query, now);
    return () => policy.decide(hostile<QueryArgument>(query));
  }
  if (one.whoCanView !== undefined) {
    const question = at<Parameters<Policy["whoCanView"]>[0]>(one.whoCanView);
    return () => policy.whoCanView(question);
  }
  if (one.sendFromMailboxes !== undefined) {
    const question = at<Parameters<Policy["sendFromMailboxes"]>[0]>(one.sendFromMailboxes);
    return () => policy.sendFromMailboxes(question);
  }
  if (one.mailboxAdministration !== undefined) {
    const question = at<Parameters<Policy["mailboxAdministration"]>[0]>(one.mailboxAdministration);
    return () => policy.mailboxAdministration(question);
  }
  const question = at<ListArgument>(one.visibleThreads);
  return () => {
    const { rows, levels, ids } = policy.visibleThreads(question);
    return { rows: [...rows], levels: [...levels].map((level) => LEVELS[level]), ids };
  };
}

function withNow(query: unknown, now: string): unknown {
  if (typeof query !== "object" || query === null) return query;
  return Object.hasOwn(query, "now") ? query : { ...query, now };
}

function place({ code, path }: Failure): Failure {
  return { code, path };
}

/** What the case says must come out of {@link ask}, an error as `{ error }`. */
export function expected(one: Case): unknown {
  if (one.error !== undefined) return { error: one.error };
  if (one.text !== undefined) return [one.problems, one.problems];
  return one.licensedUserCount ?? one.decision ?? one.answer;
}

/** The answer, or the place of a `MailveilError`; any other exception passes through. */
export function outcome(asked: () => unknown): unknown {
  try {
    return asked();
  } catch (error) {
    if (!(error instanceof MailveilError)) throw error;
    return { error: { code: error.code, path: error.path } };
  }
}

/** Runs `asked` while a prototype is polluted. Nothing is asserted inside: the test runner would be polluted, too. */
export function polluted<T>(pollution: Pollution, asked: () => T): T {
  const prototype = { Array, Boolean, Number, Object, String }[pollution.on].prototype;
  const had = Object.getOwnPropertyDescriptor(prototype, pollution.member);
  Object.defineProperty(prototype, pollution.member, descriptor(pollution));
  try {
    return asked();
  } finally {
    Reflect.deleteProperty(prototype, pollution.member);
    if (had !== undefined) Object.defineProperty(prototype, pollution.member, had);
  }
}

function descriptor({ as, value }: Pollution): PropertyDescriptor {
  switch (as) {
    case "accessor":
      return { configurable: true, enumerable: true, get: () => value, set: () => undefined };
    case "function":
      return { configurable: true, enumerable: true, writable: true, value: () => value };
    case "readonly":
      return { configurable: true, enumerable: true, writable: false, value };
    case "value":
      return { configurable: true, enumerable: true, writable: true, value };
  }
}
