// What compiles, and what must not, about the middleware. Run by `tsc` alone: no line of this is executed.
import express, { type Request as ExpressRequest } from "express";
import { type Context, Hono } from "hono";
import type { Policy } from "mailveil";
import { mailFilter as expressFilter } from "mailveil/express";
import { createMailFilter, type MailFilterProblem } from "mailveil/fetch";
import { mailFilter as honoFilter } from "mailveil/hono";
import { pipedrive, zoho } from "mailveil/shapes";

declare const policy: Policy;
declare const json: Response;
const accepts = <Type>(_: Type): void => {};

// Handlers with and without what the host gives besides the request.
const plain = createMailFilter({ policy, viewer: (request) => request.headers.get("user") ?? undefined });
accepts<(request: Request) => Promise<Response>>(plain(() => json));
accepts<(request: Request) => Promise<Response>>(plain(async (request) => fetch(request)));
interface Env {
  readonly user: string;
}
const worker = createMailFilter<[env: Env, context: { waitUntil(work: Promise<unknown>): void }]>({
  policy: async (_, __, context) => {
    context.waitUntil(Promise.resolve());
    return policy;
  },
  viewer: (_, env) => env.user,
  place: () => ({ surface: "record", record: "r" }),
  onProblem: (problem, cause, request, env) => {
    accepts<MailFilterProblem>(problem);
    accepts<unknown>(cause);
    accepts<Request>(request);
    accepts<Env>(env);
  },
});
accepts<{ fetch(request: Request, env: Env, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> }>(
  {
    fetch: worker((_, env) => new Response(env.user)),
  },
);

// A shape is all that one writes; what the route knows may have to be looked up.
createMailFilter({ policy, viewer: () => "bob", shape: pipedrive.threads });
createMailFilter({ policy, viewer: () => "bob", shape: zoho.emails, given: { records: ["r"] }, around: [] });
createMailFilter<[env: Env]>({
  policy,
  viewer: () => "bob",
  given: (request, env) => ({ mailbox: request.url + env.user }),
});
createMailFilter({ policy, viewer: () => "bob", given: async () => ({ mailbox: "m", records: [] }) });
// @ts-expect-error a misspelt member
createMailFilter({ policy, viewer: () => "bob", given: { record: "r" } });
// @ts-expect-error who sets up a function knows something
createMailFilter({ policy, viewer: () => "bob", given: () => undefined });
// @ts-expect-error all shapes of a system are none
createMailFilter({ policy, viewer: () => "bob", shape: pipedrive });
// @ts-expect-error what the route gives is no part of a shape
createMailFilter({ policy, viewer: () => "bob", shape: { at: "", given: {} } });
// @ts-expect-error what the host gives is missing
worker(() => json)(new Request("/"));
// @ts-expect-error nobody would be the viewer
createMailFilter({ policy });
// @ts-expect-error everybody would be the same viewer
createMailFilter({ policy, viewer: "bob" });
// @ts-expect-error a misspelt member
createMailFilter({ policy, viewer: () => "bob", feilds: {} });
// @ts-expect-error a number is no id
createMailFilter({ policy, viewer: () => 7 });
// @ts-expect-error no handler answers with text
plain(() => "[]");

// In the frameworks, with their own types.
interface Variables {
  Variables: { user: string };
}
const hono = new Hono<Variables>();
hono.use("/threads", honoFilter({ policy, viewer: (c: Context<Variables>) => c.get("user") }));
hono.get("/threads", honoFilter({ policy, viewer: (c) => c.req.raw.url }), (c) => c.json([]));
// @ts-expect-error a number is no id
hono.use(honoFilter({ policy, viewer: () => 7 }));

const app = express();
app.use("/threads", expressFilter({ policy, viewer: (request: ExpressRequest) => request.get("user") }));
app.get("/threads/:id", expressFilter({ policy, viewer: ({ headers }) => String(headers["user"]) }), (_, response) => {
  response.json([]);
});
// @ts-expect-error a number is no id
app.use(expressFilter({ policy, viewer: () => 7 }));
