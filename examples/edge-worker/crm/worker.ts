// A small CRM that answers as Pipedrive's API does, and knows nothing of who may see what.
import type { Database } from "../src/env.ts";

interface Row {
  readonly id: number;
  readonly account_id: string;
  readonly subject: string;
  readonly snippet: string;
  readonly parties: string;
  readonly deal_id: number | null;
  readonly shared_flag: number;
  readonly archived_flag: number;
  readonly deleted_flag: number;
  readonly message_timestamp: string;
}

/** A thread as Pipedrive writes it. */
const thread = ({ parties, message_timestamp, ...row }: Row) => ({
  ...row,
  parties: JSON.parse(parties),
  first_message_timestamp: message_timestamp,
  last_message_timestamp: message_timestamp,
});

export default {
  async fetch(request: Request, { DB }: { readonly DB: Database }): Promise<Response> {
    const { pathname } = new URL(request.url);
    const { results } = await DB.prepare("SELECT * FROM threads ORDER BY message_timestamp DESC").all<Row>();
    if (pathname === "/mailbox/mailThreads") {
      const pagination = { start: 0, limit: 50, more_items_in_collection: false };
      return versioned(request, { success: true, data: results.map(thread), additional_data: { pagination } });
    }
    const row = results.find(({ id }) => pathname === `/mailbox/mailThreads/${id}`);
    if (row !== undefined) return versioned(request, { success: true, data: thread(row) });
    return Response.json({ success: false, error: "Mail thread not found" }, { status: 404 });
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
