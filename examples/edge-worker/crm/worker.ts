// A small CRM API, which knows nothing of who may see what.
import type { Database } from "../src/env.ts";

interface Row {
  readonly id: string;
  readonly mailbox: string;
  readonly participants: string;
  readonly records: string;
  readonly subject: string;
  readonly body: string;
  readonly last_message_at: string;
}

/** What the rules ask of a thread. */
const facts = ({ id, mailbox, participants, records, last_message_at }: Row) => ({
  id,
  mailbox,
  participants: JSON.parse(participants),
  records: JSON.parse(records),
  lastMessageAt: last_message_at,
});

export default {
  async fetch(request: Request, { DB }: { readonly DB: Database }): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { results } = await DB.prepare("SELECT * FROM threads ORDER BY last_message_at DESC").all<Row>();
    if (pathname === "/threads") {
      const items = results.map((row) => ({ ...facts(row), subject: row.subject, body: row.body }));
      return versioned(request, { data: { items } });
    }
    const row = results.find(({ id }) => pathname === `/threads/${encodeURIComponent(id)}/facts`);
    return row === undefined ? new Response("no such thread", { status: 404 }) : Response.json(facts(row));
  },
};

/** As many an API answers: the same version to everybody, for caches to keep. */
async function versioned(request: Request, answer: unknown): Promise<Response> {
  const body = JSON.stringify(answer);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  const etag = `"${hash.toHex()}"`;
  const headers = { etag, "cache-control": "public, max-age=60", "content-type": "application/json" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
