import type { Call, Failure, Method, Methods, Reply } from "./protocol.ts";

/** A question that failed; `failure` says why, for people. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}

interface Pending {
  resolve(answer: Methods[Method]["answer"]): void;
  reject(error: Error): void;
}

/** The page's end of the line to the worker. */
export class Engine {
  readonly #worker = new Worker(new URL("./engine.ts", import.meta.url), { type: "module" });
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor() {
    this.#worker.addEventListener("message", (event: MessageEvent<Reply>) => this.#settle(event.data));
    this.#worker.addEventListener("error", (event) => {
      const error = new EngineError({
        code: "unexpected",
        message: event.message || "the worker could not be started",
      });
      for (const pending of this.#pending.values()) pending.reject(error);
      this.#pending.clear();
    });
  }

  ask<M extends Method>(method: M, request: Methods[M]["request"]): Promise<Methods[M]["answer"]> {
    this.#lastId += 1;
    const call = { id: this.#lastId, method, request } as Call;
    // Bytes move over instead of being copied.
    this.#worker.postMessage(call, request instanceof Uint8Array ? [request.buffer] : []);
    return new Promise((resolve, reject) => {
      this.#pending.set(call.id, { resolve, reject });
    });
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("failure" in reply) pending?.reject(new EngineError(reply.failure));
    else pending?.resolve(reply.answer);
  }
}
