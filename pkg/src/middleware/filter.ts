// The way of one request, whatever the framework: who asks, what the upstream answers, what of that the viewer may see.
// INVARIANT (one way out): mail leaves by `judged` alone, which writes only what a policy has judged. All else that can happen is thrown, and
// becomes a problem in `answerTo`.
import type { FilterOptions, Given as Known } from "../types/index.js";
import { BodyReader, type Bytes, joined, within } from "./body.js";
import { answerHeaders, conditions, isJson } from "./headers.js";
import type { FilterPolicy, Settings } from "./options.js";
import { isNotFound, isRefusal, type MailFilterCode, problemOf, Refusal } from "./problem.js";

/** What an upstream answers; every `Response` is one. */
export interface Upstream {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** What goes to the viewer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Bytes | ReadableStream<Bytes> | null;
  /** Nothing of the upstream may show, not even headers that it set on a response of the framework's. */
  readonly isBare?: true;
}

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}

/** One request, as the core sees it. */
export interface Asked<Given extends readonly unknown[]> {
  readonly given: Given;
  readonly method: string;
  readonly hasHeader: (name: string) => boolean;
  /** Asks the upstream, without conditions. The signal aborts when its answer is not waited for any more. */
  readonly ask: (signal: AbortSignal) => Upstream | Promise<Upstream>;
}

/** Never rejects. */
export async function answerTo<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  asked: Asked<Given>,
): Promise<Answer> {
  const isHead = asked.method === "HEAD";
  let upstream: Upstream | undefined;
  try {
    const viewer = await viewerOf(settings, asked.given);
    const question = await questionOf(settings, asked.given, viewer);
    await refuseUnknown(settings, asked.given, question);
    if (settings.one && isHead) throw new Refusal("head-refused");
    if (!isSafe(asked.method) && conditions.some((name) => name !== "range" && asked.hasHeader(name))) {
      // What was to be written under a condition must not be written without it.
      throw new Refusal("precondition-refused");
    }
    // Last, because it may depend on the item: whatever was refused above is refused whether the item exists or not.
    const known = await knownOf(settings, asked.given);
    const options = { ...question, given: known };
    if (known !== undefined) await refuseUnknown(settings, asked.given, options);
    upstream = await answerOf(settings, asked);
    return await judged(settings, asked, upstream, options);
  } catch (thrown) {
    upstream?.body?.cancel().catch(() => undefined);
    if (settings.one && isNotFound(thrown)) {
      const cause = new Refusal("not-found", { cause: thrown });
      return { ...problemAnswer(settings, asked.given, cause, undefined, isHead), isBare: true };
    }
    return problemAnswer(settings, asked.given, thrown, upstream?.headers, isHead);
  }
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

async function viewerOf<Given extends readonly unknown[]>(settings: Settings<Given>, given: Given): Promise<string> {
  const viewer: unknown = await step("viewer-failed", () => within(settings.timeoutMs, settings.viewer(...given)));
  if (viewer === undefined || viewer === null || viewer === "") throw new Refusal("no-viewer");
  if (typeof viewer !== "string") {
    const cause = new TypeError(
      `\`viewer\` gave a value of type ${typeof viewer}, and ids are texts: give \`String(id)\``,
    );
    throw new Refusal("viewer-failed", { cause });
  }
  return viewer;
}

async function policyOf<Given extends readonly unknown[]>(
  { policy, timeoutMs }: Settings<Given>,
  given: Given,
): Promise<FilterPolicy> {
  const current =
    typeof policy === "function" ? await step("policy-failed", () => within(timeoutMs, policy(...given))) : policy;
  if (typeof current?.filterThreads !== "function") throw new Refusal("policy-failed");
  return current;
}

/** What the caller's own functions throw may hold anything; it is for the log alone. */
async function step<Result>(code: MailFilterCode, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Refusal(code, { cause });
  }
}

/** What is asked of the policy. Who asks comes last, so that nothing else can say so. */
async function questionOf<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  given: Given,
  viewer: string,
): Promise<FilterOptions> {
  const { at, one, around, facts, fields, keep, place, timeoutMs } = settings;
  const where =
    typeof place === "function" ? await step("filter-failed", () => within(timeoutMs, place(...given))) : place;
  return { ...where, given: undefined, at, one, around, facts, fields, keep, viewer };
}

/** A stranger to the policy, or a record or mailbox that it does not know, need not trouble the upstream. */
async function refuseUnknown<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  given: Given,
  { one: _, around: __, ...question }: FilterOptions,
): Promise<void> {
  (await policyOf(settings, given)).filterThreads("[]", { ...question, at: "" });
}

/** What the route knows. A route with a function for it always knows something. */
async function knownOf<Given extends readonly unknown[]>(
  { given: known, timeoutMs }: Settings<Given>,
  given: Given,
): Promise<Known | undefined> {
  if (typeof known !== "function") return known;
  const found = await step("given-failed", () => within(timeoutMs, known(...given)));
  if (typeof found !== "object" || found === null) throw new Refusal("given-failed");
  return found;
}

