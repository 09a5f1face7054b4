// A filter around a handler that takes a `Request` and gives a `Response`: workers, Deno, Bun, route handlers.
import { answerTo, responseOf } from "./filter.js";
import { plainRequest } from "./headers.js";
import { type MailFilterOptions, readOptions } from "./options.js";

export type { FilterPolicy, MailFilterOptions } from "./options.js";
export type { MailFilterCode, MailFilterProblem } from "./problem.js";

/** Answers a request. `Rest` is what the host gives besides it, such as `env` and `ctx` of a worker. */
export type FetchHandler<Rest extends readonly unknown[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>;

/** What wraps a handler, so that each viewer gets the part of its answer that they may see. */
export type FetchFilter<Rest extends readonly unknown[]> = (
  handler: FetchHandler<Rest>,
) => (request: Request, ...rest: Rest) => Promise<Response>;

/**
 * A filter for handlers that answer with threads in JSON. The handler gets the request without conditions and ranges.
 * Whatever is not a list of threads, judged for this viewer, is answered by a problem document; the wrapped handler never rejects.
 */
export function createMailFilter<Rest extends readonly unknown[] = []>(
  options: MailFilterOptions<[request: Request, ...rest: Rest]>,
): FetchFilter<Rest> {
  const settings = readOptions(options);
  return (handler) =>
    async (request, ...rest) => {
      const { method, headers } = request;
      const ask = (signal: AbortSignal) => handler(plainRequest(request, signal), ...rest);
      const hasHeader = (name: string) => headers.has(name);
      return responseOf(await answerTo(settings, { given: [request, ...rest], method, hasHeader, ask }));
    };
}
