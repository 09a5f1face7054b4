// The filter as a middleware of Express, Connect, and Node's own `http`.
import { acceptedEncodings } from "./body.js";
import { Capture } from "./capture.js";
import { answerTo } from "./filter.js";
import { conditions } from "./headers.js";
import type { NodeResponse } from "./node-response.js";
import { type MailFilterOptions, readOptions } from "./options.js";

export type { FilterPolicy, MailFilterOptions } from "./options.js";
export type { MailFilterCode, MailFilterProblem } from "./problem.js";

/** What the filter needs of a request; Express's is one. */
export interface NodeRequest {
  /** Such as `GET`. */
  readonly method?: string | undefined;
  /** By names in lower case. Conditions are taken out before the route sees them. */
  readonly headers: Record<string, string | string[] | undefined>;
}

/** What stands before routes. It calls `next` once it knows who asks, and never with an error. */
export type NodeMiddleware<Request extends NodeRequest> = (
  request: Request,
  response: NodeResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Filters what the routes behind it write: `app.use("/threads", mailFilter({ policy, viewer: (request) => request.user?.id }))`.
 * It holds back `write`, `end` and `writeHead`, and so `json`, `send`, `sendFile` and whatever else ends in them.
 */
export function mailFilter<Request extends NodeRequest>(
  options: MailFilterOptions<[request: Request]>,
): NodeMiddleware<Request> {
  const settings = readOptions(options);
  return (request, response, next) => {
    const capture = new Capture(response);
    const { method = "GET", headers } = request;
    const encoding = headers["accept-encoding"];
    const ask = () => {
      for (const name of conditions) delete headers[name];
      headers["accept-encoding"] = acceptedEncodings();
      next();
      return capture.upstream;
    };
    const hasHeader = (name: string) => headers[name] !== undefined;
    answerTo(settings, { given: [request], method, hasHeader, ask })
      .then((answer) => {
        // What compresses before the filter asks for it now.
        headers["accept-encoding"] = encoding;
        return capture.send(answer, settings.keepHeaders);
      })
      .catch(() => response.destroy());
  };
}