async function answerOf<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  asked: Asked<Given>,
): Promise<Upstream> {
  const controller = new AbortController();
  const answering = Promise.resolve().then(() => asked.ask(controller.signal));
  try {
    const upstream = await within(settings.timeoutMs, answering);
    if (!isAnswer(upstream)) throw new Refusal("upstream-failed");
    return upstream;
  } catch (cause) {
    controller.abort();
    // It may come yet, and nobody would read it.
    answering.then((late) => late?.body?.cancel()).catch(() => undefined);
    throw cause instanceof Refusal ? cause : new Refusal("upstream-failed", { cause });
  }
}

function isAnswer(upstream: Upstream | undefined): boolean {
  return typeof upstream?.status === "number" && typeof upstream.headers?.forEach === "function";
}

/** What the viewer may see of an answer. */
async function judged<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  asked: Asked<Given>,
  upstream: Upstream,
  options: FilterOptions,
): Promise<Answer> {
  const status = requireStatus(upstream);
  if (status === 204 || status === 205) {
    if (settings.one && isSafe(asked.method)) throw new Refusal("not-found");
    upstream.body?.cancel().catch(() => undefined);
    return { status, headers: answerHeaders(upstream.headers, settings.keepHeaders), body: null };
  }
  const contentType = upstream.headers.get("content-type");
  if (!isJson(contentType)) throw new Refusal("not-json");
  const headers = answerHeaders(upstream.headers, settings.keepHeaders, contentType);
  if (asked.method === "HEAD") {
    upstream.body?.cancel().catch(() => undefined);
    return { status, headers, body: null };
  }
  const reader = await BodyReader.open(upstream.body, upstream.headers.get("content-encoding"), settings);
  return { status, headers, body: await judgedBody(settings, asked.given, reader, options) };
}

/** The status of an answer that may have a list in it. */
function requireStatus({ status }: Upstream): number {
  if (status >= 400 && status <= 599) throw new Refusal("upstream-error", { status });
  if (status === 206) throw new Refusal("partial-body");
  if (status >= 300 && status <= 399 && status !== 304) throw new Refusal("upstream-redirected");
  if (status < 200 || status > 205) throw new Refusal("unexpected-status");
  return status;
}

/**
 * A short body is judged as a whole, so that whatever is wrong with it has a status; a long one as it comes. One item is always
 * judged as a whole, because the status tells whether it is shown.
 */
async function judgedBody<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  given: Given,
  reader: BodyReader,
  options: FilterOptions,
): Promise<Bytes | ReadableStream<Bytes>> {
  const wholeBytesMax = settings.one ? Number.POSITIVE_INFINITY : settings.bufferBytesMax;
  const pieces: Bytes[] = [];
  let length = 0;
  let piece = await reader.next();
  for (; piece !== undefined && length + piece.length <= wholeBytesMax; piece = await reader.next()) {
    pieces.push(piece);
    length += piece.length;
  }
  const policy = await policyOf(settings, given);
  const current = settings.now === undefined ? options : { ...options, now: settings.now() };
  if (piece === undefined) {
    const { body, ...summary } = policy.filterThreads(joined(pieces), current);
    tell(() => settings.onFiltered?.(summary, ...given));
    if (settings.one && summary.shown === 0) throw new Refusal("not-found");
    return body;
  }
  pieces.push(piece);
  const stream = policy.filterStream(current);
  stream.summary.then(
    (summary) => tell(() => settings.onFiltered?.(summary, ...given)),
    (cause) => {
      // Else the viewer went away, which is no problem.
      if (isRefusal(cause)) tell(() => settings.onProblem?.(problemOf(cause), cause, ...given));
    },
  );
  return rest(pieces, reader).pipeThrough(stream);
}

function rest(pieces: Bytes[], reader: BodyReader): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        const piece = pieces.shift() ?? (await reader.next());
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  );
}

/** Instead of mail. Of the upstream only headers that are kept, so that a page of another origin can read the problem. */
function problemAnswer<Given extends readonly unknown[]>(
  settings: Settings<Given>,
  given: Given,
  cause: unknown,
  upstream: Headers | undefined,
  isHead: boolean,
): Answer {
  const problem = problemOf(cause);
  tell(() => settings.onProblem?.(problem, cause, ...given));
  const headers = answerHeaders(upstream, settings.keepHeaders, "application/problem+json");
  if (problem.status === 401) headers.set("www-authenticate", settings.challenge);
  if (problem.code === "head-refused") headers.set("allow", "GET");
  const body = isHead ? null : new TextEncoder().encode(JSON.stringify(problem));
  return { status: problem.status, headers, body };
}

/** Logs are not to change an answer. */
function tell(work: () => void): void {
  try {
    work();
  } catch {
    // Whoever logs knows best what to do about a log that fails; the viewer does not.
  }
}
