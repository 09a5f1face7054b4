// A worker in front of a CRM with the API of Pipedrive: each viewer gets the part of the mail that they may see.
import { createMailFilter } from "mailveil/fetch";
import { pipedrive, type Shape } from "mailveil/shapes";
import { currentPolicy } from "./current-policy.ts";
import type { Context, Env } from "./env.ts";
import { viewerOf } from "./viewer.ts";
import { why } from "./why.ts";

const answers = (shape: Shape) =>
  createMailFilter<[env: Env, context: Context]>({
    policy: async (_, env, context) => (await currentPolicy(env, context)).policy,
    viewer: viewerOf,
    shape,
    timeoutMs: 3_000,
    onProblem: ({ status, code }) => console.warn(JSON.stringify({ event: "no-mail", status, code })),
    onFiltered: (summary) => console.log(JSON.stringify({ event: "filtered", ...summary })),
  })((request, env) => {
    const asked = new Request(request);
    // The CRM believes this worker, and has no use for the viewer's token.
    asked.headers.delete("authorization");
    return env.CRM.fetch(asked);
  });

const threads = answers(pipedrive.threads);
// One that the viewer may not see is answered as one that is not there.
const thread = answers(pipedrive.thread);

export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 });
    const { pathname } = new URL(request.url);
    if (pathname === "/mailbox/mailThreads") return threads(request, env, context);
    if (/^\/mailbox\/mailThreads\/\d+$/.test(pathname)) return thread(request, env, context);
    if (pathname === "/why") return why(request, env, context).catch(failed);
    return new Response(null, { status: 404 });
  },
};

/** What went wrong is for the log; it may hold anything. */
function failed(error: unknown): Response {
  console.error(JSON.stringify({ event: "failed", error: String(error) }));
  return Response.json({ code: "failed" }, { status: 502 });
}
