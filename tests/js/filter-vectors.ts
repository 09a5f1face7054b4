// The runner of tests/vectors/filter and tests/vectors/changes: in Node, on the packed package, and in a page.
import jsonPatch, { type Operation } from "fast-json-patch";
import type { FilterOptions, ListQuery, MailveilError, Policy, Query, Summary } from "mailveil";
import { itemsIn } from "./filter-items.ts";
import {
  crumbs,
  cutAt,
  latin1,
  type Mailveil,
  type Outcome,
  passStream,
  passWhole,
  refusalOf,
} from "./filter-paths.ts";

type Json = Readonly<Record<string, unknown>>;

export interface FilterFile {
  readonly description: string;
  readonly snapshot: Json;
  readonly now: string;
  readonly cases: readonly FilterCase[];
}

/** One body, or several steps. */
export interface FilterCase extends Step {
  readonly patch?: readonly Operation[];
  readonly steps?: readonly Step[];
}

/** One thing that is asked or done, and what comes of it. */
export interface Step {
  readonly description: string;
  readonly options?: unknown;
  /** The body as text, as bytes in base64, or, where white space does not matter, as items or any other JSON. */
  readonly body?: string;
  readonly bytes?: string;
  readonly items?: readonly unknown[];
  readonly response?: unknown;
  /** What remains of it, as text, as items or as other JSON. */
  readonly text?: string;
  readonly kept?: readonly unknown[];
  readonly filtered?: unknown;
  readonly shown?: number;
  readonly hidden?: number;
  readonly unreadable?: number;
  readonly unknownRecords?: number;
  readonly unsaid?: { readonly sharing?: number; readonly state?: number };
  readonly error?: { readonly code: string; readonly path: string; readonly offset?: number };
  /** All that a stream may have emitted before the error. */
  readonly emittable?: string;
  /** Threads as JSON, or as text. */
  readonly upsert?: unknown;
  readonly upsertText?: string;
  /** Records as JSON, or as text. */
  readonly upsertRecords?: unknown;
  readonly upsertRecordsText?: string;
  readonly problems?: readonly { readonly code: string; readonly path: string }[];
  readonly remove?: unknown;
  readonly query?: Json;
  readonly outcome?: string;
  readonly visibleThreads?: Json;
  readonly answer?: Json;
  readonly threadCount?: number;
}

/** Names that a step may have; another one would be a test that tests nothing. */
const known: ReadonlySet<string> = new Set([
  ...["description", "patch", "steps", "options", "body", "bytes", "items", "response", "text", "kept", "filtered"],
  ...["shown", "hidden", "unreadable", "unknownRecords", "unsaid", "error", "emittable", "upsert", "upsertText"],
  ...["problems", "remove", "query", "outcome", "visibleThreads", "answer", "threadCount", "upsertRecords"],
  ...["upsertRecordsText"],
]);

/** Longer bodies are not split at every byte. */
const splitsMax = 400;

/** In every host a body is split at so many bytes only: what a host may break is the stream, not where it is split. */
const strideInHosts = 29;

/** What is wrong, case by case, for hosts without a test runner. */
export async function filterFailures(mailveil: Mailveil, file: FilterFile): Promise<string[]> {
  const failures: string[] = [];
  for (const test of file.cases) {
    try {
      await runFilterCase(mailveil, file, test, strideInHosts);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push(`${file.description}: ${test.description}: ${message}`);
    }
  }
  return failures;
}

/** Does what the case says. Throws where it comes out differently. */
export async function runFilterCase(mailveil: Mailveil, file: FilterFile, test: FilterCase, stride = 1): Promise<void> {
  const snapshot = jsonPatch.applyPatch(file.snapshot, test.patch ?? [], true, false).newDocument;
  const policy = mailveil.Policy.parse(JSON.stringify(snapshot));
  try {
    for (const step of test.steps ?? [test]) await runStep(mailveil, policy, file.now, step, stride);
  } finally {
    policy.free();
  }
}

