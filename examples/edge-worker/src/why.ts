// Why does a user see a thread, or not? For administrators, because reasons tell that threads and links exist.
import { decide, MailveilError, type Policy, type Snapshot, type Thread } from "mailveil";
import { currentPolicy } from "./current-policy.ts";
import type { Context, Env } from "./env.ts";
import { viewerOf } from "./viewer.ts";

/** `/why?viewer=bob&thread=9002` */
export async function why(request: Request, env: Env, context: Context): Promise<Response> {
  const asking = await viewerOf(request, env);
  if (asking === undefined) return answer(401, { code: "no-viewer" });
  const { policy, text } = await currentPolicy(env, context);
  const { searchParams } = new URL(request.url);
  const [viewer, id] = [searchParams.get("viewer") ?? "", searchParams.get("thread") ?? ""];
  try {
    if (!isAdministrator(asking, policy)) return answer(403, { code: "not-administrator" });
    const thread = await factsOf(id, env);
    if (thread === undefined) return answer(404, { code: "unknown-thread" });
    // The snapshot has no threads, and others ask the policy meanwhile: so this one is asked about on its own.
    const snapshot: Snapshot = { ...JSON.parse(text), threads: [thread] };
    return answer(200, decide(snapshot, { action: "view", viewer, thread: thread.id }));
  } catch (error) {
    if (!(error instanceof MailveilError)) throw error;
    const { code, message } = error;
    return answer(code === "unknown-viewer" ? 404 : 400, { code, message });
  }
}

/** The engine says who is an administrator: only they get the page of all mailboxes. */
function isAdministrator(asking: string, policy: Policy): boolean {
  try {
    return policy.mailboxAdministration({ viewer: asking }).decision.outcome === "allowed";
  } catch (error) {
    if (error instanceof MailveilError && error.code === "unknown-viewer") return false;
    throw error;
  }
}

/** What the rules ask of a thread, from Pipedrive's answer. */
async function factsOf(id: string, env: Env): Promise<Thread | undefined> {
  const address = `https://crm/mailbox/mailThreads/${encodeURIComponent(id)}`;
  const response = await env.CRM.fetch(address, { signal: AbortSignal.timeout(3_000) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the CRM answered with status ${response.status}`);
  const { data } = (await response.json()) as { readonly data: Answered };
  const parties = [...data.parties.from, ...data.parties.to];
  const persons = parties.flatMap(({ linked_person_id: person }) => (person == null ? [] : [`person:${person}`]));
  return {
    id: String(data.id),
    mailbox: data.account_id,
    participants: parties.map(({ email_address }) => email_address),
    records: data.deal_id === null ? persons : [`deal:${data.deal_id}`, ...persons],
    sharing: data.shared_flag === 1 ? "shared" : "private",
    state: data.deleted_flag === 1 ? "deleted" : data.archived_flag === 1 ? "archived" : "active",
  };
}

interface Answered {
  readonly id: number;
  readonly account_id: string;
  readonly parties: Readonly<Record<"from" | "to", readonly Party[]>>;
  readonly deal_id: number | null;
  readonly shared_flag: number;
  readonly archived_flag: number;
  readonly deleted_flag: number;
}

interface Party {
  readonly email_address: string;
  readonly linked_person_id?: number | null;
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "private, no-store" } });
}
