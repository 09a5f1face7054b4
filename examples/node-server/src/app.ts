// A mail API like that of Pipedrive: the engine says who may see and do what.
import { type Context, Hono } from "hono";
import { MailveilError, Policy, redactDecision, type Snapshot } from "mailveil";
import { mailFilter } from "mailveil/hono";
import { pipedrive, type Shape } from "mailveil/shapes";
import type { Database } from "./database.ts";

interface Variables {
  Variables: { user: string | undefined };
}

export function createApp(database: Database, snapshot: Snapshot): Hono<Variables> {
  const policy = Policy.parse(snapshot);
  const facts = new Map(snapshot.threads.map((thread) => [thread.id, thread]));
  const viewer = (c: Context<Variables>) => c.get("user");
  const filtered = (shape: Shape) => mailFilter({ policy, viewer, shape });
  const app = new Hono<Variables>();

  app.use(async (c, next) => {
    const [, token] = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
    c.set("user", token === undefined ? undefined : database.userOf(token));
    await next();
  });

  // Each viewer gets the threads that they may see, and of each as much as they may see.
  app.get("/mailbox/mailThreads", filtered(pipedrive.threads), (c) =>
    c.json({ success: true, data: database.threads() }),
  );
  app.get("/mailbox/mailThreads/:id", filtered(pipedrive.thread), (c) => {
    const data = database.thread(c.req.param("id") ?? "");
    return data === undefined ? c.json({ success: false }, 404) : c.json({ success: true, data });
  });

  // The owner chooses who sees a thread. To whoever may not see it, there is none.
  app.put("/mailbox/mailThreads/:id", async (c) => {
    const user = c.get("user");
    if (user === undefined) return c.json({ code: "no-viewer" }, 401);
    const [row, thread] = [database.thread(c.req.param("id")), facts.get(c.req.param("id"))];
    const notFound = () => c.json({ code: "not-found" }, 404);
    if (row === undefined || thread === undefined) return notFound();
    if (!policy.allows({ action: "view", viewer: user, thread: thread.id })) return notFound();
    const { shared_flag: flag } = await c.req.json();
    if (flag !== 0 && flag !== 1) return c.json({ code: "unknown-value", path: "/shared_flag" }, 400);
    const action = flag === 1 ? "share-thread" : "unshare-thread";
    const decision = policy.decide({ action, viewer: user, thread: thread.id });
    if (decision.outcome === "denied") return c.json(redactDecision(decision), 403);
    const chosen = { ...thread, sharing: flag === 1 ? ("shared" as const) : ("private" as const) };
    policy.upsertThreads([chosen]);
    facts.set(thread.id, chosen);
    database.share(row, flag === 1);
    return c.json(redactDecision(decision));
  });

  app.onError((error, c) => {
    if (!(error instanceof MailveilError)) {
      console.error(error);
      return c.json({ code: "failed" }, 500);
    }
    const { code, message } = error;
    return c.json({ code, message }, code === "unknown-viewer" ? 403 : 404);
  });
  return app;
}