async function runStep(mailveil: Mailveil, policy: Policy, now: string, step: Step, stride: number): Promise<void> {
  requireKnown(step);
  if ("options" in step) return runFilter(mailveil, policy, withNow(step.options, now), step, stride);
  if (step.threadCount !== undefined) return equal(policy.threadCount, step.threadCount, "threadCount");
  if (step.query !== undefined) return runQuery(mailveil, policy, withNow(step.query, now) as Query, step);
  if (step.visibleThreads !== undefined) return runList(policy, withNow(step.visibleThreads, now) as ListQuery, step);
  if (step.remove !== undefined) return runChange(mailveil, step, () => policy.removeThreads(step.remove as string[]));
  const records = step.upsertRecordsText ?? step.upsertRecords;
  if (records !== undefined) {
    return runChange(mailveil, step, () => policy.upsertRecords(records as string), "invalid-records");
  }
  const threads = step.upsertText ?? step.upsert;
  if (threads === undefined) throw new Error("the step does nothing");
  return runChange(mailveil, step, () => policy.upsertThreads(threads as string));
}

/** Throws for a member that no runner looks at. */
export function requireKnown(step: Step): void {
  const unknown = Object.keys(step).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`unknown members of the step: ${unknown.join(", ")}`);
}

function runChange(mailveil: Mailveil, step: Step, change: () => void, code = "invalid-threads"): void {
  const { problems, error } = step;
  const found = refusalOrNothing(mailveil, change);
  if (problems === undefined) {
    equal(found && refusalOf(mailveil, found), error, "error");
    return;
  }
  const named = found?.problems?.map(({ code, path }) => ({ code, path }));
  equal({ code: found?.code, total: found?.total }, { code, total: problems.length }, "refusal");
  equal(named, problems, "problems");
}

function runQuery(mailveil: Mailveil, policy: Policy, query: Query, step: Step): void {
  const error = refusalOrNothing(mailveil, () => policy.decide(query));
  equal(error && refusalOf(mailveil, error), step.error, "error");
  if (step.error !== undefined) return;
  const { outcome, level } = policy.decide(query);
  equal(level ?? outcome, step.outcome, "outcome");
  equal(policy.allows(query), outcome === "allowed", "allows");
}

function runList(policy: Policy, query: ListQuery, step: Step): void {
  const { rows, levels, ids } = policy.visibleThreads(query);
  equal({ rows: [...rows], levels: [...levels], ids }, step.answer, "answer");
}

/** One body through `filterThreads`, through `filterStream` in all ways, and through `filterObjects` where it can go. */
async function runFilter(
  mailveil: Mailveil,
  policy: Policy,
  options: unknown,
  step: Step,
  stride: number,
): Promise<void> {
  const given = options as FilterOptions;
  const body = bodyOf(step);
  if (body === undefined) return runWrongOptions(mailveil, policy, given, step);
  const check = (found: Outcome, way: string) => compare(found, step, way);
  const forms = step.body === undefined ? [body] : [body, step.body];
  for (const form of forms) {
    const found = passWhole(mailveil, () => policy.filterThreads(form, given));
    check(found, typeof form === "string" ? "text" : "bytes");
  }
  check(await passStream(mailveil, policy.filterStream(given), [body]), "stream of one piece");
  check(await passStream(mailveil, policy.filterStream(given), crumbs(body)), "stream of single bytes");
  for (let at = 1; at < Math.min(body.length, splitsMax); at += stride) {
    const pieces = cutAt(body, [at]);
    check(await passStream(mailveil, policy.filterStream(given), pieces), `stream split at ${at}`);
  }
  runObjects(mailveil, policy, body, given, step);
}

/** Options that are refused are refused at once, whatever the body. */
function runWrongOptions(mailveil: Mailveil, policy: Policy, options: FilterOptions, { error }: Step): void {
  const ways = {
    filterThreads: () => policy.filterThreads("[]", options),
    "filterThreads of no JSON": () => policy.filterThreads("[", options),
    filterStream: () => policy.filterStream(options),
  };
  for (const [name, way] of Object.entries(ways)) {
    const found = refusalOrNothing(mailveil, way);
    equal(found && refusalOf(mailveil, found), error, name);
  }
  runWrongObjects(mailveil, policy, options, error);
}

