// Stands in for the CRM's worker, and fails where the address says so. Copied beside the original, which is `api.ts` then.
// @ts-expect-error it is there when this runs
import api from "./api.ts";

type Api = { fetch(request: Request, env: unknown): Promise<Response> };

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const json = { "content-type": "application/json" };

/** Many threads of Bob's. */
const long = () => {
  const flags = { shared_flag: 0, archived_flag: 0, deleted_flag: 0 };
  const thread = { id: 9003, account_id: "acc-bob", ...flags, subject: "Lunch?", snippet: "x".repeat(1000) };
  return JSON.stringify({ success: true, data: Array(3000).fill(thread) });
};

const faults: Record<string, (request: Request) => Response | Promise<Response>> = {
  "answer-stalls": () => wait(30_000).then(() => new Response()),
  "body-stalls": () =>
    new Response(
      new ReadableStream({
        async pull(controller) {
          controller.enqueue(new TextEncoder().encode('{"data":[{"subject":"Dear Kim"},'));
          await wait(30_000);
        },
      }),
      { headers: json },
    ),
  "page-of-error": () =>
    new Response("<pre>Dear Kim, ...</pre>", { status: 500, headers: { "content-type": "text/html" } }),
  throws: () => {
    throw new Error("Dear Kim");
  },
  condition: (request) =>
    request.headers.has("if-none-match") ? new Response(null, { status: 304 }) : new Response("none"),
  credentials: (request) => new Response(null, { status: request.headers.has("authorization") ? 418 : 204 }),
  compressed: () =>
    new Response(new Response('{"data":[]}').body?.pipeThrough(new CompressionStream("gzip")), {
      headers: { ...json, "content-encoding": "gzip" },
      encodeBody: "manual",
    } as ResponseInit),
  long: () => new Response(long(), { headers: json }),
  "long-and-broken": () => new Response(long().slice(0, -1), { headers: json }),
};

export default {
  async fetch(request: Request, env: unknown): Promise<Response> {
    const fault = faults[new URL(request.url).searchParams.get("fault") ?? ""];
    return fault === undefined ? (api as Api).fetch(request, env) : fault(request);
  },
};
