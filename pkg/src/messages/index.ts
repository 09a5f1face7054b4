// Reasons, problems, findings and errors in words. No rule lives here, and nothing of the module is needed: it only looks codes up.
import { MailveilError } from "../error.js";
import type { Finding, Problem, Reason } from "../types/index.js";
import type { Messages, Names, Sentence } from "./messages.js";

export type { Messages, Names, Sentence } from "./messages.js";

/** What is put into the places of a sentence. */
type Details = Readonly<Record<string, string | undefined>>;

/**
 * Why, in one sentence for an administrator: `formatReason(reason, sv)` after `import sv from "mailveil/messages/sv"`.
 * Like the reason, it is for owners, administrators and logs, because it tells that a thread, a link or a rule exists.
 *
 * It is plain text: show it as text, never as HTML. An unknown code gives a neutral sentence.
 * Throws `wrong-type` when `lang` is no messages.
 */
export function formatReason(reason: Reason, lang: Messages, names: Names = {}): string {
  requireMessages(lang);
  const record = detail(reason, "record");
  const operation = detail(reason, "operation");
  return sentence(lang.reasons, detail(reason, "code"), lang.unknown.reason, {
    record: record === undefined ? undefined : (names.record?.(record) ?? record),
    domain: detail(reason, "domain"),
    operation: operation === undefined ? undefined : word(lang.operations, operation),
    restriction: detail(reason, "restriction"),
    from: time(reason, "from", names),
    until: time(reason, "until", names),
  });
}

/** What is wrong with a snapshot, and where, for whoever has to mend it. Plain text; throws as `formatReason` does. */
export function formatProblem(problem: Problem, lang: Messages): string {
  requireMessages(lang);
  const text = sentence(lang.problems, detail(problem, "code"), lang.unknown.problem, {});
  return withPlace(text, problem, lang);
}

/** What looks like a mistake in a snapshot, and where, for whoever looks after it. Plain text; throws as `formatReason` does. */
export function formatFinding(finding: Finding, lang: Messages): string {
  requireMessages(lang);
  const count = detail(finding, "count");
  const text = sentence(lang.findings, detail(finding, "code"), lang.unknown.finding, { count });
  return withPlace(text, finding, lang);
}

/**
 * What failed, for people: takes whatever was thrown. What is no `MailveilError` gives the sentence for unknown codes.
 * Plain text; throws as `formatReason` does.
 */
export function formatError(error: unknown, lang: Messages): string {
  requireMessages(lang);
  const total = detail(error, "total");
  const text = sentence(lang.errors, detail(error, "code"), lang.unknown.error, { total });
  return withPlace(text, error, lang);
}

/** An instant as the application tells it, or else in a form that every language reads: `2026-11-21 09:30 UTC`. */
function time(reason: Reason, name: "from" | "until", names: Names): string | undefined {
  const instant = detail(reason, name);
  if (instant === undefined) return undefined;
  const inUtc = instant.replace(/^(.*)T(\d\d:\d\d)(?::00(?=Z))?(.*)Z$/, "$1 $2$3 UTC");
  return names.time?.(instant) ?? inUtc;
}

/** Own members only, so that no polluted prototype puts its words into a sentence. */
function detail(facts: unknown, name: string): string | undefined {
  if (typeof facts !== "object" || facts === null || !Object.hasOwn(facts, name)) return undefined;
  const value: unknown = (facts as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function word<Value>(list: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(list, name) ? list[name] : undefined;
}

function sentence(
  list: Readonly<Record<string, Sentence>>,
  code: string | undefined,
  unknown: string,
  details: Details,
): string {
  const found = code === undefined ? undefined : word(list, code);
  const choices = found === undefined ? [unknown] : [found].flat();
  const isComplete = (text: string) => placesOf(text).every((name) => details[name] !== undefined);
  return fill(choices.find(isComplete) ?? choices.at(-1) ?? unknown, details);
}

/** The offset is the more precise of the two; an empty path is the whole, which needs no words. */
function withPlace(text: string, facts: unknown, lang: Messages): string {
  const [path, offset] = [detail(facts, "path"), detail(facts, "offset")];
  if (offset !== undefined) return fill(lang.places.offset, { sentence: text, offset });
  if (path !== undefined && path !== "") return fill(lang.places.path, { sentence: text, path });
  return text;
}

const place = /\{([a-z]+)\}/g;

function placesOf(text: string): string[] {
  return [...text.matchAll(place)].map(([, name = ""]) => name);
}

/** In one go: braces in what is put in are not looked at again. */
function fill(text: string, details: Details): string {
  return text.replaceAll(place, (_, name: string) => printable(details[name] ?? "?"));
}

/** Ids are other people's text: line ends, control characters and changes of direction could let them pose as our words. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "\u{fffd}");
}

/** A language's code instead of its messages is the likely mistake: there is no list of languages here to look it up in. */
function requireMessages(lang: unknown): asserts lang is Messages {
  const parts = ["reasons", "problems", "findings", "errors", "operations", "places", "unknown"];
  const isMessages = typeof lang === "object" && lang !== null && parts.every((part) => part in lang);
  if (isMessages) return;
  throw new MailveilError({
    code: "wrong-type",
    path: "",
    message: "these are no messages of a language",
    help: 'give what `import sv from "mailveil/messages/sv"` imports, not the code of the language',
  });
}