/** Objects are no body: where the items stand in one is a member too many. */
function runWrongObjects(mailveil: Mailveil, policy: Policy, options: FilterOptions, error: Step["error"]): void {
  const [, first = ""] = error?.path.split("/") ?? [];
  if (ofBodies.includes(first)) {
    refuseMisplaced(mailveil, policy, options);
    return;
  }
  const found = refusalOrNothing(mailveil, () => policy.filterObjects([], withoutBody(options)));
  equal(found && refusalOf(mailveil, found), error, "filterObjects");
}

function refuseMisplaced(mailveil: Mailveil, policy: Policy, options: FilterOptions): void {
  const found = refusalOrNothing(mailveil, () => policy.filterObjects([], options));
  const misplaced = ofBodies.filter((name) => Object.hasOwn(options, name)).map((name) => `/${name}`);
  equal(found?.code, "unknown-field", "filterObjects");
  equal(misplaced.includes(found?.path ?? ""), true, "the path of filterObjects");
}

/** Options that say where items stand in a body. */
const ofBodies = ["at", "one", "around"];

/** The options for objects. */
export function withoutBody(options: FilterOptions): FilterOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(Object.entries(options).filter(([name]) => !ofBodies.includes(name))) as typeof options;
}

function compare(found: Outcome, step: Step, way: string): void {
  if (step.error === undefined) {
    equal(found, { text: latin1(textOf(step)), ...countsOf(step) }, way);
    return;
  }
  if (!("error" in found)) throw new Error(`${way} gives ${JSON.stringify(found)} instead of an error`);
  equal(found.error, step.error, way);
  const emittable = step.emittable === undefined ? undefined : latin1(encode(step.emittable));
  if (emittable === undefined || emittable.startsWith(found.emitted)) return;
  throw new Error(`${way} emits ${JSON.stringify(found.emitted)} before the error`);
}

/** What is not said is none. */
export function countsOf({ shown = 0, hidden = 0, unreadable = 0, unknownRecords = 0, unsaid = {} }: Step): Summary {
  const { sharing = 0, state = 0 } = unsaid;
  return { shown, hidden, unreadable, unknownRecords, unsaid: { sharing, state } };
}

/** As objects, too, where `JSON.parse` sees in the body what the filter sees. */
function runObjects(mailveil: Mailveil, policy: Policy, body: Uint8Array, options: FilterOptions, step: Step): void {
  if (ofBodies.some((name) => Object.hasOwn(options, name))) refuseMisplaced(mailveil, policy, options);
  if (step.error !== undefined) return;
  const items = itemsIn(body, options);
  const expected = itemsIn(textOf(step), options);
  if (items === undefined || expected === undefined) return;
  const { items: found, ...counts } = policy.filterObjects(items, withoutBody(options));
  equal(counts, countsOf(step), "counts of objects");
  equal(found, expected, "objects");
}

/** The body of a step; nothing where its options are refused. */
export function bodyOf({ body, bytes, items, response }: Step): Uint8Array | undefined {
  const json = items ?? response;
  if (json !== undefined) return encode(JSON.stringify(json));
  if (bytes !== undefined) return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  return body === undefined ? undefined : encode(body);
}

/** What remains of the body. */
export function textOf({ text, kept, filtered }: Step): Uint8Array {
  return encode(text ?? JSON.stringify(kept ?? filtered));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Options and questions are of the file's moment, if they do not say another. */
export function withNow(members: unknown, now: string): unknown {
  const isObject = typeof members === "object" && members !== null && !Array.isArray(members);
  return isObject ? { now, ...members } : members;
}

function refusalOrNothing(mailveil: Mailveil, work: () => unknown): MailveilError | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof mailveil.MailveilError) return thrown;
    throw thrown;
  }
}

function equal(found: unknown, expected: unknown, what: string): void {
  const [is, shouldBe] = [canonical(found), canonical(expected)];
  if (is !== shouldBe) throw new Error(`${what}\n  is        ${is}\n  should be ${shouldBe}`);
}

/** Members of an answer in any order; those of items and texts as they are. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value) ?? "nothing";
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}
