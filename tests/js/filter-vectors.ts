// The runner of tests/vectors/filter and tests/vectors/changes: in Node, on the packed package, and in a page.
import jsonPatch, { type Operation } from "fast-json-patch";
import type { FilterOptions, ListQuery, MailveilError, Policy, Query } from "mailveil";
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
interface Step {
  readonly description: string;
  readonly options?: unknown;
  /** The body as text, as bytes in base64, or as items whose white space does not matter. */
  readonly body?: string;
  readonly bytes?: string;
  readonly items?: readonly unknown[];
  /** What remains of it, as text or as items. */
  readonly text?: string;
  readonly kept?: readonly unknown[];
  readonly shown?: number;
  readonly hidden?: number;
  readonly unreadable?: number;
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
  ...["description", "patch", "steps", "options", "body", "bytes", "items", "text", "kept", "shown", "hidden"],
  ...["unreadable", "error", "emittable", "upsert", "upsertText", "problems", "remove", "query", "outcome"],
  ...["visibleThreads", "answer", "threadCount", "upsertRecords", "upsertRecordsText"],
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
  const unknown = Object.keys(step).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`unknown members of the step: ${unknown.join(", ")}`);
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
  if (step.error === undefined) runObjects(policy, body, given, step);
}

/** Options that are refused are refused at once, whatever the body. */
function runWrongOptions(mailveil: Mailveil, policy: Policy, options: FilterOptions, { error }: Step): void {
  const ways = {
    filterThreads: () => policy.filterThreads("[]", options),
    "filterThreads of no JSON": () => policy.filterThreads("[", options),
    filterStream: () => policy.filterStream(options),
    filterObjects: () => policy.filterObjects([], options),
  };
  for (const [name, way] of Object.entries(ways)) {
    const found = refusalOrNothing(mailveil, way);
    equal(found && refusalOf(mailveil, found), error, name);
  }
}

function compare(found: Outcome, step: Step, way: string): void {
  if (step.error === undefined) {
    const { shown = 0, hidden = 0, unreadable = 0 } = step;
    equal(found, { text: latin1(textOf(step)), shown, hidden, unreadable }, way);
    return;
  }
  if (!("error" in found)) throw new Error(`${way} gives ${JSON.stringify(found)} instead of an error`);
  equal(found.error, step.error, way);
  const emittable = step.emittable === undefined ? undefined : latin1(encode(step.emittable));
  if (emittable === undefined || emittable.startsWith(found.emitted)) return;
  throw new Error(`${way} emits ${JSON.stringify(found.emitted)} before the error`);
}

/** The same as objects, where `JSON.parse` sees in the body what the filter sees. */
function runObjects(policy: Policy, body: Uint8Array, options: FilterOptions, step: Step): void {
  const { at, ...others } = options;
  const items = itemsAt(body, at);
  const expected = itemsAt(textOf(step), at);
  if (items === undefined || expected === undefined) return;
  const { items: found, ...counts } = policy.filterObjects(items, others);
  const { shown = 0, hidden = 0, unreadable = 0 } = step;
  equal(counts, { shown, hidden, unreadable }, "counts of objects");
  equal(found, expected, "objects");
}

/** The items of a body; nothing if it means something else to `JSON.parse`. */
function itemsAt(body: Uint8Array, at = ""): object[] | undefined {
  const text = new TextDecoder().decode(body);
  const tokens = at.split("/").slice(1);
  const value = tokens.reduce<unknown>((value, token) => {
    return (value as Json)[token.replaceAll("~1", "/").replaceAll("~0", "~")];
  }, JSON.parse(text));
  return isPlain(text) && Array.isArray(value) ? value : undefined;
}

/** Without keys that stand twice (`JSON.parse` drops all but the last) and numbers that change. */
function isPlain(text: string): boolean {
  // What is lost makes the text shorter.
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
    part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : "",
  );
  return JSON.stringify(JSON.parse(text)) === bare;
}

function bodyOf({ body, bytes, items }: Step): Uint8Array | undefined {
  if (items !== undefined) return encode(JSON.stringify(items));
  if (bytes !== undefined) return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  return body === undefined ? undefined : encode(body);
}

function textOf({ text, kept }: Step): Uint8Array {
  return encode(text ?? JSON.stringify(kept));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function withNow(members: unknown, now: string): unknown {
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
  return JSON.stringify(Object.fromEntries(entries));
}
