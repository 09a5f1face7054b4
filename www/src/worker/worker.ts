/** The worker: it holds the snapshot and answers the page. */
import type { Failure } from "../asked/load.ts";
import type { Answer, Call, Method, Reply, Request } from "../asked/methods.ts";
import { answers } from "./answers.ts";
import { type Context, Withdrawn } from "./context.ts";
import { Hand } from "./hand.ts";
import { init, type MailveilError } from "./mailveil.ts";

const ready = init();
const withdrawn = new Set<number>();
const hand = new Hand();

async function answer(method: Method, request: Request<Method>, context: Context): Promise<Answer<Method>> {
  await ready;
  const ask = answers[method] as (hand: Hand, request: Request<Method>, context: Context) => Answer<Method>;
  return ask(hand, request, context);
}

/** Each entry of the package brings its own class of errors, so they are known by their name. */
function isOurs(error: unknown): error is MailveilError {
  return error instanceof Error && error.name === "MailveilError" && "code" in error;
}

function failureOf(error: unknown): Failure {
  if (!isOurs(error)) return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
  const { code, message, help, path, offset, problems, total } = error;
  return {
    code,
    message,
    ...(help === undefined ? {} : { help }),
    ...(path === undefined ? {} : { path }),
    ...(offset === undefined ? {} : { offset }),
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
