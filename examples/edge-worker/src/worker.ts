// A worker in front of a CRM: each viewer gets the part of the mail list that they may see.
import { createMailFilter } from "mailveil/fetch";
import { currentPolicy } from "./current-policy.ts";
import type { Context, Env } from "./env.ts";
import { viewerOf } from "./viewer.ts";
import { why } from "./why.ts";

const filter = createMailFilter<[env: Env, context: Context]>({
  policy: async (_, env, context) => (await currentPolicy(env, context)).policy,
  viewer: viewerOf,
  at: "/data/items",
  timeoutMs: 3_000,
  onProblem: ({ status, code }) => console.warn(JSON.stringify({ event: "no-mail", status, code })),
  onFiltered: (summary) => console.log(JSON.stringify({ event: "filtered", ...summary })),
});

const threads = filter((request, env) => {
  const asked = new Request(request);
  // The CRM believes this worker, and has no use for the viewer's token.
  asked.headers.delete("authorization");
  return env.CRM.fetch(asked);
});

export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 });
    const { pathname } = new URL(request.url);
    if (pathname === "/threads") return threads(request, env, context);
    if (pathname === "/why") return why(request, env, context).catch(failed);
    return new Response(null, { status: 404 });
  },
};

/** What went wrong is for the log; it may hold anything. */
function failed(error: unknown): Response {
  console.error(JSON.stringify({ event: "failed", error: String(error) }));
  return Response.json({ code: "failed" }, { status: 502 });
}
