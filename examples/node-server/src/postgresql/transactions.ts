// Transactions: those of viewers, in which the database shows what the viewer sees, and those that write.
import { createHash } from "node:crypto";
import type { ClientBase, Pool } from "pg";
import type { Organization } from "./organization.ts";

/** Who asks has no session. */
export class NoSession extends Error {}

/** The database keeps the hash of a token alone. */
export const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Where the database is, and as which role. */
export function addressOf(role: "READER" | "WRITER"): string {
  const address = process.env[role];
  if (address === undefined) throw new Error(`set ${role} to an address such as postgres://app:password@localhost/crm`);
  return address;
}

/**
 * As `app` whatever role the connection has, because owners and superusers see everything. All that is read is of one moment.
 * A plan is the same for every viewer, so that one for each connection is enough; to compile it would take longer than to run it.
 */
const begin = `begin isolation level repeatable read read only;
  set local role app; set local plan_cache_mode = force_generic_plan; set local jit = off`;

/** Runs statements for the viewer whose session it is: in them, the database shows what that viewer sees. */
export function asViewer<Answer>(
  pool: Pool,
  organization: Organization,
  token: string,
  ask: (client: ClientBase) => Promise<Answer>,
): Promise<Answer> {
  return transaction(pool, begin, async (client) => {
    const { rows } = await client.query<{ viewer: string; version: string }>({
      name: "session",
      text: "select viewer, version from sessions, organization where token_hash = $1",
      values: [hash(token)],
    });
    const [session] = rows;
    if (session === undefined) throw new NoSession();
    const context = await organization.context(client, session.version, session.viewer);
    // `true`: until the transaction ends. A pool gives the connection to the next viewer.
    await client.query({ name: "context", text: "select set_config('mailveil.context', $1, true)", values: [context] });
    return ask(client);
  });
}

/** Runs statements in one transaction, of which nothing is left if one fails. */
export async function transaction<Answer>(
  pool: Pool,
  begin: string,
  run: (client: ClientBase) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const answer = await run(client);
    await client.query("commit");
    client.release();
    return answer;
  } catch (error) {
    // A connection that cannot even roll back is given up, and its settings with it.
    await client.query("rollback").then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
