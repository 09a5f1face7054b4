// The policy in force. A new snapshot takes over once it has been parsed; until then, and if it is refused, the old one answers.
import { MailveilError, Policy } from "mailveil";
import type { Context, Env } from "./env.ts";

interface Current {
  readonly policy: Policy;
  /** What the policy was parsed from. */
  readonly text: string;
}

let current: Current | undefined;
let askedAt = 0;

/** Never waits for a refresh, but when there is no policy yet. */
export async function currentPolicy(env: Env, context: Context): Promise<Current> {
  if (current === undefined) {
    await refresh(env);
  } else if (Date.now() - askedAt >= Number(env.REFRESH_MS)) {
    askedAt = Date.now();
    context.waitUntil(refresh(env));
  }
  if (current === undefined) throw new Error("no snapshot has been accepted yet");
  return current;
}

async function refresh(env: Env): Promise<void> {
  try {
    askedAt = Date.now();
    const text = await env.STORE.get("snapshot");
    if (text === current?.text) return;
    const policy = Policy.parse(text ?? "");
    const old = current;
    current = { policy, text: text ?? "" };
    old?.policy.free();
    console.log(JSON.stringify({ event: "snapshot-accepted", users: policy.licensedUserCount }));
  } catch (error) {
    alarm(error);
  }
}

/** For whoever watches the log. Problems name places in the snapshot, never what stands there. */
function alarm(error: unknown): void {
  const { code, problems = [], total } = error instanceof MailveilError ? error : { code: "store-failed", total: 0 };
  const first = problems.slice(0, 10).map((problem) => ({ code: problem.code, path: problem.path }));
  console.error(JSON.stringify({ alarm: "snapshot-refused", code, total, problems: first }));
}
