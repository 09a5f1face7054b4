// Mail over HTTP. The policy says what a viewer sees and may do, and the database shows nothing else.
import { type Context, Hono } from "hono";
import { MailveilError, redactDecision } from "mailveil";
import pg from "pg";
import { count, list, type Part, timeline } from "./mail.ts";
import { changeSharing, Organization } from "./organization.ts";
import { asViewer, hash, NoSession, transaction } from "./transactions.ts";

/** Two roles of the database: `reader` asks for viewers, and `writer` owns the tables. */
export function createApp({ reader, writer }: { readonly reader: pg.Pool; readonly writer: pg.Pool }): Hono {
  const organization = new Organization();
  const seen = <Answer>(c: Context, ask: (client: pg.ClientBase) => Promise<Answer>): Promise<Answer> =>
    asViewer(reader, organization, token(c), ask);
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header("cache-control", "private, no-store");
  });

  app.get("/mail", async (c) => c.json(await seen(c, (client) => list(client, part(c)))));
  app.get("/mail/count", async (c) => c.json(await seen(c, count)));
  app.get("/records/:id/mail", async (c) =>
    c.json(await seen(c, (client) => timeline(client, c.req.param("id"), part(c)))),
  );

  // Whoever may choose how a mailbox shares does so here. The next request sees it, on every server.
  app.put("/mailboxes/:id/sharing", async (c) => {
    const value = await c.req.json();
    const proposal = await transaction(writer, "begin", async (client) => {
      const query = "select viewer from sessions where token_hash = $1";
      const [session] = (await client.query<{ viewer: string }>(query, [hash(token(c))])).rows;
      if (session === undefined) throw new NoSession();
      return changeSharing(client, { ...session, mailbox: c.req.param("id"), value });
    });
    if (proposal.decision.outcome === "denied") return c.json(redactDecision(proposal.decision), 403);
    return c.json({ problems: proposal.problems }, proposal.problems.length > 0 ? 422 : 200);
  });

  app.onError((error, c) => {
    if (error instanceof NoSession) return c.json({ code: "no-viewer" }, 401);
    if (error instanceof MailveilError && error.code === "unknown-viewer") return c.json({ code: error.code }, 403);
    if (error instanceof MailveilError && error.code === "unknown-mailbox") return c.json({ code: error.code }, 404);
    // Class 22: what was given is no time, or no text that the database holds. Else nothing of the error leaves the server.
    if (error instanceof SyntaxError || (error instanceof pg.DatabaseError && error.code?.startsWith("22")))
      return c.json({ code: "malformed" }, 400);
    console.error(error);
    return c.json({ code: "failed" }, 500);
  });
  return app;
}

const token = (c: Context): string => /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";

function part(c: Context): Part {
  const limit = Number(c.req.query("limit") ?? "50");
  return { limit: limit >= 1 && limit <= 100 ? Math.floor(limit) : 50, after: c.req.query("after") };
}
