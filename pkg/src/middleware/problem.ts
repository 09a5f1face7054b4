// What is answered instead of mail: a problem document (RFC 9457), which never holds a piece of a body.
import { MailveilError } from "../error.js";
import type { ErrorCode } from "../types/index.js";

/** Why a request got no mail. */
export interface MailFilterProblem {
  /** The status of the response. */
  readonly status: number;
  /** Stable; what a program should look at. */
  readonly code: MailFilterCode | ErrorCode;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
}

/** The codes of the filter itself; those of a `MailveilError` keep their own. */
export type MailFilterCode =
  | "encoded-body"
  | "filter-failed"
  | "given-failed"
  | "head-refused"
  | "no-viewer"
  | "not-found"
  | "not-json"
  | "oversized-body"
  | "partial-body"
  | "policy-failed"
  | "precondition-refused"
  | "unexpected-status"
  | "unreadable-body"
  | "upstream-error"
  | "upstream-failed"
  | "upstream-redirected"
  | "upstream-stalled"
  | "viewer-failed";

type Facts = readonly [status: number, message: string, help: string];

const problems: Readonly<Record<MailFilterCode, Facts>> = {
  "encoded-body": [502, "the body is encoded twice", "send it plain, or encoded once as gzip or deflate"],
  "filter-failed": [500, "the filter met a fault", "look at what `onProblem` was given"],
  "given-failed": [500, "it could not be found out whose mail this is", "look at what `onProblem` was given"],
  "head-refused": [405, "without its body, one item cannot be judged", "ask with GET"],
  "no-viewer": [401, "it is not known who asks", "ask again with valid credentials"],
  "not-found": [404, "there is no such mail, or none for you to see", "ask for something else"],
  "not-json": [
    502,
    "the answer is not JSON in UTF-8",
    "put the filter before routes only that answer `application/json`",
  ],
  "oversized-body": [502, "the body is too long", "ask for less at a time, or raise `bodyBytesMax`"],
  "partial-body": [502, "the answer is a part of a body", "send the whole body: a part cannot be judged"],
  "policy-failed": [503, "there is no policy to decide by", "ask again later; look at what `onProblem` was given"],
  "precondition-refused": [
    412,
    "no condition can be met",
    "ask without `If-...` headers: filtered answers have no version",
  ],
  "unexpected-status": [502, "the status of the answer has no meaning here", "answer with 200, or with an error"],
  "unreadable-body": [502, "the body could not be read to its end", "ask again later"],
  "upstream-error": [502, "the answer is an error", "ask again later, or ask for something else"],
  "upstream-failed": [502, "there is no answer", "ask again later"],
  "upstream-redirected": [502, "the answer is a redirect", "follow it before the filter, or ask there"],
  "upstream-stalled": [504, "the answer took too long", "ask again later"],
  "viewer-failed": [500, "it could not be found out who asks", "look at what `onProblem` was given"],
};

/** A request that is not going to show mail. Its message names no content, as all messages here. */
export class Refusal extends Error {
  readonly problem: MailFilterProblem;

  /** `status` is the upstream's, where it is passed on. */
  constructor(code: MailFilterCode, options?: ErrorOptions & { readonly status?: number }) {
    const [status, message, help] = problems[code];
    super(message, options);
    this.name = "MailFilterRefusal";
    this.problem = { status: options?.status ?? status, code, message, help };
  }
}

/** Those that are not a fault of the options: the viewer's question, the upstream's body, a policy that is gone. */
const statuses: ReadonlyMap<ErrorCode, number> = new Map<ErrorCode, number>([
  ["duplicate-key", 502],
  ["freed", 503],
  ["instance-lost", 503],
  ["json-syntax", 502],
  ["no-webassembly", 503],
  ["not-an-array", 502],
  ["not-an-object", 502],
  ["not-initialized", 503],
  ["unknown-mailbox", 404],
  ["unknown-record", 404],
  ["unknown-viewer", 403],
]);

/** What a CRM may say of an item that it does not have: every 4xx but those about who asks, how often, and how long it took. */
function isAbsence(status: number): boolean {
  return status >= 400 && status <= 499 && ![401, 407, 408, 429].includes(status);
}

const absences: ReadonlySet<string> = new Set([
  "given-failed",
  "not-found",
  "not-an-object",
  "unknown-mailbox",
  "unknown-record",
  // An item is there then, and nobody can say whether it is for this viewer.
  "duplicate-key",
  "encoded-body",
  "json-syntax",
  "not-json",
  "oversized-body",
  "partial-body",
  "unexpected-status",
  "upstream-redirected",
]);

/** Whether it comes of asking for one item that is not there, or not known to be for this viewer: these must all look alike. */
export function isNotFound(thrown: unknown): boolean {
  if (thrown instanceof MailveilError) return absences.has(thrown.code);
  if (!(thrown instanceof Refusal)) return false;
  const { code, status } = thrown.problem;
  return absences.has(code) || (code === "upstream-error" && isAbsence(status));
}

/** Whether it is a refusal of this package, about which something may be said. */
export function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Refusal || thrown instanceof MailveilError;
}

/** What is said of anything that was thrown. Of errors that are not ours, nothing: they may hold mail. */
export function problemOf(thrown: unknown): MailFilterProblem {
  if (thrown instanceof Refusal) return thrown.problem;
  if (!(thrown instanceof MailveilError)) return new Refusal("filter-failed").problem;
  const { code, message, help = "" } = thrown;
  return { status: statuses.get(code) ?? 500, code, message, help };
}
