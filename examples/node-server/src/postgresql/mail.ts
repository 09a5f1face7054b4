// What a viewer's transaction asks. No statement says who sees what: row level security does, and the view `mail`.
import { sqlPredicate } from "mailveil/sql";
import type { ClientBase } from "pg";

export interface Mail {
  readonly id: string;
  readonly level: number;
  readonly lastMessageAt: Date | null;
  readonly subject: string | null;
  readonly snippet: string | null;
}

export interface Page {
  readonly data: readonly Mail[];
  /** Asks for the mail behind this page, if there may be more. */
  readonly next: string | null;
}

/** How much of a list is asked for. */
export interface Part {
  readonly limit: number;
  readonly after: string | undefined;
}

/** The page of a record shows less than everywhere: on it, the record itself has to be what shows the mail. */
const onRecord = sqlPredicate({
  dialect: "postgresql",
  place: "page",
  context: "nullif(current_setting('mailveil.context', true), '')",
  record: "$4",
}).where;

/** All that the viewer sees, latest first. */
export const list = (client: ClientBase, part: Part): Promise<Page> => page(client, part, "list", "true", []);

/** Of one record. */
export const timeline = (client: ClientBase, record: string, part: Part): Promise<Page> =>
  page(client, part, "timeline", onRecord, [record]);

/** How much mail the viewer sees, up to 1,000. */
export async function count(client: ClientBase): Promise<{ count: number; more: boolean }> {
  const text = "select count(*)::int as seen from (select from mv_thread limit 1001) t";
  const { rows } = await client.query<{ seen: number }>({ name: "count", text });
  const seen = rows[0]?.seen ?? 0;
  return { count: Math.min(seen, 1000), more: seen > 1000 };
}

async function page(
  client: ClientBase,
  { limit, after }: Part,
  name: string,
  where: string,
  values: readonly string[],
): Promise<Page> {
  // The place behind which a page begins is a time and an id. Before the first one is the end of time.
  const [time, id] = after === undefined ? ["infinity", ""] : readCursor(after);
  const { rows } = await client.query<Mail & { cursor: string }>({
    // What has a name is planned once for a connection.
    name,
    text: `select id, level, last_at as "lastMessageAt", subject, snippet, sorted_at::text as cursor from mail t
           where ${where} and (sorted_at, id) < ($2::timestamptz, $3) order by sorted_at desc, id desc limit $1`,
    values: [limit, time, id, ...values],
  });
  const last = rows.length < limit ? undefined : rows.at(-1);
  const data = rows.map(({ cursor: _, ...mail }) => mail);
  return { data, next: last === undefined ? null : writeCursor(last.cursor, last.id) };
}

/** As text, because a `Date` would lose microseconds. */
const writeCursor = (time: string, id: string): string => Buffer.from(`${time}\n${id}`).toString("base64url");

function readCursor(cursor: string): readonly [string, string] {
  const [time = "", ...id] = Buffer.from(cursor, "base64url").toString().split("\n");
  return [time, id.join("\n")];
}
