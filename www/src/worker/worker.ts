/** The worker: it holds the policy and answers the page. */
import type { Failure } from "../asked/load.ts";
import type { Answer, Call, Method, Reply, Request } from "../asked/methods.ts";
import { answers } from "./answers.ts";
import { type Context, Withdrawn } from "./context.ts";
import { load } from "./load.ts";
import { init, MailveilError } from "./mailveil.ts";
import type { Held } from "./held.ts";

const ready = init();
const withdrawn = new Set<number>();
let held: Held | undefined;

async function answer(method: Method, request: Request<Method>, context: Context): Promise<Answer<Method>> {
  await ready;
  if (method === "load") {
    // The old one goes first: two large snapshots at once would need twice the memory.
    held?.free();
    held = undefined;
    const loaded = await load(request as Request<"load">, context);
    held = loaded.held;
    return loaded.summary;
  }
  if (held === undefined) throw new Error("no snapshot is loaded");
  const ask = answers[method] as (held: Held, request: Request<Method>, context: Context) => Answer<Method>;
  return ask(held, request, context);
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof MailveilError)) {
    return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message, help, path, problems, total } = error;
  return {
    code,
    message,
    ...(help === undefined ? {} : { help }),
    ...(path === undefined ? {} : { path }),
    ...(problems === undefined ? {} : { problems, total: total ?? problems.length }),
  };
}

function contextOf(id: number): Context {
  return {
    tell: (progress) => reply({ kind: "progress", id, progress }),
    async pause() {
      await new Promise((resume) => setTimeout(resume));
      if (withdrawn.has(id)) throw new Withdrawn();
    },
  };
}

function reply(told: Reply): void {
  postMessage(told);
}

addEventListener("message", async ({ data: call }: MessageEvent<Call>) => {
  const { id } = call;
  if (call.kind === "cancel") {
    withdrawn.add(id);
    return;
  }
  try {
    reply({ kind: "answer", id, answer: await answer(call.method, call.request, contextOf(id)) });
  } catch (error) {
    if (!(error instanceof Withdrawn)) reply({ kind: "failure", id, failure: failureOf(error) });
  }
  withdrawn.delete(id);
});
