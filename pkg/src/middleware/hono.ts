// The filter as a middleware of Hono.
import { answerTo, responseOf } from "./filter.js";
import { isKept, plainRequest, putBack } from "./headers.js";
import { type MailFilterOptions, readOptions } from "./options.js";

export type { FilterPolicy, MailFilterOptions } from "./options.js";
export type { MailFilterCode, MailFilterProblem } from "./problem.js";

/** What the filter needs of a context; Hono's is one. */
export interface HonoContext {
  /** Until the route has answered, its `raw` request is replaced by one without conditions. */
  readonly req: {
    /** The request as the platform gave it. */
    raw: Request;
  };
  /** The response so far. */
  get res(): Response;
  /** Replaced by the answer. */
  set res(response: Response | undefined);
}

/** What stands before routes of Hono. */
export type HonoMiddleware<Context extends HonoContext> = (
  context: Context,
  next: () => Promise<void>,
) => Promise<void>;

/**
 * Filters what the routes behind it answer: `app.use("/threads", mailFilter({ policy, viewer: (c) => c.get("user") }))`.
 * What stands before it may still set headers.
 */
export function mailFilter<Context extends HonoContext>(
  options: MailFilterOptions<[context: Context]>,
): HonoMiddleware<Context> {
  const settings = readOptions(options);
  return async (context, next) => {
    const request = context.req.raw;
    const before = new Headers(context.res.headers);
    let isOver = true;
    let plain: Request | undefined;
    const ask = async (signal: AbortSignal) => {
      plain = plainRequest(request, signal);
      context.req.raw = plain;
      isOver = false;
      await next().finally(() => {
        isOver = true;
      });
      // By now the response may be ours.
      signal.throwIfAborted();
      return context.res;
    };
    const hasHeader = (name: string) => request.headers.has(name);
    const answer = responseOf(await answerTo(settings, { given: [context], method: request.method, hasHeader, ask }));
    before.forEach((value, name) => {
      if (isKept(name, settings.keepHeaders) && !answer.headers.has(name)) answer.headers.append(name, value);
    });
    replace(context, answer);
    if (plain !== undefined) context.req.raw = putBack(plain, request);
    if (!isOver) lock(context, answer);
  };
}

/** Hono would add the headers of the response that is there. */
function replace(context: HonoContext, answer: Response): void {
  context.res = undefined;
  context.res = answer;
}

/** A route that was not waited for may answer yet: too late, but before the response is sent. What it changes is nobody's. */
function lock(context: HonoContext, answer: Response): void {
  replace(context, new Response());
  Object.defineProperty(context, "res", { get: () => answer, set: () => undefined });
}
