// A CRM's mail API: the engine says who may see and do what, and the database keeps what was done.
import { type Context, Hono } from "hono";
import { MailveilError, Policy, redactDecision } from "mailveil";
import { mailFilter } from "mailveil/hono";
import type { Database } from "./database.ts";

interface Variables {
  Variables: { user: string | undefined };
}

export function createApp(database: Database): Hono<Variables> {
  let policy = Policy.parse(database.snapshot());
  const viewer = (c: Context<Variables>) => c.get("user");
  const app = new Hono<Variables>();

  app.use(async (c, next) => {
    const [, token] = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
    c.set("user", token === undefined ? undefined : database.userOf(token));
    await next();
  });

  // Each viewer gets the threads that they may see, and of each as much as they may see.
  app.get("/threads", mailFilter({ policy: () => policy, viewer }), (c) => c.json(database.threads()));

  // The owner chooses how a mailbox is shared. What the rules do not accept is taken back.
  app.put("/mailboxes/:id/sharing", async (c) => {
    const user = c.get("user");
    if (user === undefined) return c.json({ code: "no-viewer" }, 401);
    const [mailbox, sharing] = [c.req.param("id"), await c.req.json()];
    const decision = policy.decide({ action: "change-sharing", viewer: user, mailbox });
    if (decision.outcome === "denied") return c.json(redactDecision(decision), 403);
    const next = database.transaction(() => {
      database.setSharing(mailbox, sharing);
      return Policy.parse(database.snapshot());
    });
    policy.free();
    policy = next;
    return c.json(redactDecision(decision));
  });

  app.onError((error, c) => {
    if (!(error instanceof MailveilError)) {
      console.error(error);
      return c.json({ code: "failed" }, 500);
    }
    const { code, message, problems } = error;
    return c.json({ code, message, problems }, code === "invalid-snapshot" ? 422 : 404);
  });
  return app;
}
