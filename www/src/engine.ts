/** The worker: it holds the policy and answers the page. Every decision comes from the package; there is no rule here. */
import { init, MailveilError } from "mailveil";
import { LoadedSnapshot } from "./loaded.ts";
import type { Call, Failure, Methods, Reply } from "./protocol.ts";

const ready = init();
let loaded: LoadedSnapshot | undefined;

function load(bytes: Uint8Array<ArrayBuffer>): Methods["load"]["answer"] {
  // The old one goes first: two large snapshots at once would need twice the memory.
  loaded?.free();
  loaded = undefined;
  loaded = new LoadedSnapshot(bytes);
  return loaded.summary;
}

function current(): LoadedSnapshot {
  if (loaded === undefined) throw new Error("no snapshot is loaded");
  return loaded;
}

async function answer(call: Call): Promise<Methods[Call["method"]]["answer"]> {
  await ready;
  switch (call.method) {
    case "load":
      return load(call.request);
    case "list":
      return current().list(call.request);
    case "explain":
      return current().explain(call.request);
  }
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

addEventListener("message", async (event: MessageEvent<Call>) => {
  const { id } = event.data;
  let reply: Reply;
  try {
    reply = { id, answer: await answer(event.data) };
  } catch (error) {
    reply = { id, failure: failureOf(error) };
  }
  postMessage(reply);
});
